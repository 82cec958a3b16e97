"""How a version of before comes back: by one person alone as the undo of a publication, else as a draft for two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _

from permissions.now import now
from permissions.writing import written_moment
from workflows.versions.models import Version, VersionStatus
from workflows.versions.publishable import publishable, publishables

WITHIN: Final = timedelta(days=1)
"""For so long after a publication one person alone may take it back."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """``alone``: one person puts it in force; else it begins a draft. ``why``: the sentence that says so."""

    alone: bool
    why: str


def last_publication(subject: str, key: str) -> Version | None:
    """What would be taken back: the publication of what is in force; where nothing is, the one that ended the thing."""
    found = Version.objects.filter(subject=subject, key=key).select_related("published_by")
    current = found.filter(status=VersionStatus.PUBLISHED).first()
    if current is not None:
        return current
    last = found.filter(status=VersionStatus.RETIRED).order_by("-number").first()
    return last if last is not None and last.ends else None


def way_back(former: Version, current: Version | None) -> WayBack:
    """How ``former`` comes back while ``current`` is in force.

    Alone only what takes back one publication by two, within a day of it, and no designation of what is sensitive.
    """
    against = why_not_alone(former, current)
    if against or current is None or current.published_at is None:
        return WayBack(alone=False, why=against)
    sentence = _(
        "It takes back version %(number)d, published %(when)s. Within a day of that you may do so alone; all other "
        "process owners are told."
    )
    words = {"number": current.number, "when": written_moment(current.published_at)}
    return WayBack(alone=True, why=sentence % words)


def why_not_alone(former: Version, current: Version | None) -> str:
    """What is against one person alone putting ``former`` in force; "" where nothing is."""
    if current is None or current.published_at is None:
        return _("Nothing is in force, so there is no publication that it would take back.")
    if former.retired_at != current.published_at:
        return _("It is not the version that the last publication replaced.")
    if current.published_by_id is not None and current.published_by_id == current.drafted_by_id:
        return _("What is in force was put back by one person alone, and that is not taken back by one alone.")
    if now() - current.published_at > WITHIN:
        return _("The publication that it would take back is more than a day old.")
    held = publishable(former.subject).in_force().get(former.key, current.definition)
    guarded = [
        sentence
        for thing in publishables()
        for sentence in thing.guards(former.subject, former.key, held, former.definition)
    ]
    return " ".join(guarded)

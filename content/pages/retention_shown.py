"""How long requests of each kind are kept, in words, for the page that tells people what is known of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from workflows.cases import retention
from workflows.cases.models import RequestKind, Track


@dataclass(frozen=True, slots=True)
class ShownTime:
    """A kind of request and its time in words."""

    kind: str
    words: str


def retention_times() -> list[ShownTime]:
    """Each kind that people can file, in its order, and behind it what holds once such a request is treated as
    sensitive, where owners have set another time for that. Two statements."""
    periods = retention.in_force().periods
    times = []
    for kind in RequestKind.objects.filter(active=True):
        name = in_language(kind.name)
        own = periods.get((kind.code, Track.SENSITIVE if kind.sensitive else Track.ORDINARY))
        later = periods.get((kind.code, Track.SENSITIVE))
        times.append(_shown(name, own))
        if later != own:
            times.append(_shown(_("%(kind)s, treated as sensitive") % {"kind": name}, later))
    return times


def _shown(kind: str, period: retention.Period | None) -> ShownTime:
    if period is None:
        return ShownTime(kind, _("kept indefinitely, as no time has been set; you can ask us to erase it"))
    return ShownTime(kind, period.in_words())

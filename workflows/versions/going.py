"""Taking out of force, with nothing in its place, what nothing in force names any more."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.translated_text import in_language
from workflows.transactions.turn import write_transaction
from workflows.versions.errors import NotInForce, StillNamed
from workflows.versions.in_turn import wait_for_others
from workflows.versions.models import Version, VersionStatus
from workflows.versions.publishable import AGENCY, publishable
from workflows.versions.references import told, who_names
from workflows.versions.services import named


def why_it_stays(version: Version) -> str:
    """The sentence that says who names what is in force; nothing when it can go."""
    names = who_names(version.subject, version.key)
    if not names:
        return ""
    title = in_language(version.definition.get("name") or {}) or version.key
    sentence = _("“%(title)s” stays in force, because it is needed by: %(names)s.")
    return sentence % {"title": title, "names": told(names)}


def retire(version_id: int, *, actor: Actor) -> Version:
    """Take a version out of force; undo is publishing it again.

    Raises ``NotInForce`` for any other and for a subject whose things stay, ``StillNamed`` where something names it.
    """
    with write_transaction():
        wait_for_others()
        version = Version.objects.select_for_update().get(pk=version_id)
        if version.status != VersionStatus.PUBLISHED or not publishable(version.subject).can_go:
            raise NotInForce
        if why := why_it_stays(version):
            raise StillNamed([why])
        at = now()
        version.status, version.retired_at = VersionStatus.RETIRED, at
        version.save()
        entry = NewEntry(verb="retired", subject="version", subject_id=version.pk, data=named(version))
        append([entry], actor=actor, at=at)
        return version


def close_to_new_cases(codes: Iterable[str]) -> int:
    """Some agencies take no new cases from now on; returns how many did before. What they have they work to its end.

    All or none: raises ``StillNamed`` with a sentence for each that something in force names. Like the making of
    agencies, which commands alone do, it leaves no entry in the audit trail.
    """
    with write_transaction():
        wait_for_others()
        found = list(Agency.objects.filter(code__in=list(codes), active=True))
        staying = [(agency, names) for agency in found if (names := who_names(AGENCY, agency.code))]
        if staying:
            sentence = _("“%(agency)s” still takes new cases, because it is named by: %(names)s.")
            raise StillNamed([sentence % {"agency": agency, "names": told(names)} for agency, names in staying])
        return Agency.objects.filter(pk__in=[agency.pk for agency in found]).update(active=False)

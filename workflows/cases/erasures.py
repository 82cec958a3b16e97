"""What is read of erasures: the cases that somebody may erase, what waits for them, what is held and when it is due."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from permissions.access.decide import Held
from permissions.access.selectors import rows_in, scope
from permissions.actors import Actor
from permissions.agencies.rights import ERASE_CASE
from permissions.audit.models import AuditEntry
from permissions.now import now
from workflows.cases import retention
from workflows.cases.errors import NotAllowed
from workflows.cases.models import Case, CaseEvent, ErasureRequest, EventVerb, LegalHold


def erasable(actor: Actor, *, held: Held | None = None) -> QuerySet[Case]:
    """The cases that the right to erase reaches; of these number and kind may be told."""
    reach = scope(actor, ERASE_CASE, held=held)
    return Case.objects.filter(rows_in(reach, case="pk")).select_related("kind")


def erasable_one(actor: Actor, tracking: str, *, held: Held | None = None) -> Case:
    """One of them. Raises ``NotAllowed``, also where there is none."""
    case = erasable(actor, held=held).filter(tracking=tracking).first()
    if case is None:
        raise NotAllowed
    return case


def waiting(actor: Actor, *, held: Held | None = None) -> QuerySet[ErasureRequest]:
    """What was asked for and waits for a second person, the oldest first; not what was erased meanwhile."""
    found = ErasureRequest.objects.filter(
        case__in=erasable(actor, held=held).filter(erased_at__isnull=True), answered_at__isnull=True
    )
    return found.select_related("case__kind", "asked_by")


def holds(actor: Actor, *, held: Held | None = None) -> QuerySet[LegalHold]:
    """The holds in force, the oldest first."""
    found = retention.holds_in_force(now()).filter(case__in=erasable(actor, held=held))
    return found.select_related("case__kind", "set_by")


def passed_over(actor: Actor, *, held: Held | None = None) -> int:
    """How many of those under a hold would be erased now."""
    at = now()
    due = retention.due(retention.in_force(), at).filter(retention.under_hold(at))
    return due.filter(pk__in=erasable(actor, held=held)).count()


def erased_lately(actor: Actor, *, held: Held | None = None) -> QuerySet[Case]:
    """What was erased, the last first."""
    return erasable(actor, held=held).filter(erased_at__isnull=False).order_by("-erased_at", "-pk")


class ErasedCase(NamedTuple):
    """A case that was erased, and when."""

    case_id: int
    tracking: str
    at: datetime


def erased_by_trail(*, after: int = 0, until: int | None = None) -> list[ErasedCase]:
    """What the audit trail says was erased, in its order: by the entries behind ``after``, and not behind ``until``.
    Rows and numbers of such cases stay."""
    entries = AuditEntry.objects.filter(verb=EventVerb.ERASED, subject="case", sequence__gt=after).order_by("sequence")
    if until is not None:
        entries = entries.filter(sequence__lte=until)
    found = list(entries.values_list("subject_id", "at"))
    numbers = dict(Case.objects.filter(pk__in=[case_id for case_id, _at in found]).values_list("pk", "tracking"))
    return [ErasedCase(case_id, numbers.get(case_id, ""), at) for case_id, at in found]


def due_on(case: Case) -> datetime | None:
    """When a closed case comes of age by what is in force; None where it is kept for good, or is not closed."""
    period = retention.in_force().periods.get((case.kind.code, case.track))
    if period is None or case.closed_at is None:
        return None
    return period.after(case.closed_at)


def why_erased(case: Case) -> str:
    """Why it was erased: one of the ``BY_…`` of ``actions.erasing``; empty where its diary does not say."""
    event = CaseEvent.objects.filter(case=case, verb=EventVerb.ERASED).order_by("number").last()
    return str(event.data.get("why", "")) if event is not None else ""

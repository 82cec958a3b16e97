"""Whether the tables of cases agree with one another: what ``verify`` walks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count, F, Max, Min, Q

from permissions.audit.models import AuditEntry
from workflows.cases.models import Case, CaseEvent, CaseStatus, Work
from workflows.cases.record import digest_of
from workflows.deadlines.models import Deadline, DeadlineKind

NONE: tuple[int, dict[str, Any]] = (0, {})


def inconsistencies() -> Iterator[str]:
    """One English sentence, for an operator, for each thing that does not fit; streams, in constant memory."""
    for check in _CHECKS:
        yield from check()


def _diary() -> Iterator[str]:
    """Every case's events are numbered from 1 without a gap, as many as the case says."""
    cases = Case.objects.annotate(
        found=Count("events"), first=Min("events__number"), last=Max("events__number")
    ).exclude(found=F("events_count"), first=1, last=F("events_count"))
    for case in cases.iterator():
        yield f"case {case.tracking}: its diary should have {case.events_count} events in order"


def _sealed() -> Iterator[str]:
    """Every event is in the audit trail with the digest of what it says now."""
    sealed = AuditEntry.objects.filter(subject="case").order_by("subject_id", "sequence")
    entries = sealed.values_list("subject_id", "data").iterator()
    for event in CaseEvent.objects.order_by("case_id", "number").iterator():
        case_id, data = next(entries, NONE)
        if (case_id, data.get("event"), data.get("digest")) != (event.case_id, event.number, digest_of(event)):
            yield f"event {event.number} of case {event.case_id}: the audit trail does not say the same"
            return
    if next(entries, NONE) != NONE:
        yield "the audit trail knows an event that the diary has not"


def _work() -> Iterator[str]:
    """An open case has open work, a closed one has none."""
    open_work = Count("works", filter=Q(works__done_at__isnull=True))
    cases = Case.objects.annotate(open_work=open_work)
    for case in cases.filter(status=CaseStatus.CLOSED, open_work__gt=0).iterator():
        yield f"case {case.tracking}: closed, but work is open"
    for case in cases.exclude(status=CaseStatus.CLOSED).filter(open_work=0).iterator():
        yield f"case {case.tracking}: open, but nobody has work"


def _deadlines() -> Iterator[str]:
    """Open work on a ladder has exactly one running or paused count; done work has no open deadline."""
    counts = Q(deadlines__done__isnull=True, deadlines__kind__in=[DeadlineKind.ESCALATE, DeadlineKind.REMIND])
    works = (
        Work.objects.filter(done_at__isnull=True).exclude(ladder="").annotate(counts=Count("deadlines", filter=counts))
    )
    for work in works.exclude(counts=1).iterator():
        yield f"work {work.pk} of case {work.case_id}: {work.counts} counts run instead of one"
    for deadline in Deadline.objects.filter(done__isnull=True, work__done_at__isnull=False).iterator():
        yield f"deadline {deadline.pk} of case {deadline.case_id}: open, but its work is done"


_CHECKS: tuple[Callable[[], Iterator[str]], ...] = (_diary, _sealed, _work, _deadlines)

"""Reads the diary up to a cut-off, case by case, in constant memory. Nothing else of a case is ever asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Count, F, JSONField, Max, Q, QuerySet, When

from workflows.cases.models import Case, CaseEvent, EventVerb
from workflows.reports.story import CLOSED, ORDINARY, Act, Story

# Only these say something in their data that is reported; for all others the JSON is not even read. Somebody is shut
# out when a case is filed, when it is marked, and when it arrives at a body that its form accuses: by one of these.
_TELLING = (
    EventVerb.OPENED,
    EventVerb.DECIDED,
    EventVerb.REFERRED,
    EventVerb.ESCALATED,
    EventVerb.REMINDED,
    EventVerb.ACCEPTED,
    EventVerb.REOPENED,
    EventVerb.APPEALED,
    EventVerb.RATED,
    EventVerb.CLOSED,
    EventVerb.PARTIES_SET,
    EventVerb.EXCUSED,
    EventVerb.CATEGORY_SET,
)
_BEGINS = (EventVerb.OPENED, EventVerb.RELEASED, EventVerb.OBJECTED)
"""With what a case begins as reports count it."""
_HOLDING = ["holder", "lead"]
"""What else says who has it now; whatever act that was."""
_LAST = {"last": Max("number"), "last_open": Max("number", filter=~Q(status=CLOSED))}
"""Of a case: the number of its last event, and of the last one that left it open."""
_LEFT_OPEN = Q(last_open=F("last"))
_CHUNK = 2000
_AT_ONCE = 1000
"""Cases that are read by one statement where only some are."""


def stories(cut_off: datetime, *, among: Collection[int] | None = None) -> Iterator[Story]:
    """Every case with what happened to it before ``cut_off``, by ascending id; or only those ``among`` these ids."""
    for events in _parts(CaseEvent.objects.filter(at__lt=cut_off), among):
        yield from filter(None, (story.as_counted() for story in _by_case(_rows(events))))


def _parts(events: QuerySet[CaseEvent], among: Collection[int] | None) -> Iterator[QuerySet[CaseEvent]]:
    """Of some cases few at a time: they are found by the index, and nothing need be put in order."""
    if among is None:
        yield events
        return
    ids = sorted(among)
    for begin in range(0, len(ids), _AT_ONCE):
        yield events.filter(case__in=ids[begin : begin + _AT_ONCE])


def begun_in(start: datetime, end: datetime) -> set[int]:
    """The cases (ids) that may have begun then, as reports count it: those that did, and some that did not."""
    return set(CaseEvent.objects.filter(verb__in=_BEGINS, at__gte=start, at__lt=end).values_list("case_id", flat=True))


def open_at(instant: datetime) -> set[int]:
    """The cases (ids) whose last act before an instant did not leave them closed."""
    lives = CaseEvent.objects.filter(at__lt=instant).order_by().values("case_id").annotate(**_LAST)
    return set(lives.filter(_LEFT_OPEN).values_list("case_id", flat=True))


def not_at_rest_since(instant: datetime) -> set[int]:
    """The cases (ids) of which more may be told than that they were filed once: all but those that are closed, to which
    nothing has happened since ``instant``, that were never held back and from which nobody was ever shut out."""
    told = Q(verb=EventVerb.OPENED, data__has_key="held") | Q(verb__in=_TELLING, data__has_key="guarded")
    lives = CaseEvent.objects.order_by().values("case_id")
    lives = lives.annotate(**_LAST, last_at=Max("at"), telling=Count("pk", filter=told))
    others = lives.filter(_LEFT_OPEN | Q(last_at__gte=instant) | Q(telling__gt=0))
    return set(others.values_list("case_id", flat=True))


def filed_in(start: datetime, end: datetime) -> int:
    """How many ordinary cases were filed then that were not held back."""
    filed = CaseEvent.objects.filter(verb=EventVerb.OPENED, at__gte=start, at__lt=end, data__track=ORDINARY)
    return filed.exclude(data__has_key="held").count()


def _rows(events: QuerySet[CaseEvent]) -> Iterable[tuple[Any, ...]]:
    told = Choice(When(Q(verb__in=_TELLING) | Q(data__has_any_keys=_HOLDING), then=F("data")), output_field=JSONField())
    return (
        events.order_by("case_id", "number")
        .annotate(told=told)
        .values_list(
            "case_id", "verb", "at", "actor_kind", "agency_id", "status", "outcome", "level", "post_id", "told"
        )
        .iterator(_CHUNK)
    )


def _by_case(rows: Iterable[tuple[Any, ...]]) -> Iterator[Story]:
    story: Story | None = None
    for case_id, *said in rows:
        if story is None or story.case_id != case_id:
            if story is not None:
                yield story
            story = Story(case_id, [])
        story.acts.append(Act._make(said))
    if story is not None:
        yield story


def tracking_numbers(case_ids: Collection[int]) -> dict[int, str]:
    """The numbers by which people know these cases; they never change."""
    ids = sorted(case_ids)
    found: dict[int, str] = {}
    for begin in range(0, len(ids), _CHUNK):
        few = Case.objects.filter(pk__in=ids[begin : begin + _CHUNK])
        found.update(few.values_list("pk", "tracking"))
    return found


def first_opened() -> datetime | None:
    """When the first ordinary case was filed: a period that is listed for the sake of another would tell of it."""
    opened = CaseEvent.objects.filter(verb=EventVerb.OPENED, data__track=ORDINARY)
    return opened.order_by("at").values_list("at", flat=True).first()

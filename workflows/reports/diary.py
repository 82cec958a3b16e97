"""Reads the diary up to a cut-off, case by case, in constant memory. Nothing else of a case is ever asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Case as Choice
from django.db.models import F, JSONField, Q, QuerySet, When

from workflows.cases.models import Case, CaseEvent, EventVerb
from workflows.reports.story import ORDINARY, Act, Story

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
_CHUNK = 2000


def stories(cut_off: datetime, *, opened: tuple[datetime, datetime] | None = None) -> Iterator[Story]:
    """Every case with what happened to it before ``cut_off``, by ascending id; or only those ``opened`` from, to."""
    events = CaseEvent.objects.filter(at__lt=cut_off)
    if opened is not None:
        start, end = opened
        openings = CaseEvent.objects.filter(verb__in=_BEGINS, at__gte=start, at__lt=end)
        events = events.filter(case__in=openings.values("case"))
    return filter(None, (story.as_counted() for story in _by_case(_rows(events))))


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

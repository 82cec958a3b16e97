"""Reads the diary up to a cut-off, case by case, in constant memory. Nothing else of a case is ever asked."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import Case as Choice
from django.db.models import F, Max, Q, QuerySet, TextField, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from workflows.cases.models import Case, CaseEvent, EventVerb
from workflows.figures.row import MISSED
from workflows.reports.story import CLOSED, ORDINARY, Act, Story

# Only these say something in their data that is reported; for all others the JSON is not even read. Somebody is shut
# out when a case is filed, when it is marked, and when it arrives at a body that its form accuses: by one of these. By
# two of them a case is sealed, and is not any more.
_TELLING = (
    EventVerb.OPENED,
    EventVerb.DECIDED,
    EventVerb.REFERRED,
    EventVerb.ESCALATED,
    EventVerb.REMINDED,
    EventVerb.ACCEPTED,
    EventVerb.REOPENED,
    EventVerb.NOT_DONE,
    EventVerb.APPEALED,
    EventVerb.RATED,
    EventVerb.CLOSED,
    EventVerb.PARTIES_SET,
    EventVerb.SEALING_PROPOSED,
    EventVerb.SEALING_REJECTED,
    EventVerb.EXCUSED,
    EventVerb.CATEGORY_SET,
    EventVerb.LIMIT_PASSED,
)
_BEGINS = (EventVerb.OPENED, EventVerb.RELEASED, EventVerb.OBJECTED)
"""With what a case begins as reports count it."""
_SAYING = ["holder", "lead", MISSED]
"""What else says who has it now, and which dates were missed; whatever act that was."""
_LAST = {"last": Max("number"), "last_open": Max("number", filter=~Q(status=CLOSED))}
"""Of a case: the number of its last event, and of the last one that left it open."""
_LEFT_OPEN = Q(last_open=F("last"))
_CHUNK = 2000
_AT_ONCE = 1000
"""Cases that are read by one statement where only some are."""


def stories(cut_off: datetime, *, among: Collection[int] | None = None) -> Iterator[Story]:
    """Every case with what happened to it before ``cut_off``, by ascending id; or only those ``among`` these ids."""
    for rows in _parts(_rows(CaseEvent.objects.filter(at__lt=cut_off)), among):
        yield from filter(None, (story.as_counted() for story in _by_case(rows)))


def _parts(
    rows: QuerySet[CaseEvent, tuple[Any, ...]], among: Collection[int] | None
) -> Iterator[Iterable[tuple[Any, ...]]]:
    """Of some cases few at a time: they are found by the index, and nothing need be put in order."""
    if among is None:
        yield rows.iterator(_CHUNK)
        return
    ids = sorted(among)
    for begin in range(0, len(ids), _AT_ONCE):
        yield rows.filter(case__in=listed(ids[begin : begin + _AT_ONCE]))


def listed(keys: list[int] | list[str]) -> RawSQL:
    """Ids or numbers of cases as one parameter: to take in thousands takes as long as to find what they name."""
    if connection.vendor != "postgresql":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(keys)])
    if keys and isinstance(keys[0], str):
        return RawSQL("SELECT unnest(%s::text[])", [keys])
    return RawSQL("SELECT unnest(%s::bigint[])", [keys])


def begun_in(start: datetime, end: datetime) -> set[int]:
    """The cases (ids) that may have begun then, as reports count it: those that did, and some that did not."""
    return set(CaseEvent.objects.filter(verb__in=_BEGINS, at__gte=start, at__lt=end).values_list("case_id", flat=True))


def open_at(instant: datetime) -> set[int]:
    """The cases (ids) whose last act before an instant did not leave them closed."""
    lives = CaseEvent.objects.filter(at__lt=instant).order_by().values("case_id").annotate(**_LAST)
    return set(lives.filter(_LEFT_OPEN).values_list("case_id", flat=True))


def not_at_rest_since(instant: datetime) -> set[int]:
    """The cases (ids) of which more may be told than that they were filed once: all but those that are closed, to which
    nothing has happened since ``instant``, that were never held back and from which nobody was ever shut out.

    In one statement, and so at one instant: what is closed and opened again meanwhile is found by its event."""
    told = Q(verb=EventVerb.OPENED, data__has_key="held") | Q(verb__in=_TELLING, data__has_key="guarded")
    told |= Q(verb=EventVerb.SEALING_PROPOSED)
    heard_of = CaseEvent.objects.filter(Q(at__gte=instant) | told).order_by().values_list("case_id")
    still_open = Case.objects.exclude(status=CLOSED).order_by().values_list("pk")
    return {pk for (pk,) in still_open.union(heard_of)}


def filed_in(start: datetime, end: datetime) -> int:
    """How many ordinary cases were filed then that were not held back."""
    filed = CaseEvent.objects.filter(verb=EventVerb.OPENED, at__gte=start, at__lt=end, data__track=ORDINARY)
    return filed.exclude(data__has_key="held").count()


def _rows(events: QuerySet[CaseEvent]) -> QuerySet[CaseEvent, tuple[Any, ...]]:
    """Instants and data as they are written: of a million requests, to read them was most of the work."""
    text = Cast("data", TextField())
    told = Choice(When(Q(verb__in=_TELLING) | Q(data__has_any_keys=_SAYING), then=text), output_field=TextField())
    return (
        events.order_by("case_id", "number")
        .annotate(written_at=Cast("at", TextField()), told=told)
        .values_list(
            "case_id", "verb", "written_at", "actor_kind", "agency_id", "status", "outcome", "level", "post_id", "told"
        )
    )


def _by_case(rows: Iterable[tuple[Any, ...]]) -> Iterator[Story]:
    for case_id, events in groupby(rows, itemgetter(0)):
        acts = [
            Act(verb, _instant(at), by, agency_id, status, outcome, level, post_id, told and _read(told))
            for _case, verb, at, by, agency_id, status, outcome, level, post_id, told in events
        ]
        yield Story(case_id, acts)


def _instant(written: str) -> datetime:
    """As both databases write it: in UTC, which one of them says."""
    instant = datetime.fromisoformat(written)
    return instant if instant.tzinfo is UTC else instant.replace(tzinfo=UTC)


_read = lru_cache(maxsize=5_000)(json.loads)
"""Many acts say the same as others. Nobody changes what was read."""


def tracking_numbers(case_ids: Collection[int]) -> dict[int, str]:
    """The numbers by which people know these cases; they never change."""
    ids = sorted(case_ids)
    found: dict[int, str] = {}
    for begin in range(0, len(ids), _CHUNK):
        few = Case.objects.filter(pk__in=listed(ids[begin : begin + _CHUNK]))
        found.update(few.values_list("pk", "tracking"))
    return found


def numbers_by_day(among: Collection[str]) -> set[str]:
    """Of these numbers those of which people are told days, and no hours; sensitive ones are in no register."""
    return set(Case.objects.filter(anonymous=True, tracking__in=among).values_list("tracking", flat=True))


def first_opened() -> datetime | None:
    """When the first ordinary case was filed: a period that is listed for the sake of another would tell of it."""
    opened = CaseEvent.objects.filter(verb=EventVerb.OPENED, data__track=ORDINARY)
    return opened.order_by("at").values_list("at", flat=True).first()

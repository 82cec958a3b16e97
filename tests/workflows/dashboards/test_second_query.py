"""Every number of every dashboard that Insaf comes with, counted once more by another way: row by row, in Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import pytest

from permissions.agencies.models import Agency
from permissions.now import standing_at
from permissions.writing import local, midnight
from tests.workflows.figures.rows import NOW, rows
from workflows.dashboards.tiles import BOARDS, TILES
from workflows.figures.models import Occurrence, Standing
from workflows.figures.question import GRAINS, pieces
from workflows.figures.reckoning import Reach, Table, reckon

pytestmark = pytest.mark.django_db
TODAY = local(NOW).date()
Value = float | None
Rows = list[Any]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    rows()
    with standing_at(NOW):
        yield


def _share(rows: Rows, wanted: Callable[[Any], bool]) -> Value:
    return 100 * sum(map(wanted, rows)) / len(rows) if rows else None


def _days(rows: Rows, column: str) -> Value:
    took = sorted(getattr(each, column) for each in rows)
    return median(took) / 1440 if took else None


def _weighed(rows: Rows) -> float:
    return float(sum(each.weight for each in rows))


def _satisfied(rows: Rows) -> Value:
    of = _weighed(rows)
    return 100 * _weighed([each for each in rows if each.stars >= 4]) / of if of else None


def _needs_met(rows: Rows) -> Value:
    of = _weighed(rows)
    return 100 * _weighed([each for each in rows if each.solved == "yes"]) / of if of else None


# Each measure: of which rows, by which of their days (None: as they stand when the period ends), and what is told.
CASES: Mapping[str, tuple[Callable[[Any], bool], str | None, Callable[[Rows], Value]]] = {
    "received": (lambda each: True, "opened_on", len),
    "open": (lambda each: each.status not in ("closed", "answered"), None, len),
    "pending": (lambda each: each.status != "closed", None, len),
    "open_missed": (lambda each: each.missed > 0 and each.status not in ("closed", "answered"), None, len),
    "closed": (lambda each: each.status == "closed", "closed_on", len),
    "answered_share": (lambda each: True, "opened_on", lambda rows: _share(rows, lambda each: bool(each.decided_on))),
    "resolved_share": (
        lambda each: each.status == "closed" and each.kind == "complaint",
        "closed_on",
        lambda rows: _share(rows, lambda each: each.outcome in ("resolved", "partly_resolved")),
    ),
    "explained_share": (
        lambda each: each.status == "closed" and each.kind == "complaint",
        "closed_on",
        lambda rows: _share(rows, lambda each: each.outcome == "explained"),
    ),
    "days_to_answer": (lambda each: True, "answered_on", lambda rows: _days(rows, "answer_took")),
    "days_to_decision": (lambda each: True, "decided_on", lambda rows: _days(rows, "decision_took")),
    "in_time_share": (
        lambda each: each.limited and each.in_time is not None,
        "decided_on",
        lambda rows: _share(rows, lambda each: each.in_time),
    ),
    "kept_share": (lambda each: True, "decided_on", lambda rows: _share(rows, lambda each: each.missed == 0)),
    "reopened_share": (lambda each: True, "decided_on", lambda rows: _share(rows, lambda each: each.reopenings > 0)),
}
HAPPENED: Mapping[str, tuple[Callable[[Any], bool], Callable[[Rows], Value]]] = {
    "satisfied_share": (lambda each: each.verb == "rated", _satisfied),
    "needs_met_share": (lambda each: each.verb == "rated" and bool(each.solved), _needs_met),
    "escalations": (lambda each: each.verb == "escalated", _weighed),
    "escalations_by_clock": (lambda each: each.verb == "escalated" and each.by == "clock", _weighed),
    "promises_missed": (lambda each: each.verb == "missed", _weighed),
    "missed_inside": (lambda each: each.verb == "missed_inside", _weighed),
    "referrals": (lambda each: each.verb == "referred", _weighed),
}
KEYS: Mapping[str, Callable[[Any, date], str]] = {
    "month": lambda each, day: day.replace(day=1).isoformat(),
    "day": lambda each, day: day.isoformat(),
    "top_category": lambda each, day: f"{each.kind}.{each.top_category}" if each.top_category else "",
    "channel": lambda each, day: each.channel,
    "kind": lambda each, day: each.kind,
    "governorate": lambda each, day: each.governorate,
    "level": lambda each, day: str(each.level),
    "process": lambda each, day: each.process,
    "agency": lambda each, day: each.agency.code,
}


def _chosen(measure: str, start: date, end: date, agencies: frozenset[int] | None) -> list[tuple[Any, date]]:
    """The rows behind a measure, each with the day that places it."""
    found: list[tuple[Any, date]]
    if measure in HAPPENED:
        wanted, _told = HAPPENED[measure]
        found = [(each, each.on) for each in Occurrence.objects.select_related("agency") if wanted(each)]
    else:
        instant = min(midnight(end), datetime(9998, 1, 1, tzinfo=NOW.tzinfo))
        stood = [each for each in Standing.objects.select_related("agency") if each.since < instant <= each.until]
        wanted, column, _told = CASES[measure]
        found = [(each, getattr(each, column) if column else start) for each in stood if wanted(each)]
    return [
        (each, day)
        for each, day in found
        if day and start <= day < end and not each.apart and (agencies is None or each.agency_id in agencies)
    ]


def _within(measure: str, split: Iterable[str], table: Table, reach: Reach) -> list[tuple[Any, date]]:
    """The same of all spans of time of a table, each as of its own end."""
    grain = next((each for each in split if each in GRAINS), None)
    if grain is None or measure in ("pending", "open", "open_missed"):
        return _chosen(measure, table.days.start, table.days.end, reach.agencies)
    spans = [table.days.meets(piece) for piece in pieces(grain, table.days)]
    return [pair for span in spans for pair in _chosen(measure, span.start, span.end, reach.agencies)]


def _told(measure: str, found: Rows) -> Value:
    return HAPPENED[measure][1](found) if measure in HAPPENED else CASES[measure][2](found)


def _same(one: Value, two: Value) -> bool:
    # Nothing of nothing: a count of it is zero.
    return (one or 0) == pytest.approx(two or 0) and (one is None) == (two is None)


def _check(table: Table, reach: Reach) -> int:
    """How many numbers were the same; fails at the first that is not."""
    same = 0
    for measure in table.measures:
        chosen = _chosen(measure.key, table.days.start, table.days.end, reach.agencies)
        assert _same(table.whole[measure.key].value, _told(measure.key, [each for each, _day in chosen])), measure.key
        groups: dict[tuple[str, ...], Rows] = defaultdict(list)
        for each, day in _within(measure.key, table.question.split, table, reach):
            groups[tuple(KEYS[split](each, day) for split in table.question.split)].append(each)
        for row in table.rows:
            for column in table.columns:
                expected = _told(measure.key, groups.pop(row.parts + column.parts, []))
                assert _same(table.cell(row, column, measure).value, expected), (measure.key, row, column)
                same += 1
        assert not table.question.split or not groups, groups.keys()
        if table.former is not None:
            before = _chosen(measure.key, table.former.start, table.former.end, reach.agencies)
            former = table.whole[measure.key].former
            assert former is not None
            assert _same(former.value, _told(measure.key, [each for each, _day in before])), measure.key
            same += 1
    return same


@pytest.mark.parametrize("key", BOARDS)
def test_every_number_is_counted_the_same_by_another_way(key: str) -> None:
    board = BOARDS[key]
    reach = Reach(None) if board.national else Reach(frozenset({Agency.objects.get(code="moh").pk}))
    same = sum(_check(reckon(TILES[tile].question, reach), reach) for tile in board.tiles)
    assert same > 20


def test_every_tile_stands_on_a_dashboard_or_is_checked_as_well() -> None:
    on_none = set(TILES) - {tile for board in BOARDS.values() for tile in board.tiles}
    for tile in sorted(on_none):
        _check(reckon(TILES[tile].question, Reach(None)), Reach(None))


def test_the_second_way_notices_a_row_that_is_missing() -> None:
    day = TODAY - timedelta(days=1)
    table = reckon(TILES["received"].question, Reach(None))
    case = Standing.objects.filter(apart="", until__year=9999).latest("pk")
    Standing.objects.filter(pk=case.pk).update(opened_on=day if case.opened_on != day else TODAY - timedelta(days=60))
    if table.days.start <= day < table.days.end:
        with pytest.raises(AssertionError):
            _check(table, Reach(None))

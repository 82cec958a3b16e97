"""Each measure that Insaf comes with, counted by another way over the same rows: in plain Python, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from statistics import median
from typing import Any

import pytest
from django.utils import translation

from permissions.agencies.models import Agency
from permissions.now import standing_at
from permissions.writing import midnight
from tests.workflows.figures.rows import NOW, rows
from workflows.figures import in_force
from workflows.figures.errors import CannotReckon
from workflows.figures.grouping import ranked
from workflows.figures.measure import Condition, Measure, Term
from workflows.figures.models import Occurrence, Standing, StepTaken
from workflows.figures.question import Period, Question, one_of_them
from workflows.figures.reckoning import Cell, Reach, Table, cases_of, nothing, reckon
from workflows.figures.shipped import SHIPPED

pytestmark = pytest.mark.django_db
ALL = Reach()
YEAR = Period("", date(2026, 1, 1), date(2026, 11, 1))
RUNS = Period("last_12_months")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    rows()
    with standing_at(NOW), translation.override("en"):
        yield


def asked(*measures: str, period: Period = YEAR, **changes: Any) -> Table:
    return reckon(Question(measures=measures, period=period, **changes), ALL)


def _cases(end: date) -> list[Standing]:
    """As they stood when the period ended, but for what is set apart."""
    instant = min(midnight(end), datetime(9998, 1, 1, tzinfo=NOW.tzinfo))
    return [each for each in Standing.objects.all() if each.since < instant <= each.until and not each.apart]


def _happened(verb: str) -> list[Occurrence]:
    return [each for each in Occurrence.objects.all() if each.verb == verb and not each.apart]


def _within(found: Iterable[Any], column: str, start: date, end: date) -> list[Any]:
    return [each for each in found if getattr(each, column) and start <= getattr(each, column) < end]


def _share(top: float, of: float) -> float | None:
    return 100 * top / of if of else None


def _weight(found: Iterable[Occurrence]) -> int:
    return sum(each.weight for each in found)


def _satisfied(start: date, end: date) -> float | None:
    rated = _within(_happened("rated"), "on", start, end)
    return _share(_weight(each for each in rated if (each.stars or 0) >= 4), _weight(rated))


def _needs_met(start: date, end: date) -> float | None:
    said = [each for each in _within(_happened("rated"), "on", start, end) if each.solved]
    return _share(_weight(each for each in said if each.solved == "yes"), _weight(said))


def _of_complaints(start: date, end: date, *outcomes: str) -> float | None:
    closed = [each for each in _within(_cases(end), "closed_on", start, end) if each.kind == "complaint"]
    return _share(sum(each.outcome in outcomes for each in closed), len(closed))


def _part(column: str, start: date, end: date, meets: Callable[[Standing], bool]) -> float | None:
    there = _within(_cases(end), column, start, end)
    return _share(sum(meets(each) for each in there), len(there))


def _in_time(start: date, end: date) -> float | None:
    there = [each for each in _within(_cases(end), "decided_on", start, end) if each.limited]
    known = [each for each in there if each.in_time is not None]
    return _share(sum(bool(each.in_time) for each in known), len(known))


def _left_by(way: str, start: date, end: date) -> float:
    left = [each for each in StepTaken.objects.all() if each.outcome == way and not each.apart]
    return len(_within(left, "left_on", start, end))


def _middle(day: str, took: str, start: date, end: date) -> float | None:
    values = [getattr(each, took) / 1440 for each in _within(_cases(end), day, start, end)]
    return median(values) if values else None


AGAIN: dict[str, Callable[[date, date], float | None]] = {
    "received": lambda start, end: len(_within(_cases(end), "opened_on", start, end)),
    "pending": lambda _start, end: sum(each.status != "closed" for each in _cases(end)),
    "closed": lambda start, end: len(_within(_cases(end), "closed_on", start, end)),
    "open": lambda _start, end: sum(each.status not in ("closed", "answered") for each in _cases(end)),
    "answered_share": lambda start, end: _part("opened_on", start, end, lambda each: each.decided_on is not None),
    "resolved_share": lambda start, end: _of_complaints(start, end, "resolved", "partly_resolved"),
    "explained_share": lambda start, end: _of_complaints(start, end, "explained"),
    "withdrawn": lambda start, end: sum(
        each.outcome == "withdrawn" for each in _within(_cases(end), "closed_on", start, end)
    ),
    "needs_met_share": _needs_met,
    "accepted": lambda start, end: _left_by("accepted", start, end),
    "no_objection": lambda start, end: _left_by("silent", start, end),
    "satisfied_share": _satisfied,
    "days_to_answer": lambda start, end: _middle("answered_on", "answer_took", start, end),
    "days_to_decision": lambda start, end: _middle("decided_on", "decision_took", start, end),
    "escalations": lambda start, end: _weight(_within(_happened("escalated"), "on", start, end)),
    "escalations_by_clock": lambda start, end: sum(
        each.by == "clock" for each in _within(_happened("escalated"), "on", start, end)
    ),
    "in_time_share": _in_time,
    "promises_missed": lambda start, end: _weight(_within(_happened("missed"), "on", start, end)),
    "missed_inside": lambda start, end: _weight(_within(_happened("missed_inside"), "on", start, end)),
    "open_missed": lambda _start, end: sum(
        each.missed > 0 and each.status not in ("closed", "answered") for each in _cases(end)
    ),
    "kept_share": lambda start, end: _part("decided_on", start, end, lambda each: each.missed == 0),
    "reopened_share": lambda start, end: _part("decided_on", start, end, lambda each: each.reopenings > 0),
    "referrals": lambda start, end: _weight(_within(_happened("referred"), "on", start, end)),
}
"""Written without a look at how measures are counted. ``closed``: the day is empty again where it is open again."""


def test_each_measure_has_a_second_way() -> None:
    assert set(AGAIN) == set(SHIPPED)


@pytest.mark.parametrize("key", SHIPPED)
def test_the_whole_is_what_a_second_way_counts(key: str) -> None:
    for start, end in ((date(2026, 1, 1), date(2026, 11, 1)), (date(2026, 3, 1), date(2026, 4, 1))):
        told = asked(key, period=Period("", start, end)).whole[key]
        assert told.value == pytest.approx(AGAIN[key](start, end)), (start, end)


@pytest.mark.parametrize("key", SHIPPED)
def test_each_cell_and_each_total_is_that_of_its_rows_alone(key: str) -> None:
    table = asked(key, rows=("agency",), column="month")
    assert [row.words for row in table.rows] == ([("MOE",)] if key == "withdrawn" else [("MOE",), ("MOH",)])
    assert len(table.columns) == 10
    for row in table.rows:
        alone = (Condition("agency", is_in=row.parts),)
        total = asked(key, filters=alone).whole[key]
        assert table.by_row.get((row.parts, key), Cell()).value == pytest.approx(total.value)
    whole = asked(key).whole[key]
    assert table.whole[key] == whole
    march = asked(key, period=Period("", date(2026, 3, 1), date(2026, 4, 1)))
    assert table.by_column.get(("2026-03-01", key), nothing(SHIPPED[key])) == march.whole[key]


@pytest.mark.both
@pytest.mark.parametrize("key", ["received", "closed", "answered_share", "days_to_decision", "satisfied_share"])
def test_where_two_spans_of_time_meet_it_counts_as_of_the_end_of_both(key: str) -> None:
    table = asked(key, rows=("month",), column="week", period=Period("", date(2026, 2, 10), date(2026, 4, 20)))
    told = 0
    for row, column in product(table.rows, table.columns):
        month = one_of_them("month", date.fromisoformat(row.parts[0]))
        days = table.days.meets(month).meets(one_of_them("week", date.fromisoformat(column.parts[0])))
        cell = table.cell(row, column, SHIPPED[key])
        if days.start < days.end:
            alone = asked(key, period=Period("", days.start, days.end)).whole[key]
            assert cell == alone
            told += bool(cell.basis)
        else:
            assert not cell.top
    assert told


@pytest.mark.parametrize("key", ["received", "days_to_decision", "satisfied_share", "pending"])
def test_two_dimensions_and_a_grain_of_time_add_up_to_the_same(key: str) -> None:
    table = asked(key, rows=("governorate", "kind"), column="quarter")
    assert table.whole[key] == asked(key).whole[key]
    assert {row.words[0] for row in table.rows} >= {"not stated"} or not any(row.parts[0] == "" for row in table.rows)


def test_pending_by_months_is_as_of_the_end_of_each() -> None:
    table = asked("pending", column="month")
    for column in table.columns:
        start = date.fromisoformat(column.parts[0])
        end = date(start.year, start.month + 1, 1)
        assert table.by_column.get((column.parts[0], "pending"), Cell()).value == AGAIN["pending"](start, end)


def test_of_a_period_that_runs_things_are_as_they_are_now() -> None:
    table = asked("pending", period=Period("this_month"))
    assert table.whole["pending"].value == AGAIN["pending"](date(2026, 11, 1), date(9999, 1, 1))


def test_a_ratio_of_sums_is_no_mean_of_ratios() -> None:
    table = asked("answered_share", rows=("category",))
    shares = [each.value for each in table.by_row.values()]
    assert table.whole["answered_share"].value == pytest.approx(
        100 * sum(each.top for each in table.by_row.values()) / sum(each.of or 0 for each in table.by_row.values())
    )
    mean = sum(share for share in shares if share is not None) / len(shares)
    assert abs(mean - (table.whole["answered_share"].value or 0)) > 0.01


def test_the_day_that_places_a_measure_changes_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(SHIPPED["received"], key="by_answer", placed_by="answered_on")
    _with(monkeypatch, other)
    period = Period("", date(2026, 3, 1), date(2026, 5, 1))
    table = asked("received", "by_answer", period=period)
    assert table.whole["received"].value != table.whole["by_answer"].value
    assert table.whole["by_answer"].value == len(
        _within(_cases(date(2026, 5, 1)), "answered_on", date(2026, 3, 1), date(2026, 5, 1))
    )


def _with(monkeypatch: pytest.MonkeyPatch, *measures: Measure) -> None:
    known = {**SHIPPED, **{each.key: each for each in measures}}
    monkeypatch.setattr(in_force, "measures", lambda: known)


def test_no_reader_lifts_a_filter_of_the_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, replace(SHIPPED["received"], key="of_web", filters=(Condition("channel", is_in=("web",)),)))
    assert asked("of_web", filters=(Condition("channel", is_in=("web", "call")),)).whole == asked("of_web").whole
    assert asked("of_web", filters=(Condition("channel", is_in=("call",)),)).whole["of_web"].value == 0
    with pytest.raises(CannotReckon, match="cannot be split"):
        asked("of_web", rows=("channel",))


def test_what_is_set_apart_is_in_no_cell_and_behind_none() -> None:
    hidden = set(Standing.objects.exclude(apart="").values_list("case_id", flat=True))
    assert hidden
    for key, measure in SHIPPED.items():
        behind = cases_of(Question(measures=(key,), period=YEAR), ALL, (), "", key, "of" if measure.of else "top")
        assert not hidden & set(behind), key
    Standing.objects.exclude(apart="").delete()
    before = {key: asked(key, rows=("kind",)).cells for key in SHIPPED}
    Occurrence.objects.exclude(apart="").delete()
    StepTaken.objects.exclude(apart="").delete()
    assert {key: asked(key, rows=("kind",)).cells for key in SHIPPED} == before


def test_a_reader_sees_what_is_of_their_agencies() -> None:
    moh = Agency.objects.get(code="moh")
    question = Question(measures=("received",), period=YEAR, rows=("agency",))
    table = reckon(question, Reach(frozenset({moh.pk})))
    assert [row.parts for row in table.rows] == [("moh",)]
    assert not reckon(question, Reach(frozenset())).cells
    assert not cases_of(question, Reach(frozenset({moh.pk})), ("moe",), "", "received")


@pytest.mark.parametrize("key", SHIPPED)
def test_as_many_requests_as_a_number_says_are_behind_it(key: str) -> None:
    question = Question(measures=(key,), period=YEAR, rows=("agency", "category"), column="month")
    table = reckon(question, ALL)
    for (row, column, _key), cell in table.cells.items():
        behind = cases_of(question, ALL, row, column, key)
        if SHIPPED[key].source == "cases":
            assert behind.count() == cell.top
        if cell.of is not None and SHIPPED[key].source == "cases":
            assert cases_of(question, ALL, row, column, key, "of").count() == cell.of


def test_a_comparison_sets_the_same_month_of_the_year_before_beside_each() -> None:
    table = asked("received", period=Period("", date(2026, 9, 1), date(2026, 11, 1)), column="month", compared=True)
    assert table.former is not None
    before = asked("received", period=Period("", table.former.start, table.former.end))
    whole = table.whole["received"]
    assert whole.former is not None
    assert whole.former.value == before.whole["received"].value
    october, july = table.by_column["2026-10-01", "received"], asked("received", column="month", period=RUNS)
    assert october.former is not None
    assert october.former.value != 0
    assert july.by_column["2026-10-01", "received"].value == october.value


def test_a_median_of_nothing_and_a_share_of_nothing_are_no_number() -> None:
    early = Period("", date(2020, 1, 1), date(2020, 2, 1))
    table = asked("days_to_answer", "answered_share", "received", period=early)
    assert [table.whole[key].value for key in ("days_to_answer", "answered_share", "received")] == [None, None, 0]


def test_of_too_few_no_share_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, replace(SHIPPED["answered_share"], key="least", least=10_000))
    cell = asked("least").whole["least"]
    assert cell.value is None
    assert cell.too_few
    assert cell.of


def test_a_ratio_and_a_sum_and_a_percentile(monkeypatch: pytest.MonkeyPatch) -> None:
    sums = Measure(
        key="mean_time",
        name={"ar": "م", "en": "m"},
        meaning={},
        source="steps",
        shape="ratio",
        term=Term("sum", column="took"),
        of=Term("count"),
        placed_by="left_on",
        unit="working_days",
    )
    tenth = replace(sums, key="p90", shape="number", of=None, term=Term("percentile", column="took", percentile=90))
    _with(monkeypatch, sums, tenth)
    took = [each.took / 1440 for each in _within(StepTaken.objects.filter(apart=""), "left_on", YEAR.start, YEAR.end)]  # type: ignore[arg-type]  # this period has both days
    table = asked("mean_time", "p90", rows=("step",))
    assert table.whole["mean_time"].value == pytest.approx(sum(took) / len(took))
    took.sort()
    below = (len(took) - 1) * 0.9
    low, part = int(below), below - int(below)
    assert table.whole["p90"].value == pytest.approx(took[low] + (took[min(low + 1, len(took) - 1)] - took[low]) * part)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"period": Period("", date(2026, 12, 1), date(2027, 1, 1))}, "has not begun"),
        ({"period": Period("", date(2010, 1, 1), date(2026, 1, 1))}, "at most 10 years"),
        ({"period": Period("", date(2026, 2, 1), date(2026, 2, 1))}, "ends before it begins"),
        ({"period": Period("", date(1, 1, 1), date(2, 1, 1))}, "no figures before"),
        ({"period": Period("", date(2026, 1, 1), date.max)}, "at most 10 years"),
        ({"rows": ("nothing",)}, "not a thing"),
        ({"rows": ("verb",)}, "cannot be split"),
        ({"rows": ("kind",), "column": "kind"}, "same thing"),
        ({"filters": (Condition("stars", is_in=("4",)),)}, "cannot be asked for"),
        ({"filters": (Condition("level", is_in=("many",)),)}, "not a number"),
        ({"filters": (Condition("segment", is_in=("gone",)),)}, "not there any more"),
    ],
)
def test_what_has_no_answer_is_said(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(CannotReckon, match=sentence):
        asked("received", **{"period": YEAR, **changes})


def test_too_many_ends_are_refused() -> None:
    with pytest.raises(CannotReckon, match="longer spans"):
        asked("pending", column="day")


def test_more_groups_than_a_reader_has_eyes_for_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflows.figures.reckoning.MOST_GROUPS", 20)
    with pytest.raises(CannotReckon, match="more than 20 groups"):
        asked("received", rows=("agency", "kind"), column="month")


def test_the_middle_of_two_is_between_them() -> None:
    assert ranked(Counter({1.0: 1, 3.0: 1}), 50) == 2
    assert ranked(Counter({1.0: 3, 9.0: 1}), 50) == 1
    assert ranked(Counter({7.0: 1}), 99) == 7

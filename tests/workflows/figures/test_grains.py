"""Weeks, quarters and fiscal years: each day lies in one of each, and a table by them has what was counted by day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import translation

from permissions.actors import Actor
from permissions.now import standing_at
from tests.workflows.figures.rows import NOW, rows
from workflows.figures.grain_words import grain_in_words
from workflows.figures.models import FOREVER, Standing
from workflows.figures.question import GRAINS, Days, Period, Question, one_of_them, pieces
from workflows.figures.reckoning import Reach, Table, reckon
from workflows.figures.settings import set_fiscal_month

TODAY = date(2026, 11, 27)
SPAN = Days(date(2025, 11, 1), date(2026, 11, 1))
MONTHS = range(1, 13)


@pytest.mark.parametrize("grain", GRAINS)
def test_pieces_follow_each_other_without_a_gap(grain: str) -> None:
    for month in MONTHS:
        found = list(pieces(grain, SPAN, month))
        assert found[0].start <= SPAN.start < found[0].end
        assert found[-1].start < SPAN.end <= found[-1].end
        assert all(one.end == other.start for one, other in pairwise(found))


@pytest.mark.parametrize("month", MONTHS)
def test_a_fiscal_year_begins_with_its_month_and_a_quarter_within_it(month: int) -> None:
    for day in (SPAN.start + timedelta(days=number) for number in range(0, 365, 11)):
        year, quarter = one_of_them("fiscal_year", day, month), one_of_them("fiscal_quarter", day, month)
        assert (year.start.month, year.start.day) == (month, 1)
        assert year.start <= quarter.start <= day < quarter.end <= year.end
        assert (quarter.start.month - month) % 3 == 0


def test_weeks_begin_on_sunday_and_run_over_the_new_year() -> None:
    week = one_of_them("week", date(2026, 1, 1))
    assert (week.start, week.end) == (date(2025, 12, 28), date(2026, 1, 4))


@pytest.mark.parametrize(
    ("named", "month", "start", "end"),
    [
        ("this_fiscal_year", 1, date(2026, 1, 1), date(2027, 1, 1)),
        ("this_fiscal_year", 4, date(2026, 4, 1), date(2027, 4, 1)),
        ("this_fiscal_year", 12, date(2025, 12, 1), date(2026, 12, 1)),
        ("last_fiscal_year", 4, date(2025, 4, 1), date(2026, 4, 1)),
        ("last_week", 4, date(2026, 11, 15), date(2026, 11, 22)),
    ],
)
def test_a_named_period_is_of_the_fiscal_year_as_it_is_set(named: str, month: int, start: date, end: date) -> None:
    assert Period(named).days(TODAY, month) == Days(start, end)


def test_the_period_before_one_that_runs_has_as_many_days() -> None:
    former = Period("this_fiscal_year").former(TODAY, 4)
    assert former == Days(date(2025, 4, 1), date(2025, 4, 1) + (TODAY - date(2026, 4, 1)) + timedelta(days=1))


@pytest.mark.parametrize(
    ("grain", "start", "said"),
    [
        ("fiscal_year", date(2026, 4, 1), "2026/2027"),
        ("fiscal_year", date(2026, 1, 1), "2026"),
        ("fiscal_quarter", date(2026, 4, 1), "quarter from April 2026"),
    ],
)
def test_a_fiscal_year_is_called_by_the_years_that_it_touches(grain: str, start: date, said: str) -> None:
    with translation.override("en"):
        assert grain_in_words(grain, start) == said


def _by(grain: str, measure: str = "received") -> Table:
    return reckon(Question(measures=(measure,), period=Period("", SPAN.start, SPAN.end), rows=(grain,)), Reach())


@pytest.mark.django_db
@pytest.mark.both
@pytest.mark.parametrize("grain", ["week", "fiscal_quarter", "fiscal_year"])
@pytest.mark.parametrize("month", [1, 4, 11])
def test_a_table_by_them_has_what_python_counts_day_by_day(grain: str, month: int) -> None:
    rows()
    with standing_at(NOW):
        set_fiscal_month(month, actor=Actor.operator)
        table, pending = _by(grain), _by(grain, "pending")
    days = Standing.objects.filter(until=FOREVER, apart="", opened_on__gte=SPAN.start, opened_on__lt=SPAN.end)
    expected = Counter(
        one_of_them(grain, day, month).start.isoformat() for day in days.values_list("opened_on", flat=True)
    )
    assert {row[0]: cell.top for (row, _key), cell in table.by_row.items() if cell.top} == expected
    assert [row.parts[0] for row in table.rows] == [each.start.isoformat() for each in pieces(grain, SPAN, month)]
    assert [row.parts for row in pending.rows] == [row.parts for row in table.rows]

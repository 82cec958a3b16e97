"""How many statements read the rows of figures for a table: each total that no sum gives is asked for once.

A total over several spans of time is such a one: cases are judged at the end of each.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.now import standing_at
from tests.workflows.figures.rows import NOW, rows
from workflows.figures.question import Period, Question
from workflows.figures.reckoning import Reach, reckon

pytestmark = [pytest.mark.django_db, pytest.mark.both]
YEAR = Period("last_12_months")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    rows()
    with standing_at(NOW):
        yield


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        (Question(measures=("received",), period=YEAR), 1),
        (Question(measures=("received",), period=YEAR, rows=("agency", "kind"), column="month"), 2),
        (Question(measures=("satisfied_share",), period=YEAR, rows=("agency", "kind"), column="month"), 0),
        (Question(measures=("answered_share",), period=YEAR, rows=("agency",), compared=True), 2),
        (Question(measures=("pending",), period=YEAR, rows=("month",)), 2),
        (Question(measures=("pending",), period=YEAR, column="month"), 2),
        (Question(measures=("pending",), period=YEAR, rows=("agency",), column="month"), 2),
    ],
)
def test_rows_are_read_as_often_as_totals_do_not_add_up(question: Question, statements: int) -> None:
    assert _asked(question) == statements


@pytest.mark.parametrize(
    ("question", "postgresql", "sqlite"),
    [
        (Question(measures=("days_to_decision",), period=YEAR), 1, 1),
        (Question(measures=("days_to_decision",), period=YEAR, rows=("process",)), 2, 1),
        (Question(measures=("days_to_decision",), period=YEAR, column="month"), 2, 2),
        (Question(measures=("days_to_decision",), period=YEAR, rows=("agency",), column="month"), 4, 2),
    ],
)
def test_a_median_is_ranked_anew_for_each_total_on_postgresql_alone(
    question: Question, postgresql: int, sqlite: int
) -> None:
    assert _asked(question) == (postgresql if connection.vendor == "postgresql" else sqlite)


def _asked(question: Question) -> int:
    with CaptureQueriesContext(connection) as asked:
        reckon(question, Reach())
    return sum('FROM "workflows_standing"' in each["sql"] for each in asked)

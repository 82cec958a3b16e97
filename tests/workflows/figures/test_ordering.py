"""The rows of a table in the order that was asked for: no number changes, and what has none comes last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.site.portal.saved_reports.table_made import table_of
from workflows.figures.ordering import Order, in_asked_order
from workflows.figures.question import LONGEST_ORDER, Period, Question
from workflows.versions.raw import Malformed


def rows(order: str) -> list[str]:
    """The rows of a table with these numbers, each of which has the total 900."""
    table = table_of((3, 1), (None, 7), (5, 1), (3, 9))
    return [row.words[0] for row in in_asked_order(replace(table, question=replace(table.question, order=order))).rows]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("received|c0", ["R0", "R3", "R2", "R1"]),
        ("-received|c0", ["R2", "R0", "R3", "R1"]),
        ("-received|c1", ["R3", "R1", "R0", "R2"]),
        ("-agency", ["R3", "R2", "R1", "R0"]),
        ("-received", ["R0", "R1", "R2", "R3"]),
        ("closed", ["R0", "R1", "R2", "R3"]),
        ("received|c9", ["R0", "R1", "R2", "R3"]),
        ("channel", ["R0", "R1", "R2", "R3"]),
    ],
)
def test_rows_are_sorted_by_a_column_and_by_what_is_not_there_they_stay(order: str, found: list[str]) -> None:
    assert rows(order) == found


@pytest.mark.parametrize("order", [Order("received"), Order("received", "", down=True), Order("day", "2026-11-01")])
def test_an_order_is_read_as_it_was_written(order: Order) -> None:
    assert Order.of(str(order)) == order


def test_a_question_keeps_its_order_and_is_written_as_before_where_it_has_none() -> None:
    asked = Question(measures=("received",), period=Period("today"), rows=("agency",))
    assert "order" not in asked.as_json()
    sorted_by = replace(asked, order="-received")
    assert Question.of_json(sorted_by.as_json()) == sorted_by


@pytest.mark.parametrize("order", ["\x00", "\ud800", "x" * (LONGEST_ORDER + 1)])
def test_what_no_database_takes_is_no_order(order: str) -> None:
    asked = Question(measures=("received",), period=Period("today")).as_json()
    with pytest.raises(Malformed):
        Question.of_json(asked | {"order": order})

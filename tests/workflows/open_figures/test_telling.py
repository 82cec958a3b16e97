"""What is told of a month, figure by figure."""

from __future__ import annotations

from functools import partial

import pytest

from tests.workflows.open_figures.drawn import TABLES, numbers, told
from workflows.open_figures.keeping_back import LIMIT, keyed
from workflows.open_figures.telling import (
    DAYS,
    KEPT,
    KEPT_OVER,
    KEPT_UNDER,
    MANY_ANSWERS,
    NOT_SAID,
    PAIRS,
    Told,
    country_told,
    half_within,
    table_told,
    tell_days,
    tell_kept,
)

CHOICES = partial(keyed, b"secret")


def test_what_is_told_is_what_was_counted() -> None:
    counted = numbers(3, busy=0.9)
    said = told(counted)
    checked = 0
    for table in TABLES:
        for row, figures in counted[table].items():
            for key, number in said["tables"][table][row].items():
                checked += number is not None
                assert number in (None, figures[key])
    assert checked > 20
    assert {key: number for key, number in said["country"].items() if number is not None}.items() <= counted[
        "national"
    ].items()


def test_no_figure_below_five_is_told() -> None:
    for seed in range(20):
        said = told(numbers(seed, busy=0.7))
        rows = [said["country"], *(row for table in said["tables"].values() for row in table.values())]
        for row in rows:
            assert all(number is None or number >= LIMIT for number in row.values())
            for whole, part in PAIRS:
                assert row[part] is None or (row[whole] or 0) - (row[part] or 0) >= LIMIT


def test_of_the_country_few_are_kept_back_and_single_figures_stand_alone() -> None:
    counted = {"received": 20, "answered": 17, "closed": 4, "escalated": 5, "referred": 4}
    said = country_told(counted)
    assert (said["received"], said["answered"], said["closed"], said["resolved"]) == (20, None, None, None)
    assert (said["escalated"], said["referred"], said["reopened"]) == (5, None, None)


def test_what_belongs_to_no_row_has_one_where_rows_do_not_add_up() -> None:
    rows = {"amman": {"received": 40, "answered": 20}}
    country = {"received": 100, "answered": 60}
    said = table_told(rows, ["amman", "irbid", NOT_SAID], country, CHOICES)
    assert set(said) == {"amman", "irbid", NOT_SAID}
    assert said["irbid"]["received"] is None
    others = {(said[key]["received"], said[key]["answered"]) for key in ("amman", NOT_SAID)}
    assert others in ({(40, 20), (None, None)}, {(60, 40), (None, None)})


def test_a_row_in_which_nothing_was_counted_is_like_any_small_one() -> None:
    country = {"received": 100, "answered": 60}
    one = table_told({"a": {"received": 99, "answered": 60}, "b": {"received": 1}}, ["a", "b"], country, CHOICES)
    none = table_told({"a": {"received": 100, "answered": 60}}, ["a", "b"], country, CHOICES)
    assert one == none


@pytest.mark.parametrize(
    ("days", "received", "usual"),
    [
        ([(1, 4), (6, 6)], 10, 6),
        ([(6, 6), (1, 5)], 10, 1),
        ([(3, 3), (8, 3)], 11, 8),
        ([(1, 4), (6, 6)], 21, None),
        ([], 8, None),
    ],
)
def test_what_has_no_answer_counts_as_longer_than_all_that_has(
    days: list[tuple[int, int]], received: int, usual: int | None
) -> None:
    assert half_within(days, received) == usual


def test_usual_days_are_told_where_both_figures_are_and_follow_from_nothing_else() -> None:
    rows: dict[str, Told] = {
        "both": {"received": 20, "answered": 12},
        "whole": {"received": 20, "answered": None},
        "none": {"received": None, "answered": None},
        "few": {"received": 30, "answered": 12},
        "long": {"received": 20, "answered": 12},
    }
    tell_days(rows, {code: [(4, 12)] for code in rows} | {"long": [(11, 12)]}, longest=10)
    assert {code: row[DAYS] for code, row in rows.items() if DAYS in row} == {"both": 4}


def _kept(answered: int, kept: int) -> Told:
    """What is told of a row beside its pair."""
    rows: dict[str, Told] = {"row": {"received": 200, "answered": answered}}
    tell_kept(rows, {"row": kept})
    return {key: rows["row"][key] for key in (KEPT, KEPT_OVER, KEPT_UNDER) if key in rows["row"]}


@pytest.mark.parametrize("answered", [0, 1, 5, 9, 10, 11, MANY_ANSWERS, MANY_ANSWERS + 1, 90, 200])
def test_of_what_came_by_the_promised_date_a_small_number_could_be_any(answered: int) -> None:
    """Whether they are those that did or those that did not, each of 0 to 4 tells the same."""
    small = [number for number in range(LIMIT) if number <= answered]
    for ways in (small, [answered - number for number in small]):
        told = [_kept(answered, kept) for kept in ways]
        assert all(each == told[0] for each in told), told
        assert KEPT not in told[0]


def test_what_came_by_the_promised_date_is_told_as_a_number_or_a_tenth() -> None:
    assert _kept(40, 30) == {KEPT: 30}
    assert _kept(40, 38) == {}
    assert _kept(41, 41) == {KEPT_OVER: 90}
    assert _kept(41, 0) == {KEPT_UNDER: 10}
    for answered in range(MANY_ANSWERS + 1, 300):
        assert 100 * (answered - LIMIT + 1) > 90 * answered, "of so many answers four are less than a tenth"


def test_what_came_by_the_promised_date_is_told_where_both_figures_are() -> None:
    rows: dict[str, Told] = {"whole": {"received": 90, "answered": None}, "none": {"received": None, "answered": None}}
    before = {code: dict(row) for code, row in rows.items()}
    tell_kept(rows, {"whole": 60, "none": 2})
    assert rows == before

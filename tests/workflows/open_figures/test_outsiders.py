"""Whatever is told, no small figure can be reckoned from it: a linear program tries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.workflows.open_figures.drawn import LISTED, numbers, told
from tests.workflows.open_figures.outsider import COUNTRY, Outsider, Place
from workflows.open_figures.keeping_back import LIMIT
from workflows.open_figures.telling import NOT_SAID, PAIRS


def places(month: str, counted: dict[str, Any]) -> Iterator[tuple[Place, int]]:
    """Every figure of a month, whether or not it is told: wholes, parts and rests."""
    country = counted["national"]
    tables = {COUNTRY: {"": country}} | {table: dict(rows) for table, rows in counted.items() if table != "national"}
    for table, rows in tables.items():
        for whole, part in PAIRS:
            for row, figures in rows.items():
                yield (month, table, row, part), figures[part]
                yield (month, table, row, f"-{whole}"), figures[whole] - figures[part]
            if NOT_SAID in LISTED.get(table, ()):
                lacks = [country[each] - sum(row[each] for row in rows.values()) for each in (whole, part)]
                yield (month, table, NOT_SAID, part), lacks[1]
                yield (month, table, NOT_SAID, f"-{whole}"), lacks[0] - lacks[1]


def wholes(place: Place) -> list[Place]:
    """The two figures whose sum is a whole, from the first of them."""
    whole = next(whole for whole, part in PAIRS if part == place[3])
    return [place, (*place[:3], f"-{whole}")]


def small_ones(month: str, counted: dict[str, Any]) -> Iterator[list[Place]]:
    """Each figure of fewer than five: a part, a rest, or the sum of both."""
    figures = dict(places(month, counted))
    for place, number in figures.items():
        if number < LIMIT:
            yield [place]
        if not place[3].startswith("-") and sum(figures[each] for each in wholes(place)) < LIMIT:
            yield wholes(place)


def reckons_nothing(seed: int, *, busy: float) -> None:
    months = {f"2026-{number:02d}": numbers(10 * seed + number, busy=busy) for number in (1, 2)}
    outsider = Outsider({month: told(counted) for month, counted in months.items()})
    asked = 0
    for month, counted in months.items():
        for place in small_ones(month, counted):
            least, most = outsider.knows(place)
            assert most - least >= LIMIT - 1, (place, least, most)
            asked += 1
    assert asked > 10


@pytest.mark.parametrize("busy", [0.2, 0.5, 0.9])
def test_from_all_that_is_told_no_small_figure_can_be_reckoned(busy: float) -> None:
    reckons_nothing(0, busy=busy)


@pytest.mark.large
@pytest.mark.parametrize("busy", [0.2, 0.3, 0.5, 0.7, 0.9, 1])
@pytest.mark.parametrize("seed", range(1, 9))
def test_nor_from_any_of_a_hundred_months(seed: int, busy: float) -> None:
    reckons_nothing(seed, busy=busy)


@pytest.mark.parametrize("seed", range(6))
def test_nor_by_somebody_who_knows_which_figures_are_small(seed: int) -> None:
    """Beside a whole that is told they know this of the part or of the rest: of both it would say more than that."""
    counted = numbers(seed, busy=0.9)
    said = told(counted)
    asked = 0
    for table, (whole, part) in ((table, pair) for table in said["tables"] for pair in PAIRS):
        rows = said["tables"][table]
        if all(row[part] is None for row in rows.values()):
            continue
        figures = {place: number for place, number in places("m", counted) if place[1] == table}
        mine = {place: number for place, number in figures.items() if place[3] in (part, f"-{whole}")}
        small: set[Place] = set()
        large: set[Place] = set()
        for row in rows:
            pair = wholes(("m", table, row, part))
            known = min(pair, key=lambda place: mine[place])
            for place in pair if rows[row][whole] is None else [known]:
                (small if mine[place] < LIMIT else large).add(place)
        outsider = Outsider({"m": said}, small=frozenset(small), large=frozenset(large))
        for place in small:
            assert outsider.knows([place]) == (0, LIMIT - 1)
            asked += 1
    assert asked


def test_what_is_kept_back_is_needed() -> None:
    """The same solver finds a small figure where the companions are told."""
    counted = numbers(1, busy=0.9)
    said = told(counted)
    whole, part = PAIRS[0]
    rows, hidden = said["tables"]["agencies"], []
    for row, figures in rows.items():
        if counted["agencies"][row][whole] >= LIMIT:
            figures[whole] = counted["agencies"][row][whole]
        else:
            hidden.append(row)
    places_of = [wholes(("m", "agencies", row, part)) for row in hidden]
    least, most = Outsider({"m": said}).knows([each for pair in places_of for each in pair])
    assert least == most == sum(counted["agencies"][row][whole] for row in hidden)

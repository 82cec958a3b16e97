"""The median agency is told of enough of them, each counted once, and by one question for all that share a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from permissions.now import now
from workflows.dashboards.medians import FEWEST, median_of, questions_beside
from workflows.dashboards.tiles import TILES
from workflows.figures.measure import Condition
from workflows.figures.question import Days, Period
from workflows.figures.reckoning import Cell, Key, Table
from workflows.figures.shipped import SHIPPED


def table(*values: float | None) -> Table:
    """``received`` of so many agencies."""
    rows = tuple(Key((f"a{place}",), (f"A{place}",)) for place in range(len(values)))
    return Table(
        question=TILES["received"].question,
        measures=(SHIPPED["received"],),
        days=Days(date(2026, 11, 1), date(2026, 12, 1)),
        former=None,
        rows=rows,
        columns=(Key(),),
        as_of=now(),
        by_row={(row.parts, "received"): Cell(value) for row, value in zip(rows, values, strict=True)},
    )


def test_the_median_is_of_the_agencies_that_have_a_number() -> None:
    assert median_of(table(9, 1, 5, None, 7, 3), SHIPPED["received"]) == 5


def test_of_few_agencies_none_is_told() -> None:
    assert median_of(table(*range(FEWEST)), SHIPPED["received"]) is not None
    assert median_of(table(*range(FEWEST - 1)), SHIPPED["received"]) is None
    assert median_of(table(*range(FEWEST - 1), None), SHIPPED["received"]) is None


def test_tiles_of_one_period_share_a_question() -> None:
    other = replace(TILES["closed"], question=replace(TILES["closed"].question, period=Period("last_month")))
    found = questions_beside([TILES["received"], TILES["pending"], other, TILES["year"]])
    assert found[TILES["received"]] == found[TILES["pending"]]
    assert found[TILES["received"]].measures == ("pending", "received")
    assert found[TILES["received"]].rows == ("agency",)
    assert found[other].period == Period("last_month")
    assert TILES["year"] not in found


def test_a_tile_that_chooses_requests_has_no_median_beside_it() -> None:
    some = replace(TILES["received"].question, filters=(Condition("kind", is_in=("inquiry",)),))
    assert questions_beside([replace(TILES["received"], question=some)]) == {}

"""A chart is drawn once for all who read it alike, and again when its table is counted anew."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils.safestring import SafeString

from permissions.isolated import without_isolates
from permissions.writing import Reading, written_for
from portal.dashboards import drawn
from portal.saved_reports.charted import chart_of
from tests.scenes import Country
from tests.site.portal.saved_reports.table_made import table_of
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.dashboards.tiles import TILES
from workflows.figures.measure import Measure
from workflows.figures.reckoning import Cell, Key, Reach, Table, reckon
from workflows.figures.shipped import SHIPPED
from workflows.saved_reports.kept import renew_wanted
from workflows.saved_reports.models import KeptTable

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/dashboards/officer/"


@pytest.fixture
def charts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How each chart was drawn, as it is."""
    found: list[str] = []

    def noted(table: Table, kind: str, **said: Any) -> SafeString | None:
        found.append(kind)
        return chart_of(table, kind, **said)

    monkeypatch.setattr(drawn, "chart_of", noted)
    return found


def test_whoever_looks_again_has_it_drawn_already(land: Country, charts: list[str]) -> None:
    counted_case()
    client = client_of(land, "officer-moh")
    client.get(ADDRESS)
    renew_wanted()
    first = page(client.get(f"{ADDRESS}tiles/"))
    assert sorted(charts) == ["bars", "bars", "line"]
    assert page(client.get(f"{ADDRESS}tiles/")) == first
    client_of(land, "level1-moh").get(ADDRESS)
    assert len(charts) == 3
    counted_case()
    KeptTable.objects.update(wanted=True)
    renew_wanted()
    assert page(client.get(f"{ADDRESS}tiles/")) != first
    assert len(charts) == 6


def test_other_digits_links_and_reach_are_other_drawings(land: Country, charts: list[str]) -> None:
    counted_case()
    table = reckon(TILES["categories"].question, Reach())
    own = Reach(frozenset({land.agencies["moh"].pk}))
    found = [
        drawn.drawn_once(table, Reach(), "bars", opens=True),
        drawn.drawn_once(table, Reach(), "bars", opens=False),
        drawn.drawn_once(table, own, "bars", opens=True),
    ]
    with written_for(Reading(arabic_digits=True)):
        found.append(drawn.drawn_once(table, Reach(), "bars", opens=True))
    assert len(charts) == 4
    assert "own/cases" in str(found[0])
    assert "own/cases" not in str(found[1])


def names_in(drawing: object) -> list[str]:
    """What its rows are called, from the first."""
    return re.findall(r'<th scope="row">(R\d+)</th>', without_isolates(str(drawing)))


def by_agency(measure: Measure, *cells: Cell) -> Table:
    """Agencies R0, R1, … with a number each."""
    there = table_of(*[(0,)] * len(cells), measure=measure)
    asked = replace(there.question, column="")
    told = {(row.parts, measure.key): cell for row, cell in zip(there.rows, cells, strict=True)}
    numbers = {(parts, "", key): cell for (parts, key), cell in told.items()}
    return replace(there, question=asked, columns=(Key(),), cells=numbers, by_row=told)


def test_a_tile_has_ten_rows_the_worst_first_and_says_how_many_there_are_more() -> None:
    table = by_agency(SHIPPED["pending"], *(Cell(value, top=value) for value in (*range(5, 10), *range(20, 13, -1))))
    assert names_in(drawn.drawn_once(table, Reach(), "bars", opens=False)) == [
        *("R5", "R6", "R7", "R8", "R9", "R10", "R11", "R4", "R3", "R2")
    ]
    assert drawn.rows_left_out(table, "bars") == 2
    assert drawn.rows_left_out(table, "line") == 0


def test_of_a_share_that_should_be_high_the_lowest_is_first_and_what_is_of_few_is_last() -> None:
    shares = [(90, 100), (0, 29), (40, 30), (60, 300), (None, 0), (50, 2), (0, 2)]
    cells = [Cell(share, top=1, of=of) for share, of in shares]
    drawing = drawn.drawn_once(by_agency(SHIPPED["answered_share"], *cells), Reach(), "bars", opens=False)
    assert names_in(drawing) == ["R2", "R3", "R0", "R1", "R6", "R5", "R4"]
    assert "من 300" in without_isolates(str(drawing))


def test_levels_and_months_keep_their_own_order(land: Country) -> None:
    counted_case(level=2)
    counted_case(level=0)
    counted_case(level=2)
    table = reckon(TILES["pending_levels"].question, Reach())
    assert drawn.worst_first(table).rows != table.rows
    assert drawn.rows_left_out(table, "bars") == 0
    drawing = without_isolates(str(drawn.drawn_once(table, Reach(), "bars", opens=False)))
    places = [drawing.index(">" + "".join(row.words) + "<") for row in table.rows]
    assert len(places) == 2
    assert places == sorted(places)

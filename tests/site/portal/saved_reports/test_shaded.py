"""A table that is drawn in shades is its own drawing: each number once, the darkest behind the largest of them."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from portal.saved_reports.shaded import shaded
from portal.saved_reports.shown import UPRIGHT, sheet_of
from tests.scenes import Country
from tests.site.portal.saved_reports.table_made import table_of
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.figures.reckoning import Table
from workflows.figures.shipped import SHIPPED

BUILD = "/admin/reports/own/build/"
ASKED = {"measures": "received", "first": "agency", "column": "channel", "period": "last_30_days", "drawn": "heat"}


def answer(client: Client, **fields: str) -> str:
    return page(client.get(f"{BUILD}?{urlencode({**ASKED, **fields})}&part=answer"))


@pytest.mark.django_db
def test_the_table_itself_is_shaded_and_no_number_is_said_twice(land: Country) -> None:
    counted_case()
    client = client_of(land, "officer-central")
    text = answer(client)
    assert text.count("<table") == 1
    assert "<figure" not in text
    assert re.search(r'class="num h5">\s*<a', text)
    assert 'class="shades"' in text
    assert "heated" not in answer(client, drawn="table")


def shades(table: Table) -> list[list[int | None]]:
    return [[cell.shade for cell in line.cells] for line in shaded(sheet_of(table, opens=False), table).lines]


def test_the_darkest_is_the_largest_and_totals_have_no_shade() -> None:
    assert shades(table_of((0, 1), (5, 10))) == [[0, 1, None], [3, 5, None]]


def test_of_shares_the_scale_ends_with_all_and_where_there_is_no_number_there_is_no_shade() -> None:
    assert shades(table_of((None, 30), (50, 50), measure=SHIPPED["answered_share"])) == [[None, 2, None], [3, 3, None]]


def test_the_legend_says_the_least_and_the_most_as_they_are_written() -> None:
    table = table_of((2, 1000), (30, 4))
    assert shaded(sheet_of(table, opens=False), table).shades == ("2", "1,000")


def test_paper_is_turned_for_what_is_broader_than_an_upright_page() -> None:
    columns = UPRIGHT - 2  # beside the agency and the total
    assert not sheet_of(table_of((1,) * columns), opens=False).is_broad
    assert sheet_of(table_of((1,) * (columns + 1)), opens=False).is_broad

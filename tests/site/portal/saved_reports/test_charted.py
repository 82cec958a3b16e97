"""A drawing has each number of its answer once: what it cannot draw stands in its own table, and no other follows."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.translation import override

from permissions.isolated import without_isolates
from portal.saved_reports.charted import chart_of, kind_of
from portal.saved_reports.shown import written
from tests.scenes import Country
from tests.site.portal.saved_reports.table_made import table_of
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.figures.shipped import SHIPPED
from workflows.reports.document import Share

BUILD = "/admin/reports/own/build/"
ASKED = {"measures": "received", "first": "agency", "period": "last_30_days", "drawn": "bars"}


def answer(client: Client, **fields: Any) -> str:
    return page(client.get(f"{BUILD}?{urlencode({**ASKED, **fields}, doseq=True)}&part=answer"))


def numbers(text: str) -> list[str]:
    """The words of each cell, as they stand in it."""
    cells = re.findall(r"<td[^>]*>(.*?)</td>", text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", without_isolates(cell)).split()) for cell in cells]


@pytest.mark.django_db
@pytest.mark.parametrize("drawn", ["bars", "line", "map", "stacked"])
def test_beside_the_period_before_each_number_stands_once_with_its_change(land: Country, drawn: str) -> None:
    counted_case()
    counted_case()
    text = answer(client_of(land, "officer-central"), drawn=drawn, compared="on")
    assert len(re.findall(r'<table class="(?:numbers|table|rtable)', text)) == 1
    assert [each for each in numbers(text) if each][-4:] == ["2 (+2)", "0", "2 (+2)", "0"]
    assert "own/cases" in text.rpartition('class="sums"')[2], "the total opens its requests too"


@pytest.mark.django_db
def test_what_has_another_scale_stands_in_the_table_of_the_drawing(land: Country) -> None:
    counted_case()
    measures = ["received", "answered_share", "days_to_answer"]
    text = answer(client_of(land, "officer-central"), measures=measures, compared="on")
    assert text.count("<table") == 1
    assert text.count('class="lane"') == 1, "received alone is drawn"
    assert "working days)" in text
    assert numbers(text)[0].endswith("before: 0 (+1)")


@pytest.mark.django_db
@pytest.mark.parametrize("drawn", ["table", "bars"])
def test_of_how_many_a_share_is_stands_beside_it(land: Country, drawn: str) -> None:
    counted_case()
    counted_case()
    text = answer(client_of(land, "officer-central"), measures=["answered_share"], drawn=drawn)
    assert [each for each in numbers(text) if each][-2:] == ["0% of 2", "0% of 2"]
    counts = answer(client_of(land, "officer-central"), measures=["received"], drawn=drawn)
    assert " of 2" not in " ".join(numbers(counts)), "what is counted says itself how many there are"


@pytest.mark.django_db
def test_columns_have_their_totals_in_the_table_of_the_drawing(land: Country) -> None:
    counted_case()
    counted_case(agency_id=land.agencies["moe"].pk)
    text = answer(client_of(land, "officer-central"), column="kind")
    assert text.count("<table") == 1
    assert numbers(text) == ["1", "1", "1", "1", "2", "2"]
    assert text.count('class="lane"') == 2, "what adds up is not drawn"


@pytest.mark.django_db
def test_columns_without_rows_are_drawn_one_under_the_other(land: Country) -> None:
    counted_case()
    text = answer(client_of(land, "officer-central"), first="", column="agency", measures=["received", "pending"])
    assert text.count("<table") == 1
    assert text.count('scope="row"') == 2
    assert len(numbers(text)) == 4


def test_more_series_than_have_patterns_are_shades() -> None:
    six, seven = table_of((1,) * 6), table_of((1,) * 7)
    for drawn in ("stacked", "line"):
        assert (kind_of(six, drawn), kind_of(seven, drawn)) == (drawn, "heat")
    assert kind_of(seven, "bars") == "bars"
    assert 'class="chart heat"' in str(chart_of(seven, "stacked", opens=False))


@pytest.mark.parametrize(("part", "whole"), [(5, 8), (1, 8), (29, 200), (3, 7)])
def test_a_share_is_rounded_as_in_the_national_report(part: int, whole: int) -> None:
    assert written(100 * part / whole, SHIPPED["satisfied_share"]) == Share(part, whole).text


@pytest.mark.parametrize(
    ("days", "text"), [(0, "0.0"), (0.01, "less than 0.1"), (0.05, "0.1"), (0.04, "less than 0.1"), (1.26, "1.3")]
)
def test_a_few_minutes_are_not_written_as_no_time(days: float, text: str) -> None:
    with override("en"):
        assert without_isolates(written(days, SHIPPED["days_to_answer"])) == text

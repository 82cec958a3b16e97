"""What an inbox shows, taken away: all rows of it in its columns, never a formula, always on record."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from permissions.looking.models import Kind, Look
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def taken(client: Client, asked: str = "", kind: str = "csv") -> list[list[Any]]:
    answer: Any = client.post("/admin/desk/sheet/", {"asked": asked, "kind": kind})
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet: Any = load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_all_rows_of_the_view_come_in_its_columns_and_its_order(land: Country, kind: str) -> None:
    cases = [file_case(subject=f"طلب {number}") for number in range(30)]
    file_case(agency="moe")
    file_case(kind="inquiry")
    lines = taken(client_of(land, "officer-moh"), "?kind=complaint&sort=-filed&column=subject&column=number", kind)
    assert lines[0] == ["Subject and place", "Request number"]
    assert [line[1] for line in lines[1:]] == [case.tracking for case in reversed(cases)]


def test_it_speaks_the_language_of_its_reader(land: Country) -> None:
    file_case()
    lines = taken(client_of(land, "officer-moh", "ar"))
    assert lines[0][:2] == ["الموعد", "رقم الطلب"]
    assert "ضابط الارتباط" in lines[1]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("subject", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1+1"])
def test_no_cell_is_a_formula(land: Country, kind: str, subject: str) -> None:
    file_case(subject=subject)
    (cell,) = taken(client_of(land, "officer-moh"), "?column=subject&column=number", kind)[1][:1]
    assert cell == (f"'{subject}" if kind == "csv" else subject)
    if kind == "xlsx":
        answer: Any = client_of(land, "officer-moh").post("/admin/desk/sheet/", {"asked": "", "kind": kind})
        sheet: Any = load_workbook(io.BytesIO(answer.content)).active
        types = {each.data_type for row in sheet.iter_rows() for each in row}
        assert "f" not in types


def test_no_formula_begins_where_a_line_is_taken_apart_at_semicolons(land: Country) -> None:
    file_case(subject="ماء;=1+1;+2 ; -3")
    (cell,) = taken(client_of(land, "officer-moh"), "?column=subject&column=number", "csv")[1][:1]
    assert cell == "ماء;'=1+1;'+2 ; -3"


def test_each_taking_is_on_record_and_of_what_is_over_too(land: Country) -> None:
    case = file_case()
    client = client_of(land, "officer-moh")
    taken(client)
    apply(case.pk, Decide(outcome="resolved", text="تم."), actor=land.actor("officer-moh"))
    assert taken(client, "?view=answered")[1][1] == case.tracking
    found = Look.objects.filter(kind=Kind.EXPORTED, user=land.people["officer-moh"])
    assert [each.subject for each in found] == ["inbox", "inbox"]


def test_what_is_not_theirs_is_not_in_it(land: Country) -> None:
    mine, _other, sealed = file_case(), file_case(agency="moe"), file_case(kind="integrity")
    assert [line[1] for line in taken(client_of(land, "officer-moh"), "?agency=moe")[1:]] == [mine.tracking]
    assert sealed.tracking not in str(taken(client_of(land, "officer-central")))


def test_nothing_and_too_much_come_back_in_words(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(land, "officer-moh")
    assert "There is nothing to take away." in page(client.post("/admin/desk/sheet/", {"asked": "", "kind": "csv"}))
    file_case()
    file_case()
    monkeypatch.setattr("portal.desk.sheet_screen.FURTHEST", 1)
    refused = client.post("/admin/desk/sheet/", {"asked": "", "kind": "csv"})
    assert refused.status_code == 422
    assert "A file holds at most" in page(refused)
    assert not Look.objects.filter(kind=Kind.EXPORTED).exists()
    assert client.get("/admin/desk/sheet/").status_code == 404


def test_rows_are_read_some_at_a_time(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.desk.sheet_screen.CHUNK", 2)
    for _number in range(5):
        file_case()
    client = client_of(land, "officer-moh")
    with CaptureQueriesContext(connection) as queries:
        assert len(taken(client)) == 6
    assert sum('FROM "workflows_work"' in each["sql"] for each in queries) == 1 + 3


def test_a_file_of_those_who_see_many_asks_nothing_for_each_row(land: Country) -> None:
    """Whether a row is triage was asked of the version of its process, read for each."""
    client = client_of(land, "officer-central")
    file_case()

    def statements() -> int:
        taken(client)
        with CaptureQueriesContext(connection) as queries:
            taken(client)
        return len(queries)

    for_one = statements()
    for _number in range(4):
        file_case()
    assert statements() == for_one

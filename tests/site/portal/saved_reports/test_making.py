"""The files: the numbers are those of the report, of its reader's reach; and no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests.scenes import Country
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.outbox.models import OutboxEntry
from workflows.saved_reports.models import Making, ReportCopy

pytestmark = pytest.mark.django_db
OWN = "/admin/reports/own/"
QUESTION = {"measures": ["received"], "period": {"named": "last_30_days"}, "rows": ["agency"]}


def taken(client: Client, written_as: str, **fields: Any) -> bytes:
    sent = client.post(f"{OWN}take/", {"q": json.dumps(QUESTION), "format": written_as, "title": "=x", **fields})
    assert sent.status_code == 302, page(sent)
    copy = ReportCopy.objects.latest("pk")
    assert (copy.state, copy.problem) == (Making.MADE, "")
    file = client.get(f"{sent['Location']}?file")
    assert file.status_code == 200
    return b"".join(file.streaming_content)  # type: ignore[attr-defined]  # a file is streamed


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_table_is_taken_with_its_totals(land: Country) -> None:
    counted_case()
    counted_case()
    client = client_of(land, "officer-central")
    assert [line[1:] for line in lines(taken(client, "csv"))[1:]] == [["2"], ["2"]]
    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, "xlsx"))).worksheets[0]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == [2, 2]


def test_beside_each_number_stands_that_of_the_period_before(land: Country) -> None:
    counted_case()
    client = client_of(land, "officer-central")
    asked = json.dumps({**QUESTION, "measures": ["received", "answered_share"], "compared": True})
    heads, *rows = lines(taken(client, "csv", q=asked))
    assert [each.rpartition(" · ")[2] for each in heads[2::2]] == ["The period before"] * 2
    assert [line[1:] for line in rows] == [["1", "0", "0.0", ""]] * 2
    about = openpyxl.load_workbook(io.BytesIO(taken(client, "xlsx", q=asked))).worksheets[1]
    assert "The period before" in [row[0] for row in about.iter_rows(values_only=True)]


def test_what_is_in_it_is_what_its_reader_reaches(land: Country) -> None:
    counted_case()
    assert [line[1:] for line in lines(taken(client_of(land, "level2-moe"), "csv"))[1:]] == [["0"]]


def test_the_requests_behind_a_number_are_taken_and_no_cell_is_a_formula(land: Country) -> None:
    case = counted_case()
    type(case).objects.filter(pk=case.pk).update(subject="=HYPERLINK(1)")
    found = lines(taken(client_of(land, "officer-moh"), "csv", measure="received"))
    assert found[1][0] == case.tracking
    assert found[1][2] == "'=HYPERLINK(1)"
    book = openpyxl.load_workbook(io.BytesIO(taken(client_of(land, "officer-moh"), "xlsx", measure="received")))
    cell = book.worksheets[0].cell(2, 3)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_a_file_is_there_for_whoever_asked_alone(land: Country) -> None:
    counted_case()
    taken(client_of(land, "officer-moh"), "csv")
    key = ReportCopy.objects.get().key
    assert client_of(land, "level2-moh").get(f"{OWN}files/{key}/?file").status_code == 404
    assert not OutboxEntry.objects.filter(topic="saved_report_sent").exists()


def test_a_question_without_an_answer_becomes_no_file(land: Country) -> None:
    client = client_of(land, "officer-central")
    for fields in ({"q": "{"}, {"format": "exe"}, {"q": json.dumps({**QUESTION, "measures": ["none"]})}):
        sent = client.post(f"{OWN}take/", {"q": json.dumps(QUESTION), "format": "csv", **fields})
        assert sent.status_code == 422
    assert not ReportCopy.objects.exists()

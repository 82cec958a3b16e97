"""Files row by row: numbers stay numbers, no word is a formula, and many rows stay out of memory."""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import openpyxl
import pytest

from workflows.saved_reports.sheet_file import Row, write_csv, write_xlsx

pytestmark = pytest.mark.django_db
ROWS: list[Row] = [("=1+1", 2, 3.5, None, datetime(2026, 11, 27, 9, tzinfo=UTC)), ("a;=b\x0b", -1, 0, "@x", None)]


def test_a_spreadsheet_holds_what_was_written() -> None:
    out = io.BytesIO()
    write_xlsx(out, title="[a/b]: =c", heads=["=h", "n", "f", "x", "t"], rows=ROWS, about=[("Rows", 2)])
    book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    first, second = list(book.worksheets[0].iter_rows(min_row=2))
    assert [cell.value for cell in first] == ["=1+1", 2, 3.5, None, datetime(2026, 11, 27, 12)]  # noqa: DTZ001 - a sheet knows no zones
    assert (first[0].data_type, second[3].data_type) == ("s", "s")
    assert second[0].value == "a;=b"
    assert [cell.value for cell in book.worksheets[1][1]] == ["Rows", 2]


def test_a_plain_table_begins_no_formula_anywhere() -> None:
    out = io.BytesIO()
    write_csv(out, heads=["h"], rows=ROWS)
    lines = out.getvalue().decode("utf-8-sig").splitlines()
    assert lines[1] == "'=1+1,2,3.5,,2026-11-27 12:00"
    assert lines[2].startswith("a;'=b")


@pytest.mark.large
def test_200_000_rows_are_written_within_a_minute_of_work() -> None:
    def rows() -> Iterator[Row]:
        for number in range(200_000):
            yield f"26-{number}", ROWS[0][4], "حفرة في الشارع", "شكوى", "وزارة الصحة", "المستوى الأول", "مغلق", "أُجيب"

    before, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    write_xlsx(io.BytesIO(), title="x", heads=["h"] * 8, rows=rows(), about=[])
    assert time.process_time() - before < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200_000, "kilobytes"

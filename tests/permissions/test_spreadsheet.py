"""Spreadsheets: no word is a formula or XML, times stand in the country's time, what was interrupted is no file."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from django.utils import translation
from openpyxl.worksheet.worksheet import Worksheet

from permissions.spreadsheet import SECONDS, Book, Value, escaped, escaped_throughout

MORNING = datetime(2026, 11, 27, 9, 30, 15, tzinfo=UTC)


def read(*rows: Sequence[Value], title: str = "Rows", times: str = SECONDS) -> Worksheet:
    out = io.BytesIO()
    with Book(out, title) as book:
        sheet = book.sheet(title, heads=["=a", "b"], widths=[10, 20], times=times)
        for row in rows:
            sheet.add(row)
        sheet.sift()
    return openpyxl.load_workbook(io.BytesIO(out.getvalue())).worksheets[0]


@pytest.mark.parametrize(
    "word", ["=1+1", "+1", "-1", "@x", "＝1", "#N/A", "{=1}", "https://insaf.example", "<r><t>x</t></r>", "'x", "007"]
)
def test_a_word_stays_a_word(word: str) -> None:
    cell = read([word])["A2"]
    assert (str(cell.value).strip(), cell.data_type, cell.hyperlink) == (word, "s", None)


def test_what_begins_a_formula_stays_a_word_when_somebody_edits_it() -> None:
    sheet = read(["=1+1", "one"])
    assert [sheet[place].quotePrefix for place in ("A1", "A2", "B2")] == [True, True, False]


def test_numbers_and_times_are_no_words() -> None:
    first, second = read([MORNING, 2.5], [date(2026, 1, 2), 0]).iter_rows(min_row=2)
    assert [cell.value for cell in first] == [datetime(2026, 11, 27, 12, 30, 15), 2.5]  # noqa: DTZ001  a sheet knows no zones
    assert first[0].number_format == SECONDS
    assert [cell.value for cell in second] == [datetime(2026, 1, 2), 0]  # noqa: DTZ001  as above


def test_nothing_is_an_empty_cell_and_what_no_file_can_hold_is_left_out() -> None:
    assert [cell.value for cell in read([None, "a\x00b\x0bc\uffff"])[2]] == [None, "abc"]
    assert len(str(read(["x" * 40_000])["A2"].value)) == 32_767


@pytest.mark.parametrize(("title", "named"), [("[a/b]: *?", "a b"), ("x" * 50, "x" * 31), ("'", "Sheet1")])
def test_any_title_names_a_sheet(title: str, named: str) -> None:
    assert " ".join(read([1], title=title).title.split()) == named


def test_it_reads_as_its_language_does_and_is_sifted_by_its_heads() -> None:
    for language, from_right in (("ar", True), ("en", False)):
        with translation.override(language):
            sheet = read([1, 2], [3, 4])
        assert bool(sheet.sheet_view.rightToLeft) is from_right
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")


def test_what_is_interrupted_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    out = io.BytesIO()
    with pytest.raises(ZeroDivisionError), Book(out, "x") as book:
        book.sheet("x").add([1 / 0])
    assert (out.getvalue(), list(tmp_path.iterdir())) == (b"", [])


def test_plain_tables_begin_no_formula_either() -> None:
    assert escaped("=1;=2") == "'=1;=2"
    assert escaped_throughout("=1;=2") == "'=1;'=2"
    assert escaped_throughout("a;b") == "a;b"

"""The files of a sheet: what is there, as XLSX or CSV, as it is taken in again; the template, empty with its lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.conf import settings
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from permissions.platform.called import platform_name
from portal.operations.sheets.reading import ESCAPED, MOST_ROWS
from portal.operations.sheets.sheet import Column, Sheet

_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
_LISTS: Final = "Lists"
_LONGEST_TITLE: Final = 31


def as_xlsx(sheet: Sheet, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """A book whose first sheet has the rows; the second explains the columns in each language, with examples.

    Without rows it is the template. What can be picked is offered in each cell of its column.
    """
    columns = sheet.columns()
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = str(sheet.title), platform_name()
    page = _page(book, str(sheet.title), [column.width for column in columns])
    page.append([_cell(page, str(column.title), font=_BOLD) for column in columns])
    for row in rows:
        page.append([_cell(page, row.get(column.code, "")) for column in columns])
    page.freeze_panes = "A2"
    _explain(book, sheet)
    _offer(book, page, columns)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(sheet: Sheet, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows in UTF-8 with its mark, as spreadsheets want it; no cell of it is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    columns = sheet.columns()
    writer.writerow(str(column.title) for column in columns)
    for row in rows:
        writer.writerow(escaped(row.get(column.code, "")) for column in columns)
    return out.getvalue().encode("utf-8-sig")


def book_of(title: str, lines: Iterable[Sequence[str]], *, widths: Sequence[int] = ()) -> bytes:
    """A book of one sheet in the reading direction; the first line has its headings, and no cell is a formula."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = title, platform_name()
    page = _page(book, title, widths)
    page.freeze_panes = "A2"
    for number, line in enumerate(lines):
        page.append([_cell(page, each, font=None if number else _BOLD) for each in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def escaped(text: str) -> str:
    """A text of which no spreadsheet makes a formula."""
    return f"'{text}" if text[:1] and text[:1] in ESCAPED else text


def _page(book: Workbook, title: str, widths: Sequence[int]) -> Any:
    page = book.create_sheet(title[:_LONGEST_TITLE])
    page.sheet_view.rightToLeft = get_language_bidi()
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    return page


def _cell(page: Any, text: str, *, font: Font | None = None) -> Any:
    """Words, never a formula."""
    if not text:
        return None
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    cell.number_format = "@"
    if font is not None:
        cell.font = font
    if text[0] in ESCAPED:
        cell.quotePrefix = True  # so it stays when somebody edits it
    return cell


def _explain(book: Workbook, sheet: Sheet) -> None:
    """A row for each column: its heading, whether it must be there, an example, and what it means in each language."""
    languages = [code for code, _name in settings.LANGUAGES]
    page = _page(book, _("Columns"), [26, 14, 34, *[60] * len(languages)])
    called = [str(name) for _code, name in settings.LANGUAGES]
    heads = [_("Column"), _("Code"), _("Example"), *called]
    page.append([_cell(page, head, font=_BOLD) for head in heads])
    for column, means in zip(sheet.columns(), _meanings(sheet, languages), strict=True):
        cells = [_cell(page, each) for each in (str(column.title), column.code, column.example, *means)]
        for cell in cells:
            if cell is not None:
                cell.alignment = _WRAPPED
        page.append(cells)


def _meanings(sheet: Sheet, languages: Sequence[str]) -> Iterator[list[str]]:
    by_language: list[list[str]] = []
    for language in languages:
        with override(language):
            by_language.append([f"{column.title}: {column.explained}" for column in sheet.columns()])
    for each in zip(*by_language, strict=True):
        yield list(each)


def _offer(book: Workbook, page: Any, columns: Sequence[Column]) -> None:
    """What can be picked stands in a sheet of its own, and each cell of its column offers it; others can be typed."""
    offered = [(number, list(column.choices())) for number, column in enumerate(columns, 1) if column.choices]
    offered = [(number, words) for number, words in offered if words]
    if not offered:
        return
    lists = _page(book, _LISTS, [])
    lists.sheet_state = "hidden"
    longest = max(len(words) for _number, words in offered)
    for place in range(longest):
        lists.append([_cell(lists, words[place]) if place < len(words) else None for _number, words in offered])
    for place, (number, words) in enumerate(offered, 1):
        letter = get_column_letter(place)
        pick = DataValidation(
            type="list",
            formula1=f"{_LISTS}!${letter}$1:${letter}${len(words)}",
            allow_blank=True,
            showErrorMessage=False,
        )
        pick.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{MOST_ROWS + 1}")
        page.data_validations.append(pick)

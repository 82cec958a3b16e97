"""The files of a sheet: what is there, as XLSX or CSV, as it is taken in again; the template, empty with its lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from permissions.spreadsheet import Book, escaped
from permissions.spreadsheet import Sheet as Page
from portal.operations.sheets.reading import MOST_ROWS
from portal.operations.sheets.sheet import Column, Sheet

_LISTS: Final = "Lists"


def as_xlsx(sheet: Sheet, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """A book whose first sheet has the rows; the second explains the columns in each language, with examples.

    Without rows it is the template. What can be picked is offered in each cell of its column.
    """
    columns, out = sheet.columns(), io.BytesIO()
    with Book(out, str(sheet.title)) as book:
        heads, widths = [str(column.title) for column in columns], [column.width for column in columns]
        page = book.sheet(str(sheet.title), heads=heads, widths=widths, typed=True)
        for row in rows:
            page.add([row.get(column.code, "") for column in columns])
        _explain(book, sheet)
        _offer(book, page, columns)
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
    out, rows = io.BytesIO(), iter(lines)
    with Book(out, title) as book:
        page = book.sheet(title, heads=next(rows), widths=widths, typed=True)
        for row in rows:
            page.add(row)
    return out.getvalue()


def _explain(book: Book, sheet: Sheet) -> None:
    """A row for each column: its heading, whether it must be there, an example, and what it means in each language."""
    languages = [code for code, _name in settings.LANGUAGES]
    called = [str(name) for _code, name in settings.LANGUAGES]
    heads = [_("Column"), _("Code"), _("Example"), *called]
    page = book.sheet(_("Columns"), heads=heads, widths=[26, 14, 34, *[60] * len(languages)], typed=True)
    for column, means in zip(sheet.columns(), _meanings(sheet, languages), strict=True):
        page.add([str(column.title), column.code, column.example, *means], wrapped=True)


def _meanings(sheet: Sheet, languages: Sequence[str]) -> Iterator[list[str]]:
    by_language: list[list[str]] = []
    for language in languages:
        with override(language):
            by_language.append([f"{column.title}: {column.explained}" for column in sheet.columns()])
    for each in zip(*by_language, strict=True):
        yield list(each)


def _offer(book: Book, page: Page, columns: Sequence[Column]) -> None:
    """What can be picked stands in a sheet of its own, and each cell of its column offers it; others can be typed."""
    offered = [(number, list(column.choices())) for number, column in enumerate(columns) if column.choices]
    offered = [(number, words) for number, words in offered if words]
    if not offered:
        return
    lists = book.sheet(_LISTS)
    lists.worksheet.hide()
    for line in zip_longest(*(words for _number, words in offered)):
        lists.add(line)
    for place, (number, words) in enumerate(offered):
        letter = chr(ord("A") + place)
        pick = {
            "validate": "list",
            "source": f"={_LISTS}!${letter}$1:${letter}${len(words)}",
            "show_error": False,
        }
        page.worksheet.data_validation(1, number, MOST_ROWS, number, pick)

"""Writes rows into a file one by one, as a spreadsheet or as a plain table: however many there are, few are in memory.

No cell is ever a formula. Numbers stay numbers.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import IO, Any, Final

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from permissions.platform.called import platform_name
from permissions.writing import zone

Value = str | float | date | datetime | None
Row = Sequence[Value]
ESCAPED: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a spreadsheet begins a formula."""
_LONGEST_TITLE: Final = 31
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\]")
_TIME: Final = "yyyy-mm-dd hh:mm"
_NOT_WRITTEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML can hold."""
_AFTER_A_SEMICOLON: Final = re.compile(rf"(?<=;)(?=[{re.escape(''.join(ESCAPED))}])")
"""An Arabic spreadsheet takes a line of CSV apart at semicolons too."""


def write_xlsx(out: IO[bytes], *, title: str, heads: Sequence[str], rows: Iterable[Row], about: Iterable[Row]) -> None:
    """A book with the rows, and a sheet that says what they are. ``about``: name and value."""
    # Not before: spreadsheets take memory that the sweep and most processes never need.
    from openpyxl import Workbook  # noqa: PLC0415  only who makes a spreadsheet loads it
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  only who makes a spreadsheet loads it

    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = _written(title), platform_name()
    sheet, here = _sheet(book, title), zone()
    cells = _Cells(sheet, here)
    for number in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 26 if number == 1 else 18
    sheet.freeze_panes = "A2"
    sheet.append(cells.heads(heads))
    for row in rows:
        sheet.append(cells.row(row))
    beside = _sheet(book, _("About"))
    beside.column_dimensions["A"].width, beside.column_dimensions["B"].width = 26, 80
    names = _Cells(beside, here)
    for row in about:
        beside.append([*names.heads(row[:1]), *names.row(row[1:])])
    book.save(out)


def write_csv(out: IO[bytes], *, heads: Sequence[str], rows: Iterable[Row]) -> None:
    """In UTF-8 with its mark, as spreadsheets want it."""
    text, here = io.StringIO(newline=""), zone()
    writer = csv.writer(text)
    out.write(codecs.BOM_UTF8)
    writer.writerow([_plain(head, here) for head in heads])
    for row in rows:
        writer.writerow([_plain(value, here) for value in row])
        if text.tell() > 1 << 16:
            _flush(text, out)
    _flush(text, out)


def _flush(text: io.StringIO, out: IO[bytes]) -> None:
    out.write(text.getvalue().encode())
    text.seek(0)
    text.truncate()


def _plain(value: Value, here: tzinfo) -> str | float:
    if value is None:
        return ""
    if isinstance(value, str):
        escaped = f"'{value}" if value.startswith(ESCAPED) else value
        return _AFTER_A_SEMICOLON.sub("'", escaped)
    if isinstance(value, datetime):
        return value.astimezone(here).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else value


def _sheet(book: Any, title: str) -> Any:
    sheet = book.create_sheet(_NOT_IN_TITLES.sub(" ", _written(title))[:_LONGEST_TITLE].strip() or None)
    sheet.sheet_view.rightToLeft = get_language_bidi()
    return sheet


def _written(text: str) -> str:
    return _NOT_WRITTEN.sub("", text)


class _Cells:
    """Makes the cells of one sheet. Most are plain: one with a style of its own takes ten times as long.

    Times are in the country's own time, since a spreadsheet knows no zones.
    """

    def __init__(self, sheet: Any, here: tzinfo) -> None:
        # Not before: see above.
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  only who makes a spreadsheet loads it
        from openpyxl.styles import Font  # noqa: PLC0415  only who makes a spreadsheet loads it

        self._sheet, self._here, self._styled, self._bold = sheet, here, WriteOnlyCell, Font(bold=True)

    def row(self, values: Row) -> list[Any]:
        return [self._of(value) for value in values]

    def heads(self, values: Row) -> list[Any]:
        return [self._text(str(value), bold=True) for value in values]

    def _of(self, value: Value) -> Any:
        if isinstance(value, datetime):
            cell = self._styled(self._sheet, value.astimezone(self._here).replace(tzinfo=None, microsecond=0))
            cell.number_format = _TIME
            return cell
        if not isinstance(value, str):
            return value
        text = _written(value)
        return self._text(text) if text.startswith(ESCAPED) else text or None

    def _text(self, text: str, *, bold: bool = False) -> Any:
        """Words with a style: bold, or kept from being a formula."""
        cell = self._styled(self._sheet, _written(text))
        cell.data_type = "s"
        if text.startswith(ESCAPED):
            cell.quotePrefix = True  # so it stays when somebody edits it
        if bold:
            cell.font = self._bold
        return cell

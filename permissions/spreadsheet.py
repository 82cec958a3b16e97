"""Spreadsheets, written row by row: however many rows there are, few are in memory. No cell is ever a formula.

Reading them is another matter: ``content/forms/sheet_reader.py``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Final, Self

from django.utils.translation import get_language_bidi

from permissions.platform.called import platform_name
from permissions.writing import zone

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of such a file."""
Value = str | float | date | datetime | None
"""Of a cell; a ``datetime`` is aware, and stands in the country's time, since a spreadsheet knows no zones."""
ESCAPED: Final = tuple("=+-@\t\r\n＝＋－＠")
"""With these spreadsheets begin a formula, some with the wide ones too."""
_AFTER_A_SEMICOLON: Final = re.compile(rf"(?<=;)(?=[{re.escape(''.join(ESCAPED))}])")
MINUTES: Final = "yyyy-mm-dd hh:mm"
SECONDS: Final = "yyyy-mm-dd hh:mm:ss"
_DAY: Final = "yyyy-mm-dd"
_LONGEST_TITLE: Final = 31
_LONGEST_TEXT: Final = 32_767
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\]")
_NOT_WRITTEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML can hold."""


class Book:
    """A file of sheets, complete when the block ends: ``with Book(out, "Inbox") as book: …``."""

    def __init__(self, out: IO[bytes], title: str, *, made_at: datetime | None = None) -> None:
        # Not before: it takes memory that the sweep and most processes never need.
        from xlsxwriter import Workbook  # noqa: PLC0415  only who makes a spreadsheet loads it

        self._folder = TemporaryDirectory()
        self._book = Workbook(out, {"constant_memory": True, "tmpdir": self._folder.name})
        made = {"created": made_at.replace(tzinfo=None)} if made_at else {}
        self._book.set_properties({"title": cleaned(title), "author": platform_name(), **made})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        with self._folder:
            if kind is not None:
                self._book.filename = io.BytesIO()  # only so are the library's own files closed
            self._book.close()

    def sheet(
        self,
        title: str,
        *,
        heads: Sequence[str] = (),
        widths: Sequence[float] = (),
        times: str = MINUTES,
        typed: bool = False,
    ) -> Sheet:
        """A sheet in the reading direction of the language. Its heads stay in sight; ``widths`` in characters.

        ``typed``: what somebody types into it stays as it was typed, a code with a zero before it too.
        """
        name = _NOT_IN_TITLES.sub(" ", cleaned(title))[:_LONGEST_TITLE].strip(" '") or None
        worksheet = self._book.add_worksheet(name)
        if get_language_bidi():
            worksheet.right_to_left()
        style = {"num_format": "@"} if typed else {}
        for number, width in enumerate(widths):
            worksheet.set_column(number, number, width, self.format(**style) if typed else None)
        return Sheet(self, worksheet, heads, times=times, style=style)

    def format(self, **properties: Any) -> Any:
        """One for each look, however many cells have it."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]


class Sheet:
    """Rows that are added one under the other."""

    def __init__(
        self, book: Book, worksheet: Worksheet, heads: Sequence[str], *, times: str, style: dict[str, Any]
    ) -> None:
        self.worksheet = worksheet
        self.rows = 0
        self._book, self._style, self._here, self._heads = book, style, zone(), heads
        self._time, self._date = book.format(num_format=times), book.format(num_format=_DAY)
        if heads:
            self.add(heads, bold=len(heads))
            worksheet.freeze_panes(1, 0)

    def add(self, values: Iterable[Value], *, bold: int = 0, wrapped: bool = False) -> None:
        """The next row; the first so many cells are ``bold``."""
        worksheet, row = self.worksheet, self.rows
        for column, value in enumerate(values):
            if isinstance(value, str):
                self._say(column, value, bold=column < bold, wrapped=wrapped)
            elif isinstance(value, datetime):
                here = value.astimezone(self._here).replace(tzinfo=None, microsecond=0)
                worksheet.write_datetime(row, column, here, self._time)
            elif isinstance(value, date):
                worksheet.write_datetime(row, column, value, self._date)
            elif value is not None:
                worksheet.write_number(row, column, value)
        self.rows += 1

    def _say(self, column: int, value: str, *, bold: bool, wrapped: bool) -> None:
        text = cleaned(value)[:_LONGEST_TEXT]
        if not text:
            return
        look: dict[str, Any] = {}
        if bold:
            look["bold"] = True
        if wrapped:
            look |= {"text_wrap": True, "valign": "top"}
        if text.startswith(ESCAPED):
            look["quote_prefix"] = True  # so it stays a word when somebody edits it
        if text.startswith("<r>"):
            text = f" {text}"  # the library takes it for XML of its own
        self.worksheet.write_string(self.rows, column, text, self._book.format(**self._style, **look) if look else None)

    def sift(self) -> None:
        """Offer to sift the rows by each head; when all are there."""
        self.worksheet.autofilter(0, 0, self.rows - 1, len(self._heads) - 1)


def escaped(text: str) -> str:
    """A text of which no spreadsheet makes a formula when it opens a file of CSV: with an apostrophe before it."""
    return f"'{text}" if text.startswith(ESCAPED) else text


def escaped_throughout(text: str) -> str:
    """So that no part of it becomes one either: an Arabic spreadsheet takes a line of CSV apart at semicolons too."""
    return _AFTER_A_SEMICOLON.sub("'", escaped(text))


def cleaned(text: str) -> str:
    """Without what no such file can hold."""
    return _NOT_WRITTEN.sub("", text)

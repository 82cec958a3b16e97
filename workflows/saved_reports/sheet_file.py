"""Writes rows into a file one by one, as a spreadsheet or as a plain table: however many there are, few are in memory.

No cell is ever a formula. Numbers stay numbers.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import IO

from django.utils.translation import gettext as _

from permissions.spreadsheet import Book, Value, escaped_throughout
from permissions.writing import zone

Row = Sequence[Value]


def write_xlsx(out: IO[bytes], *, title: str, heads: Sequence[str], rows: Iterable[Row], about: Iterable[Row]) -> None:
    """A book with the rows, and a sheet that says what they are. ``about``: name and value."""
    with Book(out, title) as book:
        sheet = book.sheet(title, heads=heads, widths=[26, *[18] * (len(heads) - 1)])
        for row in rows:
            sheet.add(row)
        beside = book.sheet(_("About"), widths=[26, 80])
        for row in about:
            beside.add(row, bold=1)


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
        return escaped_throughout(value)
    if isinstance(value, datetime):
        return value.astimezone(here).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else value

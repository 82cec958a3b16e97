"""The program that reads the rows of a spreadsheet (XLSX) that the staff sent: apart, with limits, as any file is read.

``python -m content.forms.sheet_reader`` takes the file from standard input and writes its first visible sheet to
standard output, as JSON: a list of rows, each its number as people count and its cells. A cell is a text, or null where
a formula stands, which is never computed. Empty rows are left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any, Final

from content.forms.file_types import XLSX, FileType
from content.forms.marked_up import read_xml
from content.forms.packages import Package
from content.forms.reader import run
from content.forms.sniffing import HEAD
from content.forms.unreadable import Broken, Merged, OldOffice, OtherType, TooMuch

MOST_ROWS: Final = 5_001
"""With the one of the headings; a file of one row more is sent on, so that it is said how many are taken."""
MOST_COLUMNS: Final = 60
MOST_EMPTY: Final = 20_000
"""Rows without anything that are passed over: a sheet that was formatted to its end has a million."""
LONGEST_CELL: Final = 20_000
_OLD: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK"
_MIDNIGHT: Final = time()

Cell = str | None


def rows_in(content: IO[bytes], kept: IO[bytes]) -> FileType:
    """Write the rows into ``kept``. Raises one of ``Unreadable``."""
    content.seek(0)
    head = content.read(HEAD)
    if head.startswith(_OLD):
        raise OldOffice
    if not head.startswith(_ZIP):
        raise OtherType
    rows = list(_rows(content))
    kept.write(json.dumps(rows, ensure_ascii=False).encode())
    return XLSX


def _rows(content: IO[bytes]) -> Iterator[tuple[int, list[Cell]]]:
    _check_parts(content)
    # Not before: it takes half a second to be there.
    from openpyxl import load_workbook  # noqa: PLC0415

    content.seek(0)
    book = load_workbook(content, read_only=True, data_only=False, keep_links=False)
    sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
    if sheet is None:
        raise Broken
    sheet.reset_dimensions()  # what a file says of its size may be anything
    found = empty = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        if any(cell.value is not None for cell in row[MOST_COLUMNS:]):
            raise TooMuch
        cells = [_text(cell) for cell in row[:MOST_COLUMNS]]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            empty += 1
            if empty > MOST_EMPTY:
                return
            continue
        found += 1
        yield number, cells
        if found > MOST_ROWS:
            return


def _check_parts(content: IO[bytes]) -> None:
    """That it unpacks to no more than a sheet may, has no DTD in any part, and no merged cells."""
    package = Package(content)
    if "xl/workbook.xml" not in package.names:
        raise OtherType
    for name in sorted(package.names):
        if name.endswith((".xml", ".rels", ".vml")):
            root = read_xml(package.read(name))
            if name.startswith("xl/worksheets/") and root.find("{*}mergeCells") is not None:
                raise Merged


def _text(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return None
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if len(text) > LONGEST_CELL:
        raise TooMuch
    return text.strip()


if __name__ == "__main__":
    sys.exit(run(rows_in))

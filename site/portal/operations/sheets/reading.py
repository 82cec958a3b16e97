"""A file that somebody sent as rows of a sheet: XLSX by a process of its own, CSV in the encodings that are met."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.forms.apart import SECONDS, read_apart
from content.forms.unreadable import Busy, Merged, OldOffice, TooMuch, Unreadable
from permissions.arabic import fold
from permissions.spreadsheet import ESCAPED
from permissions.writing import written_number, written_size
from portal.operations.sheets.sheet import Row, Sheet

MOST_ROWS: Final = 5_000
LARGEST: Final = 4 * 1024 * 1024
"""Bytes; five thousand rows of people have one tenth of that."""
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 20_000
SEPARATORS: Final = (",", ";", "\t")
_ARABIC_SHARE: Final = 0.7
_READER: Final = "content.forms.sheet_reader"
_XLSX, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")

Cells = list[str | None]
"""None where a formula stands."""
Numbered = tuple[int, Cells]


class SheetRefused(ValueError):
    """A file that is not taken; says why in the active language."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and what should be known of how it was read."""

    rows: Sequence[Row]
    notes: Sequence[str] = field(default_factory=tuple)


def read_table(content: bytes, sheet: Sheet) -> Table:
    """The rows of a file under the headings of a sheet. Raises ``SheetRefused``."""
    if not content:
        raise SheetRefused(_("This file is empty."))
    if len(content) > LARGEST:
        raise SheetRefused(_("This file is larger than %(size)s. Split it in two.") % {"size": written_size(LARGEST)})
    notes: list[str] = []
    if content.startswith(_XLSX):
        found = _from_xlsx(content)
    elif content.startswith(_OLE):
        raise SheetRefused(_old_or_locked())
    else:
        found = _from_csv(content, sheet, notes)
    if not found:
        raise SheetRefused(_("This file has no rows."))
    headings, below = found[0], found[1:]
    columns = _columns(headings[1], sheet)
    if not below:
        raise SheetRefused(_("There is no row below the headings."))
    if len(below) > MOST_ROWS:
        raise SheetRefused(
            _("This file has more than %(most)s rows. Split it in several.") % {"most": written_number(MOST_ROWS)}
        )
    return Table([_row(number, cells, columns) for number, cells in below], notes)


def _old_or_locked() -> str:
    return _(
        "This is an Excel workbook from before 2007, or one behind a password. Save it as .xlsx without a password."
    )


def _from_xlsx(content: bytes) -> list[Numbered]:
    with tempfile.TemporaryFile() as sent:
        sent.write(content)
        sent.seek(0)
        try:
            kept, _type = read_apart(sent, until=time.monotonic() + SECONDS, program=_READER)
        except Busy as error:
            raise SheetRefused(_("The platform is very busy just now. Send the file again.")) from error
        except Unreadable as error:
            raise SheetRefused(_why(error)) from error
        with kept:
            return [(number, cells) for number, cells in json.load(kept)]


def _why(error: Unreadable) -> str:
    match error:
        case OldOffice():
            return _old_or_locked()
        case Merged():
            return _("This sheet has merged cells, so that it cannot be told what belongs to which row. Unmerge them.")
        case TooMuch():
            return _("This file takes too much work to open: it has too many cells, or unpacks to far too much.")
        case _:
            return _("This file is not a spreadsheet that can be read. Save it as .xlsx or as CSV in UTF-8.")


def _from_csv(content: bytes, sheet: Sheet, notes: list[str]) -> list[Numbered]:
    text = _decoded(content, notes)
    if "\0" in text:
        raise SheetRefused(_why(Unreadable()))
    before = int(text[:4].lower() == "sep=")  # a line that Excel writes for itself
    if before:
        text = text.partition("\n")[2]
    known = _known(sheet)
    best = max(SEPARATORS, key=lambda each: sum(fold(cell) in known for cell in _first(text, each)))
    csv.field_size_limit(LONGEST_CELL)
    found: list[Numbered] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True)
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise SheetRefused(_why(TooMuch()))
            if any(cell.strip() for cell in cells):
                found.append((reader.line_num + before, [_plain(cell.strip()) for cell in cells]))
            if len(found) > MOST_ROWS + 1:
                break
    except csv.Error as error:
        raise SheetRefused(
            _("Row %(row)d cannot be read: a quotation mark is left open, or a cell is far too long.")
            % {"row": reader.line_num + before}
        ) from error
    return found


def _first(text: str, separator: str) -> list[str]:
    line = next((line for line in text.splitlines() if line.strip()), "")
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _plain(cell: str) -> str | None:
    """A cell of CSV: without the apostrophe that keeps it from being a formula; None for what is one."""
    if cell[:1] == "'" and cell[1:].startswith(ESCAPED):
        return cell[1:]
    return None if cell.startswith("=") else cell


def _decoded(content: bytes, notes: list[str]) -> str:
    try:
        if content.startswith(_UTF_16):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    text = content.decode("cp1256", errors="replace")
    strange = [letter for letter in text if ord(letter) > 127]
    arabic = sum("\u0621" <= letter <= "\u0652" or letter in "،؛؟ـ" for letter in strange)
    if "\ufffd" in text or arabic < _ARABIC_SHARE * len(strange):
        raise SheetRefused(
            _(
                "The encoding of this file cannot be recognised: it is neither UTF-8 nor Windows-1256. "
                "Save it as “CSV UTF-8”, or as .xlsx."
            )
        )
    notes.append(_("The file was read as Windows-1256, as Excel writes Arabic. Look whether the names are right."))
    return text


def _known(sheet: Sheet) -> dict[str, str]:
    """Headings, however they are spelt and in any language, to the codes of their columns."""
    found: dict[str, str] = {}
    for language, _called in settings.LANGUAGES:
        with override(language):
            for column in sheet.columns():
                found[fold(str(column.title))] = column.code
    return found | {fold(column.code): column.code for column in sheet.columns()}


def _columns(headings: Cells, sheet: Sheet) -> list[str]:
    """The code of each column of the file; "" for one without a heading."""
    known = _known(sheet)
    found: list[str] = []
    for heading in headings:
        code = known.get(fold(heading or ""), "")
        if heading and not code:
            raise SheetRefused(
                _("There is no column “%(heading)s” here. Call it as in the template, or take it out.")
                % {"heading": heading[:50]}
            )
        if code and code in found:
            raise SheetRefused(_("The column “%(heading)s” is there twice.") % {"heading": heading})
        found.append(code)
    _check_all_there(found, sheet)
    return found


def _check_all_there(found: Iterable[str], sheet: Sheet) -> None:
    there = set(found)
    missing = [str(column.title) for column in sheet.columns() if column.needed and column.code not in there]
    if missing:
        raise SheetRefused(
            _("The column “%(heading)s” is missing. Take the template: a column may be empty, but it must be there.")
            % {"heading": missing[0]}
        )


def _row(number: int, cells: Cells, columns: Sequence[str]) -> Row:
    if any(cell for cell in cells[len(columns) :]) or any(
        cell for cell, code in zip(cells, columns, strict=False) if not code
    ):
        raise SheetRefused(
            _("Row %(row)d has a cell under no heading. Is a separator within a text?") % {"row": number}
        )
    filled = [*cells, *[""] * (len(columns) - len(cells))]
    pairs = [(code, cell) for code, cell in zip(columns, filled, strict=False) if code]
    return Row(number, {code: cell or "" for code, cell in pairs}, tuple(code for code, cell in pairs if cell is None))

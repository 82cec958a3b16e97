"""How the trail and the log of access are written as spreadsheets: words are never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from permissions.now import now
from permissions.platform.called import platform_name
from permissions.writing import local
from portal.audit_screen.looked_rows import LookedRow

MOST = 20_000
"""Entries in one file: some seconds of work."""
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Column = tuple[str, int]
"""What stands at its head, and how wide it is."""


def spreadsheet(title: str, columns: Sequence[Column], rows: Iterable[Sequence[str | datetime]]) -> bytes:
    """A book of one sheet; a ``datetime`` (aware) is written in the platform's zone."""
    # Not before: it takes memory that the sweep and most processes never need.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = platform_name()
    sheet = book.create_sheet(title)
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.freeze_panes = "A2"
    for number, (_heading, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_bold(sheet, heading) for heading, _width in columns])
    written = 1
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
        written += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{written}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def looked_spreadsheet(rows: Iterable[LookedRow]) -> bytes:
    """The log of access."""
    columns = (
        *((_("Time"), 20), (_("Who"), 26), (_("User name"), 20)),
        *((_("What happened"), 30), (_("What it is about"), 44)),
    )
    return spreadsheet(_("Who looked"), columns, ((row.at, row.who, row.login, row.what, row.about) for row in rows))


def spreadsheet_answer(content: bytes, name: str) -> HttpResponse:
    """A file of today."""
    response = HttpResponse(content, content_type=_CONTENT_TYPE)
    day = local(now()).date().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _cell(sheet: Any, value: str | datetime) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  as above

    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, local(value).replace(tzinfo=None, microsecond=0))
        cell.number_format = "yyyy-mm-dd hh:mm:ss"
        return cell
    if not value:
        return None
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _bold(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  as above
    from openpyxl.styles import Font  # noqa: PLC0415  as above

    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell

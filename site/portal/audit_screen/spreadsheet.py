"""How the trail and the log of access are written as spreadsheets: words are never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from permissions.now import now
from permissions.spreadsheet import SECONDS, XLSX, Book
from permissions.writing import local
from portal.audit_screen.looked_rows import LookedRow

MOST = 20_000
"""Entries in one file: some seconds of work."""
Column = tuple[str, int]
"""What stands at its head, and how wide it is."""


def spreadsheet(title: str, columns: Sequence[Column], rows: Iterable[Sequence[str | date]]) -> bytes:
    """A book of one sheet; a ``datetime`` (aware) is written in the platform's zone."""
    out = BytesIO()
    with Book(out, title) as book:
        heads, widths = zip(*columns, strict=True)
        sheet = book.sheet(title, heads=heads, widths=widths, times=SECONDS)
        for row in rows:
            sheet.add(row)
        sheet.sift()
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
    response = HttpResponse(content, content_type=XLSX)
    day = local(now()).date().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

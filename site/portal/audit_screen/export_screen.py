"""A span of the trail as a spreadsheet; taking it away is itself in the trail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append
from permissions.audit.trail import Wanted
from permissions.now import now
from permissions.written_time import local
from portal.audit_screen.rows import Row, rows
from portal.audit_screen.screens import TrailScreen
from workflows.transactions.turn import write_transaction

MOST = 20_000
"""Entries in one file: some seconds of work."""
_CHUNK = 1_000
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOLD = Font(bold=True)


class ExportScreen(TrailScreen):
    """POST: the entries that the address asks for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.asked
        if not form.is_valid():
            return self.page(form)
        found = list(self.found(form)[: MOST + 1])
        if not found:
            return self.page(form, refused=_("There is nothing to export."))
        if len(found) > MOST:
            most = f"{MOST:,}"
            refused = _("A file holds at most %(most)s entries: choose a shorter period.") % {"most": most}
            return self.page(form, refused=refused)
        # Before the file is made: one that was made is always in the trail.
        with write_transaction():
            append([NewEntry("audit_exported", "audit", 0, _said(form.wanted(), found))], actor=self.actor, at=now())
        response = HttpResponse(_spreadsheet(found), content_type=_CONTENT_TYPE)
        day = local(now()).date().isoformat()
        response["Content-Disposition"] = f'attachment; filename="audit-{day}.xlsx"'
        response["X-Content-Type-Options"] = "nosniff"
        return response


def _said(wanted: Wanted, found: list[AuditEntry]) -> dict[str, Any]:
    """Which entries were taken: codes and numbers."""
    numbers = [entry.sequence for entry in found]
    return {
        "rows": len(found),
        "first": min(numbers),
        "last": max(numbers),
        "verbs": sorted(wanted.verbs or ()),
        "users": sorted(wanted.user_ids or ()),
    }


def _spreadsheet(found: list[AuditEntry]) -> bytes:
    book = Workbook(write_only=True)
    book.properties.title = _("Audit trail")
    book.properties.creator = _("Insaf")
    sheet = book.create_sheet(_("Audit trail"))
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGH", (16, 20, 26, 20, 30, 34, 44, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_bold(sheet, heading) for heading in _headings()])
    for row in _rows(found):
        sheet.append(_cells(sheet, row))
    sheet.auto_filter.ref = f"A1:H{len(found) + 1}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _headings() -> list[str]:
    return [
        _("Entry"),
        _("Time"),
        _("Who did it"),
        _("User name"),
        _("What was done"),
        _("What it is about"),
        _("Details"),
        _("Reasons"),
    ]


def _rows(found: list[AuditEntry]) -> Iterator[Row]:
    for start in range(0, len(found), _CHUNK):
        yield from rows(found[start : start + _CHUNK])


def _cells(sheet: Any, row: Row) -> list[Any]:
    time: datetime = local(row.at).replace(tzinfo=None, microsecond=0)
    at = WriteOnlyCell(sheet, time)
    at.number_format = "yyyy-mm-dd hh:mm:ss"
    reasons = "\n".join(f"{who} {reason}" for who, reason in row.reasons)
    texts = (row.who, row.login, row.what, row.about, row.details, reasons)
    return [_text(sheet, row.mark), at, *(_text(sheet, each) for each in texts)]


def _text(sheet: Any, text: str) -> Any:
    """Words are never a formula."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = _BOLD
    return cell

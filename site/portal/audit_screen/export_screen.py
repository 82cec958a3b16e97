"""A span of the trail as a spreadsheet; taking it away is itself in the trail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry
from permissions.writing import local
from portal.audit_screen.filter import TrailFilter
from portal.audit_screen.listed import TakenAway
from portal.audit_screen.rows import rows
from portal.audit_screen.screens import TrailScreen
from portal.audit_screen.spreadsheet import Column, spreadsheet, spreadsheet_answer

_CHUNK = 1_000


class ExportScreen(TakenAway[TrailFilter, AuditEntry], TrailScreen):
    """POST: the entries that the address asks for."""

    thing = "trail"

    def entry(self, form: TrailFilter, found: list[AuditEntry]) -> NewEntry:
        numbers, wanted = [entry.sequence for entry in found], form.wanted()
        said = {
            "rows": len(found),
            "first": min(numbers),
            "last": max(numbers),
            "verbs": sorted(wanted.verbs or ()),
            "users": sorted(wanted.user_ids or ()),
        }
        return NewEntry("audit_exported", "audit", 0, said)

    def file(self, found: list[AuditEntry]) -> HttpResponse:
        return spreadsheet_answer(spreadsheet(_("Audit trail"), _columns(), _cells(found)), "audit")


def _columns() -> list[Column]:
    return [
        (_("Entry"), 16),
        (_("Time"), 20),
        (_("Who did it"), 26),
        (_("User name"), 20),
        (_("What was done"), 30),
        (_("What it is about"), 34),
        (_("Details"), 44),
        (_("Reasons"), 70),
    ]


def _cells(found: list[AuditEntry]) -> Iterator[Sequence[str | date]]:
    for start in range(0, len(found), _CHUNK):
        for row in rows(found[start : start + _CHUNK]):
            reasons = "\n".join(f"{who} {reason}" for who, reason in row.reasons)
            at = local(row.at).date() if row.by_day else row.at
            yield row.mark, at, row.who, row.login, row.what, row.about, row.details, reasons

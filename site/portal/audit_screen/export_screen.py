"""A span of the trail as a spreadsheet; taking it away is itself in the trail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append
from permissions.audit.trail import Wanted
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.now import now
from permissions.writing import written_number
from portal.audit_screen.rows import rows
from portal.audit_screen.screens import TrailScreen
from portal.audit_screen.spreadsheet import MOST, Column, spreadsheet, spreadsheet_answer
from workflows.transactions.turn import write_transaction

_CHUNK = 1_000


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
            most = {"most": written_number(MOST)}
            refused = _("A file holds at most %(most)s entries: choose a shorter period.") % most
            return self.page(form, refused=refused)
        # Before the file is made: one that was made is always in the trail.
        with write_transaction():
            append([NewEntry("audit_exported", "audit", 0, _said(form.wanted(), found))], actor=self.actor, at=now())
        note(Kind.EXPORTED, user_id=self.actor.user_id, thing=Thing("trail"))
        return spreadsheet_answer(spreadsheet(_("Audit trail"), _columns(), _cells(found)), "audit")


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


def _cells(found: list[AuditEntry]) -> Iterator[Sequence[str | datetime]]:
    for start in range(0, len(found), _CHUNK):
        for row in rows(found[start : start + _CHUNK]):
            reasons = "\n".join(f"{who} {reason}" for who, reason in row.reasons)
            yield row.mark, row.at, row.who, row.login, row.what, row.about, row.details, reasons

"""The trail, the newest first; and having its chain walked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append
from permissions.audit.trail import READ, cursor_of, entries, has_read, last_check, older_than
from permissions.now import now
from permissions.writing import local, midnight
from portal.audit_screen.filter import TrailFilter, told_to
from portal.audit_screen.listed import AuditScreen, ListScreen
from portal.audit_screen.rows import Row
from portal.audit_screen.rows import rows as drawn_rows
from portal.audit_screen.words import SEALS
from portal.queue.bell import call_soon
from workflows.transactions.turn import write_transaction

CHECK = "portal.operations.verifying.check_trail"


class TrailScreen(ListScreen[TrailFilter, AuditEntry]):
    """What was asked for of the trail. Whoever reads it is in it: once a day."""

    template_name = "audit/all.html"
    name, title = "all", gettext_lazy("Audit trail")

    def get(self, request: HttpRequest) -> HttpResponse:
        self._leave_a_trace()
        return self.page(self.asked)

    @property
    def asked(self) -> TrailFilter:
        return TrailFilter(self.request.GET, reader=self.held.standing)

    def found(self, form: TrailFilter) -> QuerySet[AuditEntry]:
        wanted = form.wanted()
        found = entries(wanted).filter(told_to(self.held.standing))
        return found.exclude(verb__in=SEALS) if wanted.verbs is None else found

    def older(self, rows: QuerySet[AuditEntry], place: str) -> QuerySet[AuditEntry]:
        return older_than(rows, place) if place else rows

    def place_of(self, last: AuditEntry) -> str:
        return cursor_of(last)

    def drawn(self, rows: Sequence[AuditEntry]) -> list[Row]:
        return drawn_rows(rows)

    def more(self) -> dict[str, Any]:
        return {"check": last_check()}

    def _leave_a_trace(self) -> None:
        reader = int(self.actor.user_id or 0)
        if not has_read(reader, since=midnight(local(now()).date())):
            with write_transaction():
                append([NewEntry(READ, "audit", 0)], actor=self.actor, at=now())


class CheckScreen(AuditScreen):
    """POST: have the chain walked from end to end, beside the request."""

    def get(self, request: HttpRequest) -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest) -> HttpResponse:
        call_soon(CHECK)
        messages.success(request, _("The chain is being checked. Load this page again in a minute."))
        return redirect("audit:all")

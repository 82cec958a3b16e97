"""The trail, the newest first; and having its chain walked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.agencies.rights import READ_AUDIT
from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append
from permissions.audit.trail import READ, cursor_of, entries, has_read, last_check, older_than
from permissions.now import now
from permissions.writing import local, midnight
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.audit_screen.filter import TrailFilter, told_to
from portal.audit_screen.rows import rows
from portal.audit_screen.words import SEALS
from portal.queue.bell import call_soon
from workflows.transactions.turn import write_transaction

PAGE = 50
CHECK = "portal.operations.verifying.check_trail"


class AuditScreen(StaffScreen):
    """A screen for whoever may read the audit trail."""

    right = READ_AUDIT


class TrailScreen(AuditScreen):
    """What was asked for, a page at a time. Whoever reads it is in it: once a day."""

    template_name = "audit/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        self._leave_a_trace()
        return self.page(self.asked)

    @property
    def asked(self) -> TrailFilter:
        """What the address asks for."""
        return TrailFilter(self.request.GET, reader=self.held.standing)

    def found(self, form: TrailFilter) -> QuerySet[AuditEntry]:
        """The entries that a valid ``form`` asks for, of those that its reader may know of; the newest first."""
        wanted = form.wanted()
        found = entries(wanted).filter(told_to(self.held.standing))
        return found.exclude(verb__in=SEALS) if wanted.verbs is None else found

    def page(self, form: TrailFilter, *, refused: str = "") -> HttpResponse:
        """The entries that ``form`` asks for; none while it asks for what is not there."""
        found = []
        if form.is_valid():
            wanted = self.found(form)
            if before := self.request.GET.get("before", ""):
                wanted = older_than(wanted, before)
            found = list(wanted[: PAGE + 1])
        shown = found[:PAGE]
        asked = self.request.GET.copy()
        asked.pop("before", None)
        context: dict[str, Any] = {
            "form": form,
            "rows": rows(shown),
            "filtered": any(asked.values()),
            "asked": asked.urlencode(),
            "first_page": "before" not in self.request.GET,
            "older": self._older(shown[-1]) if len(found) > PAGE else "",
            "check": last_check(),
            "refused": refused,
        }
        return self.show(context, status=UNPROCESSABLE if refused or form.errors else 200)

    def _older(self, last: AuditEntry) -> str:
        asked = self.request.GET.copy()
        asked["before"] = cursor_of(last)
        return asked.urlencode()

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

"""The automatic acts that failed, that wait and that were done; and having one that failed tried once more."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.access.selectors import free_of
from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.isolated import isolated
from portal.admin_screens.screen import StaffScreen
from workflows.cases.errors import NotAllowed
from workflows.outbox.models import ServiceCall
from workflows.services.called import State, calls, shown, try_again

AT_ONCE = 50


class ActsScreen(StaffScreen):
    """By state; first those that failed. Of a sensitive request the number is all that is shown.

    Whoever is shut out of a case finds no act on it.
    """

    right = MANAGE_PEOPLE
    template_name = "service_log/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        state = request.GET.get("state", State.FAILED.value)
        found = calls(state=state).filter(free_of(self.held.standing))
        before = request.GET.get("before", "")
        if before.isdecimal():
            found = found.filter(pk__lt=int(before))
        rows = list(found[: AT_ONCE + 1])
        return self.show(
            {
                "rows": [shown(call) for call in rows[:AT_ONCE]],
                "older": rows[AT_ONCE - 1].pk if len(rows) > AT_ONCE else None,
                "states": State.choices,
                "state": state if state in State.values else "",
            }
        )


class TryAgainScreen(StaffScreen):
    """POST: an act that was given up, or waits for long, is tried now."""

    right = MANAGE_PEOPLE

    def get(self, request: HttpRequest, call_id: int) -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest, call_id: int) -> HttpResponse:
        found = ServiceCall.objects.filter(free_of(self.held.standing), pk=call_id).select_related("case")
        call = found.first()
        if call is None:
            raise NotAllowed
        if try_again(call.pk, actor=self.actor):
            said = _("What was to be done for %(number)s is tried once more now. Load this page again in a minute.")
            messages.success(request, said % {"number": isolated(call.case.tracking)})
        else:
            messages.error(request, _("This was done meanwhile, or is tried again within minutes anyway."))
        return redirect("service_log:all")

"""The letters that were sent, that wait and that failed; and having one tried once more."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.access.selectors import free_of
from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.isolated import isolated
from portal.admin_screens.screen import StaffScreen
from workflows.cases.errors import NotAllowed
from workflows.cases.selectors import case_numbered
from workflows.cases.tracking import normal_tracking
from workflows.notifications.told import State, is_sealed, letters, told, try_again
from workflows.notifications.transports import budgets
from workflows.notifications.transports.email import budget as email_budget
from workflows.notifications.transports.sms import budget as sms_budget
from workflows.notifications.wording.own import own_titles
from workflows.outbox.models import OutboxEntry

AT_ONCE = 50
BUDGETS: dict[str, str | Promise] = {
    "text messages for an hour": gettext_lazy("Text messages this hour"),
    "text messages for a day": gettext_lazy("Text messages today"),
    "email for a day": gettext_lazy("Email today"),
}


class LogScreen(StaffScreen):
    """By state and by the number of a request. Of a sensitive one the number is all that is shown.

    Whoever is shut out of a case finds no letter about it.
    """

    right = MANAGE_PEOPLE
    template_name = "letter_log/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        state, number = request.GET.get("state", ""), request.GET.get("number", "").strip()[:40]
        found = self._found(state, number)
        before = request.GET.get("before", "")
        if before.isdecimal():
            found = found.filter(pk__lt=int(before))
        rows = list(found[: AT_ONCE + 1])
        own = own_titles(entry.topic for entry in rows)
        return self.show(
            {
                "rows": [(told(entry, own), is_sealed(entry)) for entry in rows[:AT_ONCE]],
                "older": rows[AT_ONCE - 1].pk if len(rows) > AT_ONCE else None,
                "states": State.choices,
                "state": state if state in State.values else "",
                "number": number,
                "budgets": _budgets(),
                "reads_bounces": settings.BOUNCES is not None,
            }
        )

    def _found(self, state: str, number: str) -> Any:
        case_id = None
        if number:
            # Of a number that nobody has the same is said as of one that may not be known of: there is no letter.
            case_id = case_numbered(normal_tracking(number)) or 0
        return letters(state=state, case_id=case_id).filter(free_of(self.held.standing))


class TryAgainScreen(StaffScreen):
    """POST: a letter that failed is sent now."""

    right = MANAGE_PEOPLE

    def get(self, request: HttpRequest, entry_id: int) -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest, entry_id: int) -> HttpResponse:
        entry = OutboxEntry.objects.filter(free_of(self.held.standing), pk=entry_id).select_related("case").first()
        if entry is None:
            raise NotAllowed
        if try_again(entry.pk, actor=self.actor):
            said = _("The letter is tried once more now. Load this page again in a minute.")
            if entry.case is not None:
                said = _("The letter about %(number)s is tried once more now. Load this page again in a minute.") % {
                    "number": isolated(entry.case.tracking)
                }
            messages.success(request, said)
        else:
            messages.error(request, _("This letter was sent meanwhile, or is tried again within minutes anyway."))
        return redirect("letter_log:all")


def _budgets() -> list[dict[str, Any]]:
    """How much of each is used, where there is one."""
    found = budgets.used([*sms_budget.shared(), *email_budget.shared()])
    return [
        {
            "label": BUDGETS[budget.name],
            "used": min(used, budget.most),
            "most": budget.most,
            "over": used >= budget.most,
        }
        for budget, used in found
    ]

"""Where call-takers begin: who rings, whose number is typed, what broke off, and how many calls there were today."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from permissions.isolated import isolated
from permissions.now import now
from permissions.writing import written_span
from portal.admin_screens.screen import UNPROCESSABLE
from portal.call_centre.forms import REACHED, BeginForm, PurposeForm
from portal.call_centre.screen import TOO_MANY, ActScreen, CallCentreScreen
from workflows.calls.models import Call, Purpose
from workflows.calls.selectors import (
    at_telephone,
    broken_off,
    figures,
    number_of,
    ringing,
    the_open_call,
    unexplained,
)
from workflows.calls.services import begin, discard, end_overdue, explain, take, take_up
from workflows.cases.models import Channel

LIMITED = 429


class StartScreen(CallCentreScreen):
    """GET: while a call is open it is that; else what to begin with. POST: a call begins."""

    template_name = "call_centre/start.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        end_overdue()
        call = the_open_call(self.taker)
        if call is not None:
            return redirect("call_centre:call", call.key)
        return self.page(BeginForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BeginForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        number = form.cleaned_data["number"]
        if number and not self.may_look_up():
            form.add_error("number", str(TOO_MANY))
            return self.page(form, status=LIMITED)
        call = begin(taker_id=self.taker, channel=Channel(form.cleaned_data["channel"]), number=number)
        self.note_looked_up(call)
        return redirect("call_centre:call", call.key)

    def page(self, form: BeginForm, *, status: int = 200) -> HttpResponse:
        """The first page."""
        since = timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
        return self.show(
            {
                "form": form,
                "ringing": [shown(call) for call in ringing(self.taker)],
                "broken_off": [shown(call) for call in broken_off(self.taker)],
                "unexplained": [shown(call) for call in unexplained(self.taker)],
                "purpose": PurposeForm(auto_id=False)["purpose"],
                "figures": [
                    (_("Taken by me"), _figures(since, self.taker)),
                    (_("Taken by all"), _figures(since, None)),
                ],
                "extension": self.request.user.extension if self.request.user.is_authenticated else "",
            },
            status=status,
        )


def shown(call: Call) -> dict[str, Any]:
    """A call in a list."""
    number = number_of(call)
    return {
        "key": call.key,
        "number": number,
        "reached": REACHED[Channel(call.channel)],
        "at": call.draft_at or call.began_at or call.rang_at,
        "channel": call.channel,
    }


def _figures(since: datetime, taker_id: int | None) -> dict[str, Any]:
    found = figures(since, taker_id=taker_id)
    by_purpose = [(str(Purpose(code).label), times) for code, times in found.purposes.items()]
    average = timedelta(minutes=max(1, round(found.average.total_seconds() / 60))) if found.average else None
    return {
        "calls": found.calls,
        "without": found.without,
        "average": written_span(average) if average else "–",
        "purposes": sorted(by_purpose, key=lambda each: -each[1]),
    }


class RingingScreen(CallCentreScreen):
    """GET: what rings now, and where the open call is (it may have been answered at the telephone, or ended there), as
    data for the script. One statement beside those that say who asks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rings, call = at_telephone(self.taker)
        return JsonResponse(
            {
                "calls": [_as_data(each) for each in rings],
                "open": reverse("call_centre:call", args=[call.key]) if call is not None else "",
            }
        )


def _as_data(call: Call) -> dict[str, str]:
    number = number_of(call)
    said = _("A call from %(number)s") % {"number": isolated(number)} if number else _("A call, its number withheld")
    return {"key": call.key, "said": said, "take": reverse("call_centre:take", args=[call.key])}


class TakeScreen(ActScreen):
    """POST: answer a call that rings."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        rings = next((call for call in ringing(self.taker) if call.key == key), None)
        if rings is not None and number_of(rings) and not self.may_look_up():
            return self.too_many()
        call = take(self.taker, key)
        self.note_looked_up(call)
        return redirect("call_centre:call", call.key)


class TakeUpScreen(ActScreen):
    """POST: go on with what was typed in a call that broke off."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        former = next((each for each in broken_off(self.taker) if each.key == key), None)
        if former is not None and number_of(former) and not self.may_look_up():
            return self.too_many()
        call = take_up(self.taker, key)
        self.note_looked_up(call)
        return redirect("call_centre:call", call.key)


class DiscardScreen(ActScreen):
    """POST: let go of what was typed in one."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        discard(self.taker, key)
        messages.success(request, _("What was typed is gone."))
        return redirect("call_centre:start")


class PurposeScreen(ActScreen):
    """POST: say what a call was for that is over."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        form = PurposeForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose what it was for."))
            return redirect("call_centre:start")
        for call in unexplained(self.taker):
            if call.key == key:
                explain(call, form.cleaned_data["purpose"])
                messages.success(request, _("It is written down."))
        return redirect("call_centre:start")

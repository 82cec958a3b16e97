"""The screen of what was learned, and what its readers do about it: learn anew, switch off, switch on."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.agencies.rights import MANAGE_PEOPLE, PUBLISH_RULES
from permissions.now import now
from portal.admin_screens.screen import StaffScreen, held_in, holds
from portal.operations.working import LEARN
from portal.queue.bell import call_soon
from portal.suggesting.shown import lessons, uses
from workflows.cases.misrouted import misrouted
from workflows.suggestions.models import About
from workflows.suggestions.past import questions
from workflows.suggestions.services import learn_soon, switch

LATELY: Final = timedelta(days=90)
SAID: Final[dict[str, str | Promise]] = {
    "learn": _("It is being learned again. Load this page again in a few minutes."),
    "off": _("This is no longer suggested; it stops everywhere within a minute. What was learned is deleted."),
    "on": _("It is being learned again, and is suggested once that is done."),
}


def is_for(held: Held) -> bool:
    """Process owners, who see how their rules fare, and administrators, who run it."""
    return holds(held, PUBLISH_RULES) or holds(held, MANAGE_PEOPLE)


class SuggestionsScreen(StaffScreen):
    """What was learned last and how good it was, what came of it, and where the rules sent requests in vain."""

    template_name = "suggesting/all.html"

    def is_open_to(self, request: HttpRequest) -> bool:
        return is_for(held_in(request))

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"lessons": lessons(), "uses": uses(), "misrouted": misrouted(now() - LATELY), "days": LATELY.days}
        return self.show(context)


class SteerScreen(SuggestionsScreen):
    """POST: learn one thing anew, or switch it off or on."""

    def get(self, request: HttpRequest, act: str = "") -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest, act: str) -> HttpResponse:
        about, kind = request.POST.get("about", ""), request.POST.get("kind", "")
        if act not in SAID or (about, kind) not in {(str(each.about), each.kind) for each in questions()}:
            raise Http404
        if act == "learn":
            learn_soon(About(about), kind, actor=self.actor)
        else:
            switch(About(about), kind, on=act == "on", actor=self.actor)
        if act != "off":
            call_soon(LEARN)
        messages.success(request, str(SAID[act]))
        return redirect("suggesting:all")

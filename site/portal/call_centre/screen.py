"""What every screen of the call centre stands on: the call at hand, and what is said where it is over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import TAKE_CALLS
from permissions.limits.asking import ask
from permissions.limits.catalogue import CALLERS
from permissions.limits.subjects import account_of
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from portal.admin_screens.screen import StaffScreen
from workflows.calls.models import Call
from workflows.calls.selectors import number_of
from workflows.calls.services import NotOpen

OVER = _("This call is over. What was typed in it is kept below.")
TOO_MANY: str | Promise = _("So many callers were looked up within this hour that no more are. Wait for the next.")


class CallCentreScreen(StaffScreen):
    """A screen for those who take calls; where the call that it is about is over, it leads to the first one."""

    right = TAKE_CALLS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotOpen:
            messages.warning(request, str(OVER))
            return redirect("call_centre:start")

    @property
    def taker(self) -> int:
        """The id of whoever asks."""
        return int(self.actor.user_id or 0)

    def may_look_up(self) -> bool:
        """Whether one more caller may be looked up within this hour."""
        return ask(CALLERS, account_of(self.request.user.get_username())).may

    def too_many(self) -> HttpResponse:
        """Back to where one begins, with a word why."""
        messages.error(self.request, str(TOO_MANY))
        return redirect("call_centre:start")

    def note_looked_up(self, call: Call) -> None:
        """Put on record that what a caller has filed was looked for."""
        if number_of(call):
            note(Kind.CALLER_LOOKED_UP, user_id=self.taker, thing=Thing("call", call.pk))


class ActScreen(CallCentreScreen):
    """POST alone: looked at, there is nothing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404

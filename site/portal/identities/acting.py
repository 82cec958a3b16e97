"""What a custodian decides, through the door; and reading an identity that they opened."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.admin_screens.screen import UNPROCESSABLE
from portal.identities.forms import FORMS
from portal.identities.screens import CustodianScreen, RequestScreen
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.identity import read_identity
from workflows.cases.lifecycle import apply
from workflows.cases.selectors import state_of


class ActScreen(RequestScreen):
    """POST of a decision; what cannot be taken comes back with its sentence and what was typed."""

    asks_again = True

    def get(self, request: HttpRequest, tracking: str, number: int, act: str = "") -> HttpResponse:
        self.request_of(tracking, number)
        if act not in FORMS:
            raise NotAllowed
        return redirect("identities:one", tracking, number)

    def post(self, request: HttpRequest, tracking: str, number: int, act: str) -> HttpResponse:
        asked = self.request_of(tracking, number)
        if act not in FORMS:
            raise NotAllowed
        form = FORMS[act](request.POST)
        if form.is_valid():
            try:
                apply(asked.case_id, form.action(asked.pk), actor=self.actor)
            except NotPossible as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, str(form.done))
                return redirect("identities:one", tracking, number)
        return self.page(self.request_of(tracking, number), given={act: form}, status=UNPROCESSABLE)


class ReadScreen(CustodianScreen):
    """Name and contact, to the custodian who opened them; each showing is recorded."""

    template_name = "identities/read.html"
    asks_again = True

    def get(self, request: HttpRequest, tracking: str, number: int) -> HttpResponse:
        self.request_of(tracking, number)
        return redirect("identities:one", tracking, number)

    def post(self, request: HttpRequest, tracking: str, number: int) -> HttpResponse:
        asked = self.request_of(tracking, number)
        person, opening = read_identity(self.actor, state_of(asked.case, to_show=False), held=self.held)
        return self.show({"asked": asked, "person": person, "opening": opening})

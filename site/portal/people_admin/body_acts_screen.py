"""What the platform's administrators do to a body: make it, call it otherwise, move it, close it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.access.bodies import keep_open, make_body, move_body, rename_body
from permissions.access.errors import Refused
from permissions.agencies.models import Agency, AgencyRole
from permissions.writing import written_day
from portal.admin_screens.done import Done, keep
from portal.admin_screens.names import as_fields
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.bodies_screen import OneBodyScreen
from portal.people_admin.body_forms import ClosingForm, NameForm, NewBodyForm, PlaceForm
from portal.people_admin.screen import PlatformScreen
from workflows.cases.errors import NotAllowed
from workflows.cases.succession import cases_left_at, close_body, pass_on
from workflows.transactions.turn import write_transaction

PATIENCE = 3.0
"""Seconds that one request passes on before it says how far it is."""


def open_bodies() -> Any:
    """Those that another one can stand below or that can take over: open, and not about to close."""
    return Agency.objects.filter(active=True, closes_on__isnull=True)


class BodyFormScreen(OneBodyScreen, PlatformScreen):
    """One form about a body; what cannot be done stands above it, and what was typed stays."""

    template_name = "access/body_form.html"
    title: str | Promise
    button: str | Promise
    hint: str | Promise = ""

    def form(self, agency: Agency, data: Any = None) -> Any:
        """The form, filled in as the body is."""
        raise NotImplementedError

    def do(self, agency: Agency, form: Any) -> Done:
        """The act. Raises ``Refused``."""
        raise NotImplementedError

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        agency = self.body(code)
        return self.page(agency, self.form(agency))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        agency = self.body(code)
        form = self.form(agency, request.POST)
        if not form.is_valid():
            return self.page(agency, form, status=UNPROCESSABLE)
        return self.answer(agency, form, lambda: self.do(agency, form))

    def answer(self, agency: Agency, form: forms.Form, do: Callable[[], Done]) -> HttpResponse:
        """Does it, and says so on the body's page; or says why not."""
        try:
            with write_transaction():
                done = do()
        except Refused as error:
            form.errors.clear()
            form.add_error(None, str(error))
            return self.page(agency, form, status=UNPROCESSABLE)
        keep(self.request, done)
        return redirect("access:body", agency.code)

    def page(self, agency: Agency | None, form: forms.Form, *, status: int = 200) -> HttpResponse:
        context = {
            "agency": agency,
            "form": form,
            "title": self.title,
            "button": self.button,
            "hint": self.hint,
            "tab": "bodies",
        }
        return self.show(context, status=status)


class NameScreen(BodyFormScreen):
    """Other names."""

    title, button = _("Rename"), _("Rename it")
    hint = _("Reports that were frozen keep the name that they say.")

    def form(self, agency: Agency, data: Any = None) -> NameForm:
        return NameForm(data, initial=as_fields(agency.name))

    def do(self, agency: Agency, form: NameForm) -> Done:
        before = as_fields(agency.name)
        if not rename_body(agency, form.name(), actor=self.actor):
            return Done(_("It is called so already."))
        said = _("It is called “%(body)s” from now on.") % {"body": str(agency)}
        return Done(said, self.request.path, before)


class OpenBodyScreen(BodyFormScreen):
    """A form about a body that is open, and no unit of the platform's own."""

    def body(self, code: str) -> Agency:
        agency = super().body(code)
        if agency.role != AgencyRole.PUBLIC_BODY or agency.has_closed:
            raise NotAllowed
        return agency


class PlaceScreen(OpenBodyScreen):
    """Another place in the tree."""

    title, button = _("Move in the tree"), _("Move it")
    hint = _(
        "All that stands below it comes along. Whom a request concerns is asked by the place that an agency has now."
    )

    def form(self, agency: Agency, data: Any = None) -> PlaceForm:
        bodies = open_bodies().filter(role=AgencyRole.PUBLIC_BODY).exclude(pk=agency.pk)
        return PlaceForm(data, bodies=bodies, initial={"parent": agency.parent.code if agency.parent else ""})

    def do(self, agency: Agency, form: PlaceForm) -> Done:
        before = agency.parent.code if agency.parent else ""
        if not move_body(agency, form.chosen, actor=self.actor):
            return Done(_("It stands there already."))
        if form.chosen is None:
            said = _("“%(body)s” stands at the top now.") % {"body": str(agency)}
        else:
            said = _("“%(body)s” stands below “%(above)s” now.") % {"body": str(agency), "above": str(form.chosen)}
        return Done(said, self.request.path, {"parent": before})


class ClosingScreen(OpenBodyScreen):
    """The day on which it closes, and who takes over; until that day it can be called off."""

    template_name = "access/body_closing.html"
    title, button = _("Close"), _("Close it")

    def form(self, agency: Agency, data: Any = None) -> ClosingForm:
        heir = agency.heir.code if agency.heir else ""
        initial = {"day": agency.closes_on and agency.closes_on.isoformat(), "heir": heir}
        return ClosingForm(data, bodies=open_bodies().exclude(pk=agency.pk), initial=initial)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        if request.POST.get("do") != "keep":
            return super().post(request, code)
        agency = self.body(code)
        return self.answer(agency, self.form(agency, {}), lambda: self._keep(agency))

    def answer(self, agency: Agency, form: forms.Form, do: Callable[[], Done]) -> HttpResponse:
        """What it has is passed on at once, as far as one request goes."""
        response = super().answer(agency, form, do)
        agency.refresh_from_db()
        if agency.has_closed:
            pass_on(agency, actor=self.actor, patience=PATIENCE)
        return response

    def _keep(self, agency: Agency) -> Done:
        keep_open(agency, actor=self.actor)
        return Done(_("“%(body)s” stays open.") % {"body": str(agency)})

    def do(self, agency: Agency, form: ClosingForm) -> Done:
        closing = close_body(agency, heir=form.chosen, day=form.cleaned_data["day"], actor=self.actor)
        if closing.has_closed:
            return Done(_("“%(body)s” is closed: nobody can file a request there any more.") % {"body": str(agency)})
        words = {"body": str(agency), "day": written_day(form.cleaned_data["day"])}
        return Done(_("“%(body)s” closes on %(day)s.") % words, self.request.path, {"do": "keep"})


class PassingOnScreen(OneBodyScreen, PlatformScreen):
    """Passes on what a closed body has, for some seconds a press; the clock goes on with the rest by itself."""

    asks_again = False  # it goes on by itself for as long as there are cases; closing the body asked
    http_method_names = ["post"]

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        agency = self.body(code)
        if not agency.has_closed or agency.closed_at is not None:
            raise NotAllowed
        before = cases_left_at(agency.pk)
        if pass_on(agency, actor=self.actor, patience=PATIENCE):
            keep(
                request, Done(_("Everything that was open is with “%(body)s” now.") % {"body": str(agency.heir or "")})
            )
        # What cannot be passed on is for the clock to try again, and not for a page that goes on by itself.
        goes_on = "?goes-on=1" if cases_left_at(agency.pk) < before else ""
        return redirect(reverse("access:body", args=[code]) + goes_on)


class NewBodyScreen(BodyFormScreen):
    """A body that is not there yet."""

    title, button = _("New agency"), _("Make it")
    hint = _("It takes requests at once: they go to the complaints unit until somebody holds one of its posts.")

    def get(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        return self.page(None, self._form())

    def post(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        form = self._form(request.POST)
        if not form.is_valid():
            return self.page(None, form, status=UNPROCESSABLE)
        try:
            with write_transaction():
                body = make_body(form.wanted(), actor=self.actor)
        except Refused as error:
            form.add_error(None, str(error))
            return self.page(None, form, status=UNPROCESSABLE)
        keep(
            request, Done(_("“%(body)s” has been made. Give it posts, and people who hold them.") % {"body": str(body)})
        )
        return redirect("access:body", body.code)

    def _form(self, data: Any = None) -> NewBodyForm:
        return NewBodyForm(data, bodies=open_bodies().filter(role=AgencyRole.PUBLIC_BODY))

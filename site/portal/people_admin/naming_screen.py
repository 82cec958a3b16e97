"""A country begins: what the platform is called here, and its two units. All of it can be said again at any time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.bodies import rename_body
from permissions.access.errors import Refused
from permissions.access.naming import LONGEST, name_platform
from permissions.access.tree import LONGEST_NAME
from permissions.agencies.models import Agency, AgencyRole
from permissions.platform.called import authority, is_named, platform_name
from permissions.translated_text import SHIPPED, languages
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.screen import PlatformScreen
from workflows.transactions.turn import write_transaction

PLATFORM, AUTHORITY = "platform", "authority"
UNITS = (AgencyRole.CENTRAL_UNIT, AgencyRole.SENSITIVE_UNIT)


class NamesForm(forms.Form):
    """Names, each in every language; fields are called ``platform_ar``, ``central_unit_ar`` and so on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for what in (PLATFORM, AUTHORITY, *UNITS):
            for language, called in settings.LANGUAGES:
                self.fields[f"{what}_{language}"] = forms.CharField(
                    label=_now("In %(language)s") % {"language": called},
                    max_length=LONGEST if what == PLATFORM else LONGEST_NAME,
                    required=language in SHIPPED and what != AUTHORITY,
                    error_messages={"required": _now("Enter the name in %(language)s.") % {"language": called}},
                )

    def parts(self) -> list[tuple[Any, list[BoundField]]]:
        """What is named, and its fields, for drawing."""
        titles = (
            (PLATFORM, _("The platform")),
            (AUTHORITY, _("Who runs it: a sentence for the foot of every page")),
            *((role, role.label) for role in UNITS),
        )
        return [(title, [self[f"{what}_{each}"] for each in languages()]) for what, title in titles]

    def name(self, what: str) -> dict[str, str]:
        """The name of one of them; only after the form was found valid."""
        said = {language: self.cleaned_data[f"{what}_{language}"] for language in languages()}
        return {language: words for language, words in said.items() if words}


class NamingScreen(PlatformScreen):
    """For the platform's administrators; the first two are led here as soon as both have accepted."""

    template_name = "access/naming.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(NamesForm(initial=self._as_it_is()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NamesForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        try:
            with write_transaction():
                self._say(form)
        except Refused as error:
            form.add_error(None, str(error))
            return self.page(form, status=UNPROCESSABLE)
        keep(request, Done(_("The names are kept. Every page and every letter says them from now on.")))
        return redirect("access:bodies")

    def _say(self, form: NamesForm) -> None:
        name_platform(form.name(PLATFORM), authority=form.name(AUTHORITY), actor=self.actor)
        for unit in self._units():
            rename_body(unit, form.name(unit.role), actor=self.actor)

    def _units(self) -> list[Agency]:
        return list(Agency.objects.filter(role__in=UNITS).order_by("pk"))

    def _as_it_is(self) -> dict[str, str]:
        called = {f"{PLATFORM}_{each}": platform_name(each) for each in languages()}
        called |= {f"{AUTHORITY}_{each}": authority(each) for each in languages()}
        units = {f"{unit.role}_{each}": unit.name.get(each, "") for unit in self._units() for each in languages()}
        return called | units

    def page(self, form: NamesForm, *, status: int = 200) -> HttpResponse:
        """The form; the first time it says what comes next."""
        context = {"form": form, "first": not is_named(), "done": take(self.request), "tab": "bodies"}
        return self.show(context, status=status)

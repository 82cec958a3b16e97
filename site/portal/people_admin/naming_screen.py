"""A country begins: what the platform is called, which languages it offers, where it is, and its two units.

All of it can be said again at any time.
"""

from __future__ import annotations

from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.bodies import rename_body
from permissions.access.errors import BodyRefused, Refused
from permissions.access.naming import LONGEST, LONGEST_NUMBER, name_platform, place_platform, say_emergency_numbers
from permissions.access.tree import LONGEST_NAME
from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import latin_digits
from permissions.platform.called import (
    authority,
    calendar_of_the_country,
    country,
    emergency_numbers,
    is_named,
    offered_languages,
    platform_name,
    time_zone,
)
from permissions.platform.models import EmergencyNumber
from permissions.translated_text import in_language, language_name, languages
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.lacking_names import lacking_names
from portal.people_admin.screen import PlatformScreen
from workflows.calendars.next_year import countries, country_of
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.services import wait_for_others

PLATFORM, AUTHORITY, NUMBER = "platform", "authority", "number"
PLACE = ("offered", "first", "zone", "country", "calendar")
UNITS = (AgencyRole.CENTRAL_UNIT, AgencyRole.SENSITIVE_UNIT)


class NamesForm(forms.Form):
    """Names, each in every language; fields are called ``platform_ar``, ``central_unit_ar`` and so on.

    Beside them what the public pages speak, and where the platform is.
    """

    offered = forms.MultipleChoiceField(
        label=_("Languages of the public pages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Of those that whoever runs the server has installed. Links that were sent in another keep working."
        ),
        error_messages={"required": _("Choose at least one of the languages that are installed.")},
    )
    first = forms.ChoiceField(
        label=_("The first one"), help_text=_("The home page opens in it for whoever has chosen none.")
    )
    zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_(
            "Every date is written in it. A working calendar has one of its own, which the process owners change."
        ),
    )
    country = forms.ChoiceField(
        label=_("Country of the holidays"),
        required=False,
        help_text=_("Its holidays are proposed for the next year of a working calendar."),
    )
    calendar = forms.ChoiceField(
        label=_("Calendar of the country"),
        required=False,
        help_text=_(
            "A published one, which the process owners make. Agencies work by it that have none of their own, and new "
            "ones begin with it. What is due already keeps its date."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for what in (PLATFORM, AUTHORITY, *UNITS):
            for language, called in settings.LANGUAGES:
                self.fields[f"{what}_{language}"] = forms.CharField(
                    label=_now("In %(language)s") % {"language": called},
                    max_length=LONGEST if what == PLATFORM else LONGEST_NAME,
                    required=False,
                )

        for number in EmergencyNumber:
            self.fields[f"{NUMBER}_{number}"] = forms.CharField(
                label=number.label,
                max_length=LONGEST_NUMBER,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "tel", "class": "input short ltr"}),
            )
        zones = sorted(each for each in available_timezones() if "/" in each and not each.startswith("Etc/"))
        chosen: dict[str, list[tuple[str, Any]]] = {
            "offered": list(settings.LANGUAGES),
            "first": list(settings.LANGUAGES),
            "zone": [(each, each.replace("_", " ")) for each in ["UTC", *zones]],
            "country": [("", _("as the time zone of the calendar says")), *countries()],
            "calendar": _calendars(),
        }
        for name, choices in chosen.items():
            cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean(self) -> None:
        """The first language is one of those that are offered, and everything has a name in it."""
        super().clean()
        said = self.cleaned_data
        first = str(said.get("first") or "")
        if "offered" in said and first not in ("", *said["offered"]):
            self.add_error("first", _("Choose one of the languages that are offered."))
        for what in (PLATFORM, *UNITS) if first else ():
            if not said.get(f"{what}_{first}") and f"{what}_{first}" not in self.errors:
                self.add_error(
                    f"{what}_{first}", _("Enter the name in %(language)s.") % {"language": language_name(first)}
                )

    def spoken(self) -> list[str]:
        """The languages, the first one first; only after the form was found valid."""
        first = self.cleaned_data["first"]
        return [first, *(each for each in self.cleaned_data["offered"] if each != first)]

    @property
    def place(self) -> list[BoundField]:
        """The fields of what it speaks and where it is, for drawing."""
        return [self[name] for name in PLACE]

    @property
    def numbers(self) -> list[BoundField]:
        """The fields of the emergency numbers, for drawing."""
        return [self[f"{NUMBER}_{number}"] for number in EmergencyNumber]

    def numbers_entered(self) -> dict[str, str]:
        """The emergency numbers by their codes; only after the form was found valid."""
        return {number.value: latin_digits(self.cleaned_data[f"{NUMBER}_{number}"]) for number in EmergencyNumber}

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
                wait_for_others()
                self._say(form)
        except Refused as error:
            form.add_error(None, str(error))
            return self.page(form, status=UNPROCESSABLE)
        kept = _now("The names are kept. Every page and every letter says them from now on.")
        keep(request, Done(f"{kept} {_elsewhere()}".strip()))
        return redirect("access:bodies")

    def _say(self, form: NamesForm) -> None:
        chosen = form.cleaned_data["calendar"]
        if chosen and chosen not in dict(_calendars()):
            raise BodyRefused(_("This calendar is in force no more. Choose another one."))
        name_platform(
            form.name(PLATFORM), authority=form.name(AUTHORITY), first=form.cleaned_data["first"], actor=self.actor
        )
        place_platform(
            languages=form.spoken(),
            time_zone=form.cleaned_data["zone"],
            country=form.cleaned_data["country"],
            calendar=chosen,
            actor=self.actor,
        )
        say_emergency_numbers(form.numbers_entered(), actor=self.actor)
        for unit in self._units():
            rename_body(unit, form.name(unit.role), actor=self.actor)

    def _units(self) -> list[Agency]:
        return list(Agency.objects.filter(role__in=UNITS).order_by("pk"))

    def _as_it_is(self) -> dict[str, Any]:
        called = {f"{PLATFORM}_{each}": platform_name(each) for each in languages()}
        called |= {f"{AUTHORITY}_{each}": authority(each) for each in languages()}
        units = {f"{unit.role}_{each}": unit.name.get(each, "") for unit in self._units() for each in languages()}
        offered = offered_languages()
        place = {"offered": offered, "first": offered[0], "zone": time_zone(), "country": country()}
        place["calendar"] = calendar_of_the_country()
        numbers = {f"{NUMBER}_{code}": number for code, number in emergency_numbers().items()}
        return called | units | place | numbers

    def page(self, form: NamesForm, *, status: int = 200) -> HttpResponse:
        """The form; the first time it says what comes next."""
        context = {
            "form": form,
            "first": not is_named(),
            "elsewhere": _elsewhere(),
            "lacking": lacking_names(),
            "done": take(self.request),
            "tab": "bodies",
        }
        return self.show(context, status=status)


def _calendars() -> list[tuple[str, str]]:
    """Key and name of the published calendars that are no single agency's own."""
    found = Version.objects.filter(subject=Subject.CALENDAR, status=VersionStatus.PUBLISHED).order_by("key")
    common = found.exclude(key__in=Agency.objects.values("code"))
    named = common.values_list("key", "definition__name")
    return [(key, in_language(name or {}) or key) for key, name in named]


def _elsewhere() -> str:
    """What is to be done where the calendar is one of another country than was said; "" where it is not."""
    code, key = country(), calendar_of_the_country()
    found = Version.objects.filter(subject=Subject.CALENDAR, key=key, status=VersionStatus.PUBLISHED)
    zone = found.values_list("definition__zone", flat=True).first()
    if not code or not zone or country_of(zone) in ("", code):
        return ""
    words = _now(
        "The calendar of the country is still “%(calendar)s”, which is not of %(country)s. A process owner makes one "
        "with its hours and holidays in the studio, a second one publishes it, and then it is chosen here."
    )
    return words % {"calendar": dict(_calendars()).get(key, key), "country": dict(countries()).get(code, code)}

"""A working calendar in a form: hours a weekday, seasons and holidays in rows, next year's and a file's at a button."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from permissions.now import now
from permissions.platform.called import country
from permissions.translated_text import in_language, languages
from permissions.writing import local, written_short_day
from portal.admin_screens.names import NamedForm, as_fields, field_of
from portal.studio.edited import Files
from workflows.calendars.calendar import Span, minutes_of
from workflows.calendars.check import MOST
from workflows.calendars.definition import FORMAT, Holiday, newest
from workflows.calendars.ics import LARGEST, IcsRefused, holidays_in
from workflows.calendars.next_year import country_of, holidays_of
from workflows.calendars.week_words import WEEKDAY_WORDS
from workflows.versions.publishable import UNREADABLE

STATES = [
    ("estimated", pgettext_lazy("a holiday", "estimated")),
    ("confirmed", pgettext_lazy("a holiday", "confirmed")),
]
_BETWEEN_SPANS = re.compile(r"[,،;؛]")
_DASH = re.compile(r"\s*[-–—]\s*")
_INPUT = {"class": "input ltr", "autocomplete": "off"}


def readable(definition: Any) -> Any:
    """A draft in the format of today; of one that is malformed its name, and its problems say the rest."""
    try:
        return newest(definition)
    except UNREADABLE:
        return {"name": definition.get("name", {})}


def written_spans(spans: Any) -> str:
    """``08:30-12:00, 13:00-16:00``, as the form takes it."""
    return ", ".join("-".join(map(str, span)) for span in spans or ())


def spans_of(typed: str) -> list[list[str]]:
    """The same the other way round; raises ``ValidationError`` for what is no hours."""
    spans = []
    for part in filter(None, (each.strip() for each in _BETWEEN_SPANS.split(typed))):
        span = [_full(each) for each in _DASH.split(part)]
        try:
            opens, closes = map(minutes_of, span)
            Span(opens, closes)
        except ValueError as error:
            sentence = _(
                "“%(typed)s” is not a span of hours. Write from and to, as 08:30-15:30; they end after they begin."
            )
            raise forms.ValidationError(sentence, params={"typed": part}) from error
        spans.append(span)
    return spans


def _full(hour: str) -> str:
    """``8:30`` and ``8`` as ``08:30`` and ``08:00``."""
    whole = hour if ":" in hour else f"{hour}:00"
    return whole.zfill(len("08:30"))


class HoursForm(forms.Form):
    """The hours of a week, a field for each weekday; empty is a day off."""

    def __init__(self, *args: Any, hours: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, words in WEEKDAY_WORDS.items():
            initial = written_spans((hours or {}).get(day))
            widget = forms.TextInput(attrs=_INPUT)
            self.fields[day] = forms.CharField(
                label=str(words), required=False, max_length=200, initial=initial, widget=widget
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for day in WEEKDAY_WORDS:
            try:
                data[day] = spans_of(data.get(day, ""))
            except forms.ValidationError as error:
                self.add_error(day, error)
        return data

    @property
    def days(self) -> list[BoundField]:
        """The fields in their order."""
        return [self[day] for day in WEEKDAY_WORDS]

    def hours(self) -> dict[str, Any]:
        """What was filled in, as the definition."""
        return {day: spans for day, spans in self.cleaned_data.items() if day in WEEKDAY_WORDS and spans}


class HeadForm(NamedForm):
    """Name and time zone."""

    zone = forms.CharField(
        label=_("Time zone"),
        max_length=60,
        required=False,
        help_text=_("As Asia/Amman or Europe/Paris."),
        widget=forms.TextInput(attrs=_INPUT),
    )


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input ltr"})
    wrong = {"invalid": _("Write the date as 2026-11-29.")}
    return forms.DateField(label=label, required=False, widget=widget, error_messages=wrong)


class DatesForm(NamedForm):
    """A holiday, and what a season has in common with one."""

    first = _day(_("First day"))
    last = _day(_("Last day"))
    state = forms.ChoiceField(label=_("How sure"), choices=STATES)
    circular = forms.CharField(
        label=_("Circular"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input", "dir": "auto"}),
    )

    @property
    def called(self) -> str:
        """Its name in the reader's language, as it is filled in."""
        return in_language({language: self[field_of(language)].value() or "" for language in languages()})

    @property
    def when(self) -> str:
        """Its dates, as short as they can be said; nothing while they are none."""
        try:
            first, last = (date.fromisoformat(str(self[part].value())) for part in ("first", "last"))
        except ValueError:
            return ""
        days = (written_short_day(first), written_short_day(last))
        return days[0] if first == last else " – ".join(days)

    @property
    def is_open(self) -> bool:
        """Whether it is drawn unfolded: it is new, or something in it must be corrected."""
        return bool(self.errors) or not self["first"].value()

    @property
    def is_estimated(self) -> bool:
        return str(self["state"].value()) != "confirmed"

    def as_json(self) -> dict[str, Any]:
        """What was filled in, as the definition; one date alone is the first and the last."""
        data = self.cleaned_data
        first, last = data["first"] or data["last"], data["last"] or data["first"]
        return {
            "from": first.isoformat() if first else "",
            "to": last.isoformat() if last else "",
            "name": self.name(),
            "state": data["state"],
            "circular": data["circular"],
        }


def _fields_of(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **as_fields(raw.get("name") or {}),
        "first": raw.get("from", ""),
        "last": raw.get("to", ""),
        "state": raw.get("state", "estimated"),
        "circular": raw.get("circular", ""),
    }


class FileForm(forms.Form):
    """An iCalendar file whose holidays are taken in."""

    ics = forms.FileField(
        label=_("Holidays from a calendar file (.ics)"),
        required=False,
        help_text=_("Its events that last all day are added as estimated, but for dates that are in the list."),
        widget=forms.FileInput(attrs={"class": "input", "accept": ".ics,text/calendar"}),
    )

    def clean_ics(self) -> list[Holiday]:
        file: UploadedFile[Any] | None = self.cleaned_data["ics"]
        if file is None:
            return []
        try:
            return holidays_in(file.read(LARGEST + 1))
        except IcsRefused as refused:
            raise forms.ValidationError(str(refused)) from refused


class SeasonRow:
    """One season: its dates and its hours."""

    def __init__(self, posted: QueryDict | None, place: int, raw: Mapping[str, Any]) -> None:
        self.dates = DatesForm(posted, prefix=f"seasons-{place}", initial=_fields_of(raw))
        self.hours = HoursForm(posted, prefix=f"seasons-{place}-hours", hours=raw.get("hours"))

    def is_valid(self) -> bool:
        return all([self.dates.is_valid(), self.hours.is_valid()])

    @property
    def is_open(self) -> bool:
        """As of its dates."""
        return self.dates.is_open or bool(self.hours.errors)

    def as_json(self) -> dict[str, Any]:
        return {**self.dates.as_json(), "hours": self.hours.hours()}


class CalendarForm:
    """Head, week, seasons and holidays of one calendar. ``edit`` does what a button asks for."""

    template_name = "studio/calendar_form.html"
    multipart = True

    def __init__(
        self,
        definition: Any,
        posted: QueryDict | None = None,
        files: Files = None,
        *,
        key: str = "",
    ) -> None:
        raw = readable(definition)
        self.head = HeadForm(posted, initial={**as_fields(raw.get("name") or {}), "zone": raw.get("zone", "")})
        self.week = HoursForm(posted, prefix="hours", hours=raw.get("hours"))
        self.file = FileForm(posted, files)
        seasons, holidays = raw.get("seasons", []), raw.get("holidays", [])
        if posted is not None:
            seasons, holidays = ([{}] * _number(posted.get(rows)) for rows in ("seasons", "holidays"))
        self.seasons = [SeasonRow(posted, place, each) for place, each in enumerate(seasons)]
        self.holidays = [
            DatesForm(posted, prefix=f"holidays-{place}", initial=_fields_of(each))
            for place, each in enumerate(holidays)
        ]
        self.next_year = _next_year(each.get("from", "") for each in raw.get("holidays", []))
        self.country = country() or country_of(raw.get("zone", ""))

    def is_valid(self) -> bool:
        return all(
            [
                self.head.is_valid(),
                self.week.is_valid(),
                self.file.is_valid(),
                *(row.is_valid() for row in self.seasons),
                *(row.is_valid() for row in self.holidays),
            ]
        )

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        return {
            "format": FORMAT,
            "name": self.head.name(),
            "zone": self.head.cleaned_data["zone"].strip(),
            "hours": self.week.hours(),
            "seasons": [row.as_json() for row in self.seasons],
            "holidays": [row.as_json() for row in self.holidays],
        }

    def edit(self, definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Add or remove a row or all rows, add next year's holidays, take in a file. Rows then stand by their dates."""
        holidays, seasons = definition["holidays"], definition["seasons"]
        match do, at:
            case "remove-holiday", [place] if place < len(holidays):
                del holidays[place]
            case "remove-season", [place] if place < len(seasons):
                del seasons[place]
            case "clear-holidays", []:
                holidays.clear()
            case "clear-seasons", []:
                seasons.clear()
            case "add-holiday", []:
                holidays.append(_new_row())
            case "add-season", []:
                seasons.append({**_new_row(), "hours": definition["hours"]})
            case "next-year", [] if of := country() or country_of(definition["zone"]):
                year = _next_year(each["from"] for each in holidays)
                _add(holidays, holidays_of(of, year))
        _add(holidays, self.file.cleaned_data.get("ics") or ())
        for rows in (holidays, seasons):
            rows.sort(key=lambda row: row["from"] or "9999")
        return ""


def _number(typed: str | None) -> int:
    return min(int(typed), MOST) if typed is not None and typed.isdecimal() and len(typed) < len("10000") else 0


def _new_row() -> dict[str, Any]:
    return {"from": "", "to": "", "name": {}, "state": "estimated", "circular": ""}


def _next_year(dates: Iterable[str]) -> int:
    """The year after the last of the list; without any, the one that is now."""
    known = [int(written[:4]) for written in dates if written[:4].isdecimal()]
    return min(max(known) + 1, date.max.year - 1) if known else local(now()).year


def _add(rows: list[dict[str, Any]], found: Iterable[Holiday]) -> None:
    """Those whose dates are not in the list; what the list calls in two languages is called so here too."""
    known = [row["name"] for row in rows]
    for holiday in found:
        row = holiday.as_json()
        if any(row["from"] <= each["to"] and each["from"] <= row["to"] for each in rows):
            continue
        same = (name for name in known if row["name"] and row["name"].items() <= name.items())
        rows.append({**row, "name": next(same, row["name"])})

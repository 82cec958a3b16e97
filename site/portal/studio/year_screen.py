"""A working calendar as a picture: a year of twelve small months, or one month with names; Hijri dates beside."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from permissions.hijri import HijriDay, hijri_of
from permissions.now import now
from permissions.translated_text import in_language
from permissions.writing import active_language, local, locale_of, written_month
from portal.studio.calendar_form import STATES, readable, written_spans
from portal.studio.screen import OwnerScreen, in_force_of, title_of, version_of
from workflows.calendars.calendar import Calendar, written_minutes
from workflows.calendars.publishable import CALENDARS
from workflows.calendars.week_words import WEEKDAY_WORDS
from workflows.cases.errors import NotAllowed
from workflows.versions.models import Subject, Version

SUNDAY = 6
FIRST_YEAR, LAST_YEAR = 1950, 2076


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day of a month. ``state``: open, season, weekend, estimated or confirmed; ``words``: what it is."""

    number: int
    hijri: str
    state: str
    words: str


class YearScreen(OwnerScreen):
    """A year, or with ``?month=`` a month, of a calendar in force or, with ``?draft=``, of its draft."""

    template_name = "studio/year.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        version = self._version(key)
        calendar = CALENDARS.read(version.definition)
        if calendar is None:
            return self.show({"version": version, "key": key, "title": title_of(version), "months": []})
        today = local(now()).date()
        year = _within(request.GET.get("year"), FIRST_YEAR, LAST_YEAR, today.year)
        month = _within(request.GET.get("month"), 1, 12, 0)
        drawing = _Drawing(calendar, readable(version.definition))
        months = [drawing.month(year, number) for number in ([month] if month else range(1, 13))]
        context = {
            "version": version,
            "key": key,
            "title": title_of(version),
            "year": str(year),
            "month": months[0]["name"] if month else "",
            "months": months,
            "weekdays": _weekdays(),
            "before": _moved(year, month, -1),
            "after": _moved(year, month, 1),
            "draft": request.GET.get("draft", "") if version.status == "draft" else "",
        }
        return self.show(context)

    def _version(self, key: str) -> Version:
        """The draft that is asked for, or what is in force; raises ``NotAllowed`` where there is none of that key."""
        asked = self.request.GET.get("draft", "")
        draft = asked.isdecimal() and len(asked) < len("1000000000")
        version = version_of(int(asked)) if draft else in_force_of(Subject.CALENDAR, key)
        if version is None or (version.subject, version.key) != (Subject.CALENDAR.value, key):
            raise NotAllowed
        return version


class _Drawing:
    def __init__(self, calendar: Calendar, definition: Mapping[str, Any]) -> None:
        self._calendar, self._language = calendar, active_language()
        self._rows = {kind: definition.get(kind, []) for kind in ("seasons", "holidays")}

    def month(self, year: int, number: int) -> dict[str, Any]:
        """Weeks of days; None where a week has days of other months."""
        weeks = [
            [self._day(day) if day.month == number else None for day in week]
            for week in Weeks(SUNDAY).monthdatescalendar(year, number)
        ]
        first = date(year, number, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return {
            "number": number,
            "year": str(year),
            "name": written_month(first),
            "hijri": _months_between(hijri_of(first), hijri_of(last), self._language),
            "weeks": weeks,
        }

    def _day(self, day: date) -> ShownDay:
        holiday, season = self._row("holidays", day), self._row("seasons", day)
        hijri = hijri_of(day)
        name = in_language(holiday.get("name") or {}) if holiday else ""
        why = self._calendar.why(day)
        if why == "weekend":
            state, said = "weekend", _("weekend")
        elif why == "closed":
            state = "confirmed" if holiday.get("state") == "confirmed" else "estimated"
            sure = dict(STATES)[state]
            said = f"{name} ({sure})"
        elif season:
            state, said = "season", f"{in_language(season.get('name') or {})}: {self._hours(day)}"
        else:
            state, said = "open", self._hours(day)
        return ShownDay(day.day, str(hijri.day) if hijri else "", state, said)

    def _hours(self, day: date) -> str:
        spans = self._calendar.hours(day)
        return written_spans([(written_minutes(span.opens), written_minutes(span.closes)) for span in spans])

    def _row(self, kind: str, day: date) -> Mapping[str, Any]:
        written = day.isoformat()
        return next((row for row in self._rows[kind] if row["from"] <= written <= row["to"]), {})


def _weekdays() -> list[tuple[str, str]]:
    """The sign and the name of each day of the week, Sunday first."""
    signs = locale_of(active_language()).days["stand-alone"]["narrow"]
    return [(str(signs[(number - 1) % 7]), str(words)) for number, words in enumerate(WEEKDAY_WORDS.values())]


def _months_between(first: HijriDay | None, last: HijriDay | None, language: str) -> str:
    """``Jumada al-Ula – Jumada al-Akhirah 1448``; nothing where nobody has tables."""
    if first is None or last is None:
        return ""
    names = dict.fromkeys(f"{each.month_name(language)}" for each in (first, last))
    return f"{' – '.join(names)} {last.year}"


def _within(typed: str | None, least: int, most: int, otherwise: int) -> int:
    if typed is None or not typed.isdecimal() or len(typed) > len(str(most)):
        return otherwise
    return int(typed) if least <= int(typed) <= most else otherwise


def _moved(year: int, month: int, by: int) -> dict[str, int]:
    """The year, or the month, before or after; empty at the ends of what is drawn."""
    if not month:
        return {"year": year + by} if FIRST_YEAR <= year + by <= LAST_YEAR else {}
    years, number = divmod(month - 1 + by, 12)
    return {"year": year + years, "month": number + 1} if FIRST_YEAR <= year + years <= LAST_YEAR else {}

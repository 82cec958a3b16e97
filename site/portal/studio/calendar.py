"""Working calendars as owners see them: in words, line by line, and in a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from permissions.writing import written_day
from portal.studio.calendar_form import STATES, CalendarForm, readable, written_spans
from portal.studio.edited import EditedSubject
from portal.studio.lines import Line, name_line
from workflows.calendars.week_words import WEEKDAY_WORDS
from workflows.versions.models import Subject

_STATES = dict(STATES)
_UNNAMED = {"seasons": _("A season without a name"), "holidays": _("A holiday without a name")}
"""As what a row is told of that was only just added."""


def lines(definition: Any) -> Iterator[Line]:
    """Hours, seasons and holidays, each of them a line."""
    yield name_line(definition)
    raw = readable(definition)
    yield from _week(raw.get("hours") or {}, "", "")
    yield Line("zone", _now("Time zone"), str(raw.get("zone", "")))
    taken: set[str] = set()
    for kind in ("seasons", "holidays"):
        for row in raw.get(kind, ()):
            # A holiday that moves is the same one of its year.
            key = _free(f"{kind} {row.get('from', '')[:4]} {(row.get('name') or {}).get('en', '')}", taken)
            title = in_language(row.get("name") or {}) or str(_UNNAMED[kind])
            yield Line(key, title, _dates(row))
            if kind == "seasons":
                yield from _week(row.get("hours") or {}, key, title)


def _week(hours: Mapping[str, Any], key: str, season: str) -> Iterator[Line]:
    for day, words in WEEKDAY_WORDS.items():
        said = written_spans(hours.get(day))
        if said or not season:
            label = f"{season}: {words}" if season else str(words)
            yield Line(f"{key} {day}", label, said or _now("closed"))


def _dates(row: Mapping[str, Any]) -> str:
    first, last = (_written(row.get(part, "")) for part in ("from", "to"))
    dates = first if first == last else _now("%(first)s to %(last)s") % {"first": first, "last": last}
    state = str(_STATES.get(row.get("state", ""), ""))
    circular = row.get("circular", "")
    sure = _now("%(state)s by circular %(circular)s") % {"state": state, "circular": circular} if circular else state
    return f"{dates} · {sure}" if sure else dates


def _written(written: str) -> str:
    try:
        return written_day(date.fromisoformat(written))
    except ValueError:
        return _now("no day yet")


def _free(key: str, taken: set[str]) -> str:
    while key in taken:
        key = f"{key} +"
    taken.add(key)
    return key


CALENDARS = EditedSubject(
    subject=Subject.CALENDAR,
    title=_("Working calendar"),
    lines=lines,
    form=CalendarForm,
    newest=readable,
    ending=_(
        "Where it was an agency’s own, the agency works by the calendar of the one above it, or by the country’s."
    ),
    applies=_(
        "It applies from the next request and the next action on; running counts follow it only where that is chosen."
    ),
)

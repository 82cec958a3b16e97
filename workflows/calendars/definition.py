"""A working calendar as owners publish it: from JSON to values and back. Format 2; format 1 through ``upgrade.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from zoneinfo import ZoneInfo

from workflows.calendars.calendar import DAY, WEEKDAYS, Calendar, Season, Span, Week, minutes_of, written_minutes
from workflows.calendars.upgrade import to_format_2
from workflows.versions.raw import Raw, format_of

FORMAT = 2
State = Literal["estimated", "confirmed"]
STATES: tuple[State, ...] = ("estimated", "confirmed")
LONGEST_SPAN = 366
"""Days of a holiday or a season; a longer one is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Dates, both included, on which bodies are closed. ``estimated`` until a circular fixes it, which is named."""

    first: date
    last: date
    name: Mapping[str, str]
    state: State
    circular: str = ""

    def dates(self) -> Iterator[date]:
        for number in range((self.last - self.first).days + 1):
            yield self.first + number * DAY

    def as_json(self) -> dict[str, Any]:
        return {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "name": dict(self.name),
            "state": self.state,
            "circular": self.circular,
        }


@dataclass(frozen=True, slots=True)
class OtherHours:
    """A season with what owners say of it: the same as of a holiday, and its hours."""

    dates: Holiday
    week: Week

    def as_json(self) -> dict[str, Any]:
        return {**self.dates.as_json(), "hours": hours_as_json(self.week)}


def newest(definition: Any) -> Any:
    """A definition in the format of today; raises ``KeyError`` and the like where it is malformed."""
    return definition if format_of(definition, FORMAT) == FORMAT else to_format_2(definition)


def parse(definition: Any) -> Calendar:
    """Build the calendar from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    raw = Raw(newest(definition))
    raw.only("format", "name", "zone", "hours", "seasons", "holidays")
    seasons = (_season(each) for each in raw.each("seasons"))
    return Calendar(
        zone=ZoneInfo(raw.text("zone")),
        week=week_of(raw.get("hours", dict)),
        closed=frozenset(day for each in raw.each("holidays") for day in _holiday(each).dates()),
        seasons=tuple(sorted(seasons, key=lambda season: season.first)),
    )


def week_of(hours: Mapping[str, Any]) -> Week:
    """The hours of seven days from ``{"sunday": [["08:30", "15:30"]]}``; a day that is not named has none."""
    unknown = set(hours) - set(WEEKDAYS)
    if unknown:
        raise ValueError(f"hours: {min(unknown)}")
    return tuple(
        tuple(Span(minutes_of(opens), minutes_of(closes)) for opens, closes in hours.get(name, ())) for name in WEEKDAYS
    )


def hours_as_json(week: Week) -> dict[str, list[list[str]]]:
    """The same the other way round."""
    return {
        name: [[written_minutes(span.opens), written_minutes(span.closes)] for span in spans]
        for name, spans in zip(WEEKDAYS, week, strict=True)
        if spans
    }


def compose(
    *,
    name: Mapping[str, str],
    zone: str,
    week: Week,
    holidays: Iterable[Holiday],
    seasons: Iterable[OtherHours] = (),
) -> dict[str, Any]:
    """The JSON of a calendar. ``zone`` is a name like ``Asia/Amman``; holidays that run on are written as one."""
    return {
        "format": FORMAT,
        "name": dict(name),
        "zone": zone,
        "hours": hours_as_json(week),
        "seasons": [season.as_json() for season in seasons],
        "holidays": [holiday.as_json() for holiday in run_together(holidays)],
    }


def run_together(holidays: Iterable[Holiday]) -> list[Holiday]:
    """In the order of their dates; those that follow each other and say the same are one."""
    found: list[Holiday] = []
    for each in sorted(holidays, key=lambda holiday: holiday.first):
        last = found[-1] if found else None
        follows = last is not None and each.first == last.last + DAY
        if last is not None and follows and replace(each, first=last.first, last=last.last) == last:
            found[-1] = replace(last, last=each.last)
        else:
            found.append(each)
    return found


def holiday_on(definition: Any, day: date) -> Mapping[str, str]:
    """What the holiday of a date is called by language, in a definition of any format; empty where it is none."""
    for raw in newest(definition)["holidays"]:
        if raw["from"] <= day.isoformat() <= raw["to"]:
            return dict(raw.get("name") or {})
    return {}


def _season(raw: Raw) -> Season:
    raw.only("from", "to", "name", "state", "circular", "hours")
    dates = _dates(raw)
    return Season(dates.first, dates.last, week_of(raw.get("hours", dict)))


def _holiday(raw: Raw) -> Holiday:
    raw.only("from", "to", "name", "state", "circular")
    return _dates(raw)


def _dates(raw: Raw) -> Holiday:
    first, last = date.fromisoformat(raw.text("from")), date.fromisoformat(raw.text("to"))
    if not 0 <= (last - first).days < LONGEST_SPAN:
        raise ValueError(raw.at("to"))
    return Holiday(first, last, raw.words("name", {}), raw.text("state", "estimated"), raw.text("circular", ""))  # type: ignore[arg-type]

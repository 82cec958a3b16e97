"""What stands in the way of publishing a working calendar, in sentences for its owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from permissions.translated_text import first_language_name, is_named
from permissions.writing import written_short_day
from workflows.calendars.calendar import WEEKDAYS, minutes_of
from workflows.calendars.definition import LONGEST_SPAN, STATES, newest
from workflows.calendars.week_words import WEEKDAY_WORDS
from workflows.versions.publishable import UNREADABLE

MOST = 1_000
"""Holidays, and seasons: more are a slip or an attack."""


class _Dates(NamedTuple):
    """The first and last date of a row that could be read, and how sentences name the row."""

    first: date
    last: date
    row: str


def problems(_key: str, definition: Any) -> list[str]:
    """Translated sentences that say what is missing and where; none when the calendar can be published."""
    if not isinstance(definition, Mapping):
        return [_("The calendar is empty.")]
    try:
        calendar = newest(definition)
    except UNREADABLE as error:
        return [
            _("The calendar cannot be read: something is missing or of the wrong kind near %(where)s.")
            % {"where": error}
        ]
    week = calendar.get("hours")
    return [
        *(
            []
            if is_named(calendar.get("name") or {})
            else [_("The calendar needs a name in %(language)s.") % {"language": first_language_name()}]
        ),
        *_zone(calendar.get("zone")),
        *_week(week, ""),
        *_seasons(calendar.get("seasons"), week),
        *_holidays(calendar.get("holidays")),
    ]


def _zone(zone: Any) -> Iterator[str]:
    if not zone:
        yield _("The time zone is missing.")
        return
    try:
        ZoneInfo(zone)
    except (KeyError, OSError, TypeError, ValueError):  # what zoneinfo raises for names it cannot find or read
        yield _("There is no time zone named “%(zone)s”.") % {"zone": zone}


def _week(week: Any, row: str) -> Iterator[str]:
    """What is wrong with the hours of a week; ``row`` names the season that they are of, if any."""
    if not isinstance(week, Mapping) or not any(week.values()):
        said = _("No weekday has hours: working time would never pass, and nothing would ever be due.")
        yield _within(row, said)
        return
    for name, spans in week.items():
        if name not in WEEKDAYS:
            yield _within(row, _("“%(name)s” is none of the seven days of the week.") % {"name": name})
        else:
            yield from (_within(row, said) for said in _spans(str(WEEKDAY_WORDS[name]), spans))


def _spans(day: str, spans: Any) -> Iterator[str]:
    closed = 0
    for span in spans if isinstance(spans, Sequence) else [spans]:
        try:
            opens, closes = (minutes_of(each) for each in span)
        except (ValueError, TypeError):
            yield _("%(day)s: write hours as 08:30 and 15:30; the end of a day is 24:00.") % {"day": day}
            return
        values = {"day": day, "opens": span[0], "closes": span[1]}
        if opens >= closes:
            yield _("%(day)s: %(opens)s to %(closes)s ends before it begins.") % values
        elif opens < closed:
            yield _("%(day)s: %(opens)s to %(closes)s overlaps with the hours before it.") % values
        closed = max(closed, closes)


def _seasons(seasons: Any, week: Any) -> Iterator[str]:
    if not isinstance(seasons, list):
        yield _("The list of seasons is missing.")
        return
    found: list[_Dates] = []
    for number, raw in enumerate(seasons[:MOST], start=1):
        row = _("Season %(row)d") % {"row": number}
        if not isinstance(raw, Mapping):
            yield _within(row, _("it is empty."))
            continue
        yield from _row(row, raw, found)
        hours = raw.get("hours")
        yield from _week(hours, row)
        if _open_days(hours) and _open_days(week) and _open_days(hours) != _open_days(week):
            yield _within(row, _("it must have hours on the same weekdays as the rest of the year, and on no others."))
    yield from _overlapping(found)
    yield from _too_many(seasons)


def _holidays(holidays: Any) -> Iterator[str]:
    if not isinstance(holidays, list):
        yield _("The list of holidays is missing.")
        return
    found: list[_Dates] = []
    for number, raw in enumerate(holidays[:MOST], start=1):
        row = _("Holiday %(row)d") % {"row": number}
        if not isinstance(raw, Mapping):
            yield _within(row, _("it is empty."))
            continue
        yield from _row(row, raw, found)
    yield from _overlapping(found)
    yield from _too_many(holidays)


def _too_many(rows: list[Any]) -> Iterator[str]:
    if len(rows) > MOST:
        yield _("A calendar holds at most %(most)d holidays and as many seasons.") % {"most": MOST}


def _row(row: str, raw: Mapping[str, Any], found: list[_Dates]) -> Iterator[str]:
    """What holidays and seasons have in common; its dates are added to ``found`` where they can be read."""
    first, last = _date(raw.get("from")), _date(raw.get("to"))
    if first is None or last is None:
        yield _within(row, _("the first or the last day is missing, or is not a date."))
    elif last < first:
        values = {"first": written_short_day(first), "last": written_short_day(last)}
        yield _within(row, _("it ends on %(last)s, before it begins on %(first)s.") % values)
    elif (last - first).days >= LONGEST_SPAN:
        yield _within(row, _("it is longer than a year."))
    else:
        found.append(_Dates(first, last, row))
    name = raw["name"] if isinstance(raw.get("name"), Mapping) else {}
    if not is_named(name):
        yield _within(row, _("the name is missing in %(language)s.") % {"language": first_language_name()})
    if raw.get("state") not in STATES:
        yield _within(row, _("say whether it is estimated or confirmed."))
    if not isinstance(raw.get("circular", ""), str):
        yield _within(row, _("the circular is given as text."))


def _overlapping(found: list[_Dates]) -> Iterator[str]:
    """Those of which a date stands in an earlier one too, by their order in time."""
    open_until: _Dates | None = None
    for each in sorted(found):
        if open_until is not None and each.first <= open_until.last:
            values = {"date": written_short_day(each.first), "row": each.row, "other": open_until.row}
            yield _("%(date)s is in the list twice: %(other)s and %(row)s.") % values
        if open_until is None or each.last > open_until.last:
            open_until = each


def _date(given: Any) -> date | None:
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        return None


def _open_days(week: Any) -> set[str]:
    return {name for name, spans in week.items() if spans} if isinstance(week, Mapping) else set()


def _within(row: str, said: str) -> str:
    return _("%(row)s: %(said)s") % {"row": row, "said": said} if row else said

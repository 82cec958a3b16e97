"""Holidays from an iCalendar file (RFC 5545): its all-day events, and nothing else of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from permissions.writing import written_number
from workflows.calendars.definition import LONGEST_SPAN, Holiday

MOST_EVENTS = 500
LARGEST = 2_000_000
"""Bytes; with more of either it is no list of holidays."""
LONGEST_NAME = 200
_DAY = timedelta(days=1)
_ARABIC = re.compile("[\u0600-\u06ff]")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_FOLDED = re.compile(r"\r?\n[ \t]")


class IcsRefused(ValueError):
    """A file that cannot be taken in; says why in the active language."""


def holidays_in(content: bytes) -> list[Holiday]:
    """The all-day events of a file, each estimated; raises ``IcsRefused`` where there is none to take."""
    if len(content) > LARGEST:
        raise IcsRefused(_("This file is too large to be a list of holidays."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise IcsRefused(_("This file is not in UTF-8, as calendar files must be. Save it again as UTF-8.")) from error
    if "\0" in text or "BEGIN:VCALENDAR" not in text.upper():
        raise IcsRefused(_("This is not a calendar file (.ics)."))
    events = list(_events(_FOLDED.sub("", text).splitlines()))
    if len(events) > MOST_EVENTS:
        raise IcsRefused(
            _("This file holds %(count)s events, and at most %(most)s are taken in. Keep the holidays alone in it.")
            % {"count": written_number(len(events)), "most": written_number(MOST_EVENTS)}
        )
    found = [holiday for event in events if (holiday := _holiday(event)) is not None]
    if not found:
        raise IcsRefused(_("This file holds no event that lasts all day, so there is no holiday in it."))
    return found


def _events(lines: list[str]) -> Iterator[dict[str, str]]:
    """Name and parameters to value, event by event; what stands within an event's own parts is passed over."""
    event: dict[str, str] | None = None
    inside = ""
    for line in lines:
        name, _colon, value = line.partition(":")
        kind = value.strip().upper()
        match name.upper():
            case "BEGIN" if kind == "VEVENT":
                event, inside = {}, ""
            case "END" if kind == "VEVENT" and event is not None:
                yield event
                event = None
            case "BEGIN" if not inside:
                inside = kind
            case "END" if kind == inside:
                inside = ""
            case other if event is not None and not inside:
                event.setdefault(other.partition(";")[0], value.strip())


def _holiday(event: dict[str, str]) -> Holiday | None:
    first = _date(event.get("DTSTART", ""))
    if first is None or event.get("STATUS", "").upper() == "CANCELLED":
        return None
    after = _date(event.get("DTEND", "")) or first + _DAY
    last = max(first, after - _DAY)
    if (last - first).days >= LONGEST_SPAN:
        return None
    name = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], event.get("SUMMARY", "")).strip()
    language = "ar" if _ARABIC.search(name) else "en"
    return Holiday(first, last, {language: name[:LONGEST_NAME]} if name else {}, "estimated")


def _date(written: str) -> date | None:
    """The date of an all-day event; a moment, or what is none, is no date."""
    try:
        return datetime.strptime(written, "%Y%m%d").date() if len(written) == len("20260101") else None  # noqa: DTZ007
    except ValueError:
        return None

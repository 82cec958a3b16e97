"""Where a piece of work stands: its ladder from the ground up, and why it is due when it is, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from permissions.agencies.models import Post
from permissions.now import now
from permissions.translated_text import in_language
from permissions.written_time import written_days, written_moment, written_weekday
from workflows.calendars.definition import parse as parse_calendar
from workflows.calendars.working_time import DAY, Calendar, Day, between, explain
from workflows.cases.models import Work
from workflows.cases.state import State
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.escalation.definition import Ladder
from workflows.escalation.definition import parse as parse_ladder
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import ParsedOnce, in_force

_calendars: ParsedOnce[Calendar] = ParsedOnce(parse_calendar)
_ladders: ParsedOnce[Ladder] = ParsedOnce(parse_ladder)


@dataclass(frozen=True, slots=True)
class ShownRung:
    """A level as ``components/ladder.html`` draws it; ``share`` is how much of its time is spent, 0 to 100."""

    level: int
    level_name: str
    name: str
    state: str
    words: str
    share: int | None = None


def ladder_of(state: State, work: Work) -> list[ShownRung]:
    """The rungs, ground first; none for work without a ladder."""
    stamp = in_force().get((Subject.LADDER.value, work.ladder))
    if stamp is None:
        return []
    ladder = _ladders.of_stamp(stamp)
    names = {post.level: str(post) for post in Post.objects.filter(agency_id=work.agency_id)}
    days = {rung.level: rung.after_days for rung in ladder.rungs}
    return [_rung(level, work, state, days, names) for level in (0, *days)]


def _rung(level: int, work: Work, state: State, days: dict[int, int], names: dict[int, str]) -> ShownRung:
    level_name = _("Level %(level)d") % {"level": level} if level else _("Liaison officer")
    name = names.get(level, "") if level else ""
    if level < work.level:
        return ShownRung(level, level_name, name, "past", "")
    if level > work.level:
        words = _("after %(days)s without an act") % {"days": written_days(days[level])}
        return ShownRung(level, level_name, name, "next", words)
    deadline = _counting(state, work)
    if deadline is None or deadline.due is None:
        return ShownRung(level, level_name, name, "here", _("The count stands still.") if work.paused_at else "")
    whole = (deadline.due - deadline.starts).total_seconds()
    share = min(max(round(100 * (now() - deadline.starts).total_seconds() / whole), 0), 100) if whole > 0 else 100
    words = _("until %(when)s") % {"when": written_moment(deadline.due)}
    return ShownRung(level, level_name, name, "here", words, share)


def why_of(state: State, work: Work) -> dict[str, Any] | None:
    """What ``components/why.html`` draws of the deadline that runs; None when none runs."""
    deadline = _running(state, work)
    if deadline is None or deadline.due is None:
        return None
    key, number = deadline.data["calendar"]
    version = Version.objects.get(subject=Subject.CALENDAR, key=key, number=number)
    calendar = _calendars.of(version)
    amount = max(between(calendar, deadline.starts, deadline.due), timedelta(0))
    return {
        "intro": _intro(deadline, amount),
        "rows": list(_rows(calendar, explain(calendar, deadline.starts, amount), version, deadline)),
        "total_words": _amount(amount),
        "foot": _("Working calendar, version %(number)d.") % {"number": number},
    }


def _running(state: State, work: Work) -> Deadline | None:
    open_ones = [deadline for deadline in state.open_deadlines(work) if deadline.due is not None]
    return open_ones[0] if open_ones else None


def _counting(state: State, work: Work) -> Deadline | None:
    kinds = (DeadlineKind.ESCALATE, DeadlineKind.REMIND)
    return next((each for each in state.open_deadlines(work) if each.kind in kinds), None)


def _intro(deadline: Deadline, amount: timedelta) -> str:
    start, end = written_moment(deadline.starts), written_moment(deadline.due or deadline.starts)
    values = {"start": start, "end": end, "amount": _amount(amount)}
    match deadline.kind:
        case DeadlineKind.RESUME:
            return _("The question was put on %(start)s. Without an answer the count goes on on %(end)s.") % values
        case DeadlineKind.REMIND:
            return _("The count began on %(start)s; the complaints unit is told on %(end)s.") % values
    return _("The count began on %(start)s. Without an act the case moves up on %(end)s.") % values


def _rows(calendar: Calendar, days: list[Day], version: Version, deadline: Deadline) -> Iterator[dict[str, Any]]:
    names = {each["date"]: each["name"] for each in version.definition.get("days_off", [])}
    start = calendar.local(deadline.starts)
    for index, day in enumerate(days):
        midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        begun = (start - midnight) / DAY if index == 0 else 0
        yield {
            "weekday_words": written_weekday(day.date),
            "open": day.is_open,
            "reason": _weekend_or(day, names),
            "counted_words": _amount(day.counted),
            "share": round(100 * (day.counted / DAY)),
            "after": round(100 * begun),
        }


def _weekend_or(day: Day, names: dict[str, Any]) -> str:
    if day.reason == "weekend":
        return _("weekend")
    return in_language(names.get(day.date.isoformat(), {})) or _("holiday")


def _amount(amount: timedelta) -> str:
    """Working time: whole working days in words, parts of a day as hours and minutes."""
    days, rest = divmod(amount, DAY)
    minutes = int(rest.total_seconds()) // 60
    hours = f"{minutes // 60}:{minutes % 60:02d}"
    if not days:
        return hours
    return written_days(days) if not minutes else f"{written_days(days)} + {hours}"

"""How the count of time runs on a piece of work: begins, starts again, pauses, goes on, ends.

The rule is Jordan's: two working days after a request reached the agency without an act on it, it goes up a level;
two working days after that escalation without an act, up another. Durations, and whether their days end to the moment
or when the body closes, are the ladder's, days and hours the calendar's, both as in force now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from permissions.writing import local
from workflows.calendars.calendar import Calendar
from workflows.calendars.working_time import Duration, Ending, add, left, resumed
from workflows.cases.change import Change
from workflows.cases.models import Work
from workflows.cases.rules import Rules
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.escalation.decide import next_rung

COUNTS = (DeadlineKind.ESCALATE, DeadlineKind.REMIND)
_AN_INSTANT = timedelta(microseconds=1)


def begin(change: Change, work: Work, rules: Rules) -> None:
    """Start a new count at the level that the work has reached; nothing when it has no ladder."""
    if not work.ladder:
        return
    ladder = rules.ladder(work.ladder)
    coming = next_rung(ladder, work.level)
    deadline = _set(change, work, rules, DeadlineKind(coming.kind), coming.after, ladder.ends, level=coming.level)
    _show(work, deadline)


def await_citizen(
    change: Change, work: Work, rules: Rules, *, kind: DeadlineKind, duration: Duration, ends: Ending = "moment"
) -> Deadline:
    """Give the citizen so long; what the work itself shows is the caller's to say."""
    return _set(change, work, rules, kind, duration, ends)


def close_in_silence(change: Change, work: Work, rules: Rules, *, days: int) -> None:
    """The citizen has so many working days to contradict an answer."""
    deadline = await_citizen(change, work, rules, kind=DeadlineKind.CLOSE, duration=Duration(days))
    _show(work, deadline)


def end(change: Change, work: Work) -> None:
    """All that is still open of the work's deadlines falls away."""
    for deadline in change.state.open_deadlines(work):
        deadline.done = change.at
        change.set(deadline)


def start_again(change: Change, work: Work, rules: Rules) -> None:
    """An act that the citizen sees starts the count anew, and ends a pause."""
    end(change, work)
    work.paused_at = None
    begin(change, work, rules)


def pause(change: Change, work: Work, rules: Rules) -> None:
    """Stop the count until the citizen answers, but for as long as the ladder says at most."""
    if not work.ladder:
        return
    calendar = rules.calendar(work.agency_id)
    for deadline in change.state.open_deadlines(work):
        if deadline.kind in COUNTS and deadline.due is not None:
            duration, ends = counted_by(deadline.data)
            deadline.left = left(calendar, change.at, deadline.due, duration.unit, ends)
            deadline.paused, deadline.due = change.at, None
            change.set(deadline)
    work.paused_at, work.due, work.due_by_day = change.at, None, False
    ladder = rules.ladder(work.ladder)
    await_citizen(change, work, rules, kind=DeadlineKind.RESUME, duration=ladder.question_pause, ends=ladder.ends)


def go_on(change: Change, work: Work, rules: Rules) -> None:
    """After a pause the count has as much time left as it had before."""
    if work.paused_at is None:
        return
    calendar = rules.calendar(work.agency_id)
    for deadline in change.state.open_deadlines(work):
        if deadline.kind == DeadlineKind.RESUME:
            deadline.done = change.at
        elif deadline.paused is not None:
            rest = deadline.left or timedelta(0)
            duration, ends = counted_by(deadline.data)
            deadline.due = resumed(calendar, change.at, rest, duration.unit, ends)
            deadline.data = {
                **deadline.data,
                "resumed": {"at": change.at.isoformat(), "left": rest.total_seconds()},
                "by_day": bool(rest) and _by_day(calendar, deadline.due, duration, ends),
            }
            deadline.paused = deadline.left = None
            _show(work, deadline)
        change.set(deadline)
    work.paused_at = None
    change.touch(work)


def counted_by(data: Mapping[str, Any]) -> tuple[Duration, Ending]:
    """Of which duration a deadline is, and how it ends, from its ``data``.

    Rows of before ladders said so are of working days, to the moment; the amount is none that anything asks for.
    """
    counts = data.get("counts")
    return (Duration(1), "moment") if counts is None else (Duration.of(counts), counts["ends"])


def _show(work: Work, deadline: Deadline) -> None:
    """The work shows when the deadline is due."""
    work.due, work.due_by_day = deadline.due, deadline.data["by_day"]


def _by_day(calendar: Calendar, due: datetime, duration: Duration, ends: Ending) -> bool:
    """Whether it ends when the body closes; not where that is another day in the time that people read, since they
    would be promised too much."""
    last = due - _AN_INSTANT
    return duration.at_day_end(ends) and local(last).date() == calendar.local(last).date()


def _set(
    change: Change,
    work: Work,
    rules: Rules,
    kind: DeadlineKind,
    duration: Duration,
    ends: Ending,
    *,
    level: int = 0,
) -> Deadline:
    work.cycle += 1
    calendar = rules.calendar(work.agency_id)
    due = add(calendar, change.at, duration, ends)
    deadline = Deadline(
        work=work,
        case=change.case,
        kind=kind,
        level=level,
        cycle=work.cycle,
        starts=change.at,
        due=due,
        data={
            **rules.reckoned_by(work.ladder if kind in COUNTS else "", work.agency_id),
            "counts": {**duration.as_json(), "ends": ends},
            "by_day": _by_day(calendar, due, duration, ends),
        },
    )
    change.set(deadline)
    change.touch(work)
    return deadline


def reckoned_again(deadline: Deadline, calendar: Calendar, former: Calendar) -> tuple[datetime, bool]:
    """When a deadline of a running count is due by another calendar, and whether people are told the day alone.

    Duration, beginning and what a pause left stay as they are recorded. ``former``: the calendar that gave its date.
    """
    duration, ends = counted_by(deadline.data)
    if goes_on := deadline.data.get("resumed"):
        rest = timedelta(seconds=goes_on["left"])
        due = resumed(calendar, datetime.fromisoformat(goes_on["at"]), rest, duration.unit, ends)
        return due, bool(rest) and _by_day(calendar, due, duration, ends)
    if "counts" not in deadline.data:
        rest = left(former, deadline.starts, deadline.due or deadline.starts, duration.unit, ends)
        return resumed(calendar, deadline.starts, rest, duration.unit, ends), False
    due = add(calendar, deadline.starts, duration, ends)
    return due, _by_day(calendar, due, duration, ends)

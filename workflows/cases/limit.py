"""How the overall limit of a case runs: from its filing to its decision, whatever becomes of its pieces of work.

Nothing but a question to the citizen pauses it, for as long as the question pauses any count. It is reckoned by the
calendar of the unit, since the body that works a case may change and the promise may not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from permissions.writing import local
from workflows.calendars.calendar import Calendar
from workflows.calendars.working_time import Duration, Ending, add, before, left, resumed
from workflows.cases.change import Change
from workflows.cases.events import EventVerb
from workflows.cases.models import Work
from workflows.cases.reckoned import counted_by
from workflows.cases.rules import Rules
from workflows.cases.state import State, undecided
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.escalation.limit import Limit, Passed, choose_limit
from workflows.versions.models import Subject

_AN_INSTANT = timedelta(microseconds=1)
Pauses = Sequence[Sequence[str]]
"""From when to when, in ISO format, it did not count."""


def begin(change: Change, rules: Rules) -> None:
    """The case is filed: the limit of its kind and priority counts from now on, if it has one and somebody must act."""
    if undecided(change.state):
        _begin(change, rules, ())


def keep(change: Change, rules: Rules) -> None:
    """At the end of every act: decided it is over, and while a question pauses work it is paused."""
    case, rows = change.case, change.state.limit_deadlines()
    if not rows and case.limit_due is None:
        return
    if not undecided(change.state):
        _end(change, rows)
    elif any(work.paused_at is not None for work in change.state.open_works):
        _pause(change, rows)
    else:
        _go_on(change, rows, rules)


def choose_again(change: Change, rules: Rules) -> None:
    """The priority is another one: what was reckoned by the former falls away, and another limit counts since filing.

    One that is over already stays so: who was told was told.
    """
    rows = change.state.limit_deadlines()
    first = next((row for row in rows if row.kind == DeadlineKind.LIMIT and row.level == 1), None)
    if first is None and (rows or change.case.limit_due is not None):
        return
    for row in rows:
        row.done = change.at
        change.set(row)
    change.case.limit_due, change.case.limit_by_day = None, False
    pauses = [*first.data["pauses"]] if first is not None else []
    if first is not None and first.paused is not None:
        pauses.append([first.paused.isoformat(), change.at.isoformat()])
    if undecided(change.state):
        _begin(change, rules, pauses)


def pass_on(change: Change, deadline: Deadline, rules: Rules) -> Passed | None:
    """The limit, or a rung after it, is over: the row is done, and one for the next rung stands; who is told of it."""
    deadline.done = change.at
    change.set(deadline)
    limit = rules.limits.get(deadline.data["limit"][0])
    if limit is None:
        return None  # taken out of force since: nobody is named any more
    if deadline.level <= len(limit.rungs):
        rung = limit.rungs[deadline.level - 1]
        calendar = _calendar(change, rules)
        row = _row(change, deadline.work, DeadlineKind.LIMIT, deadline.level + 1, deadline.data, starts=change.at)
        row.data |= {"counts": {**rung.after.as_json(), "ends": limit.ends}, "pauses": []}
        row.due = add(calendar, change.at, rung.after, limit.ends)
        change.set(row)
    return Passed(limit.within, limit.tells) if deadline.level == 1 else limit.rungs[deadline.level - 2]


def _begin(change: Change, rules: Rules, pauses: Pauses) -> None:
    case = change.case
    key = choose_limit(rules.limits, kind=change.state.kind.code, priority=case.priority)
    if not key:
        return
    limit, work = rules.limits[key], change.state.works[0]
    cycle = 1 + max((row.cycle for row in change.state.deadlines if row.kind == DeadlineKind.LIMIT), default=0)
    counted = counted_as(key, rules)
    data: dict[str, Any] = {
        **rules.reckoned_by("", rules.unit(change.state.track).pk),
        "limit": counted["limit"],
    }
    row = _row(change, work, DeadlineKind.LIMIT, 1, data, starts=case.opened_at, cycle=cycle)
    row.data |= {"counts": counted["counts"], "pauses": [*pauses]}
    calendar = _calendar(change, rules)
    row.due = max(_due(calendar, row), change.at)
    change.set(row)
    for warning in _warnings(change, work, limit, data, cycle):
        warning.due = before(calendar, row.due, Duration.of(warning.data["before"]))
        if warning.due > change.at:
            change.set(warning)
    _show(change, row, calendar)


def _warnings(change: Change, work: Work, limit: Limit, data: dict[str, Any], cycle: int) -> Iterable[Deadline]:
    for number, warning in enumerate(limit.warnings, 1):
        row = _row(change, work, DeadlineKind.LIMIT_WARN, number, data, starts=change.case.opened_at, cycle=cycle)
        row.data |= {"before": warning.before.as_json(), "tells": [*warning.tells]}
        yield row


def _row(
    change: Change,
    work: Work,
    kind: DeadlineKind,
    level: int,
    data: dict[str, Any],
    *,
    starts: datetime,
    cycle: int = 1,
) -> Deadline:
    kept = {name: data[name] for name in ("calendar", "limit")}
    return Deadline(work=work, case=change.case, kind=kind, level=level, cycle=cycle, starts=starts, data=kept)


def _end(change: Change, rows: list[Deadline]) -> None:
    """Nobody has to act any more. Where that is by a decision, the diary says whether it came in time."""
    case = change.case
    first = next((row for row in rows if row.kind == DeadlineKind.LIMIT and row.level == 1), None)
    if change.verb == EventVerb.DECIDED:
        change.data["in_time"] = first is not None and (first.due is None or change.at <= first.due)
    for row in rows:
        row.done = change.at
        change.set(row)
    case.limit_due, case.limit_by_day = None, False


def _pause(change: Change, rows: list[Deadline]) -> None:
    for row in rows:
        if row.due is not None:
            row.paused, row.due = change.at, None
            change.set(row)
            if row.kind == DeadlineKind.LIMIT and row.level == 1:
                change.case.limit_due, change.case.limit_by_day = None, False


def _go_on(change: Change, rows: list[Deadline], rules: Rules) -> None:
    calendar = _calendar(change, rules)
    paused = [row for row in rows if row.paused is not None]
    due: datetime | None = None
    for row in paused:
        if row.kind == DeadlineKind.LIMIT:
            since = row.paused or change.at
            row.data = {**row.data, "pauses": [*row.data["pauses"], [since.isoformat(), change.at.isoformat()]]}
            row.due = due = max(_due(calendar, row), change.at)
            if row.level == 1:
                _show(change, row, calendar)
    for row in paused:
        if row.kind == DeadlineKind.LIMIT_WARN and due is not None:
            row.due = max(before(calendar, due, Duration.of(row.data["before"])), change.at)
        row.paused = None
        change.set(row)


def _due(calendar: Calendar, row: Deadline) -> datetime:
    """When a row of a limit is over that began when it starts and did not count during its pauses."""
    return due_as(calendar, row, row.data)


def due_as(calendar: Calendar, row: Deadline, data: Mapping[str, Any]) -> datetime:
    """When it would be over if these were its data: its duration and its pauses."""
    duration, ends = counted_by(data)
    return reckoned(calendar, row.starts, duration, ends, data["pauses"])


def counted_as(key: str, rules: Rules) -> dict[str, Any]:
    """What the first row of a limit keeps of the version in force: which it is, and how long."""
    limit = rules.limits[key]
    return {
        "limit": [key, rules.stamp(Subject.LIMIT, key).number],
        "counts": {**limit.within.as_json(), "ends": limit.ends},
    }


def warns_otherwise(state: State, limit: Limit, calendar: Calendar, due: datetime, at: datetime) -> bool:
    """Whether a limit would still warn of ``due``, after ``at``, of other things than the rows that stand."""
    rows = [row for row in state.limit_deadlines() if row.kind == DeadlineKind.LIMIT_WARN and row.due is not None]
    stand = {(Duration.of(row.data["before"]), tuple(row.data["tells"])) for row in rows if row.due and row.due > at}
    would = {(each.before, each.tells) for each in limit.warnings if before(calendar, due, each.before) > at}
    return stand != would


def reckoned(calendar: Calendar, starts: datetime, duration: Duration, ends: Ending, pauses: Pauses) -> datetime:
    """When (UTC) a duration is over that did not count from one instant to another, as often as that was."""
    due = add(calendar, starts, duration, ends)
    for paused, went_on in pauses:
        rest = left(calendar, datetime.fromisoformat(paused), due, duration.unit, ends)
        due = resumed(calendar, datetime.fromisoformat(went_on), rest, duration.unit, ends)
    return due


def _calendar(change: Change, rules: Rules) -> Calendar:
    return rules.calendar(rules.unit(change.state.track).pk)


def _show(change: Change, row: Deadline, calendar: Calendar) -> None:
    """The case shows by when it must be decided."""
    if row.due is None:
        return
    duration, ends = counted_by(row.data)
    last = row.due - _AN_INSTANT
    change.case.limit_due = row.due
    change.case.limit_by_day = duration.at_day_end(ends) and local(last).date() == calendar.local(last).date()


def due_by(calendar: Calendar, row: Deadline) -> datetime:
    """When a row of a limit is over by another calendar."""
    return _due(calendar, row)


def follow(change: Change, row: Deadline, due: datetime, data: dict[str, Any], rules: Rules) -> None:
    """A row of the limit gets the date of another calendar, and what warns of it follows."""
    calendar = _calendar(change, rules)
    row.due, row.data = due, data
    change.set(row)
    if row.level > 1:
        return
    _show(change, row, calendar)
    for warning in change.state.limit_deadlines():
        if warning.kind == DeadlineKind.LIMIT_WARN and warning.due is not None:
            warning.due = max(before(calendar, due, Duration.of(warning.data["before"])), change.at)
            change.set(warning)

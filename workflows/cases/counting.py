"""How the count of working days runs on a piece of work: begins, starts again, pauses, goes on, ends.

The rule is Jordan's: two working days after a request reached the agency without an act on it, it goes up a level;
two working days after that escalation without an act, up another. The numbers are the ladder's, the days the
calendar's, both as in force now.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from workflows.calendars.working_time import add, add_days, between
from workflows.cases.change import Change
from workflows.cases.models import Work
from workflows.cases.rules import Rules
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.escalation.decide import next_rung

COUNTS = (DeadlineKind.ESCALATE, DeadlineKind.REMIND)


def begin(change: Change, work: Work, rules: Rules) -> None:
    """Start a new count at the level that the work has reached; nothing when it has no ladder."""
    if not work.ladder:
        return
    coming = next_rung(rules.ladder(work.ladder), work.level)
    work.cycle += 1
    deadline = Deadline(
        work=work,
        case=change.case,
        kind=DeadlineKind(coming.kind),
        level=coming.level,
        cycle=work.cycle,
        starts=change.at,
        due=add_days(rules.calendar(work.agency_id), change.at, coming.days),
        data=rules.reckoned_by(work.ladder, work.agency_id),
    )
    work.due = deadline.due
    change.set(deadline)
    change.touch(work)


def await_citizen(change: Change, work: Work, rules: Rules, *, kind: DeadlineKind, days: int) -> datetime:
    """Give the citizen ``days`` working days; returns when they are over."""
    work.cycle += 1
    due = add_days(rules.calendar(work.agency_id), change.at, days)
    change.set(
        Deadline(
            work=work,
            case=change.case,
            kind=kind,
            cycle=work.cycle,
            starts=change.at,
            due=due,
            data=rules.reckoned_by("", work.agency_id),
        )
    )
    change.touch(work)
    return due


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
    """Stop the count until the citizen answers, but for so many working days at most."""
    if not work.ladder:
        return
    calendar = rules.calendar(work.agency_id)
    for deadline in change.state.open_deadlines(work):
        if deadline.kind in COUNTS and deadline.due is not None:
            late = deadline.due <= change.at
            deadline.left = timedelta(0) if late else between(calendar, change.at, deadline.due)
            deadline.paused, deadline.due = change.at, None
            change.set(deadline)
    work.paused_at, work.due = change.at, None
    days = rules.ladder(work.ladder).question_pause_days
    await_citizen(change, work, rules, kind=DeadlineKind.RESUME, days=days)


def go_on(change: Change, work: Work, rules: Rules) -> None:
    """After a pause the count has as much working time left as it had before."""
    if work.paused_at is None:
        return
    calendar = rules.calendar(work.agency_id)
    for deadline in change.state.open_deadlines(work):
        if deadline.kind == DeadlineKind.RESUME:
            deadline.done = change.at
        elif deadline.paused is not None:
            deadline.due = work.due = add(calendar, change.at, deadline.left or timedelta(0))
            deadline.paused = deadline.left = None
        change.set(deadline)
    work.paused_at = None
    change.touch(work)

"""Where a piece of work stands, said to officers: its ladder from the ground up, and why it is due when it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from permissions.now import now
from permissions.writing import (
    days_alone,
    local,
    midnight,
    written_days,
    written_due,
    written_hours,
    written_moment,
)
from portal.case_shown.ladder import NEXT, PAST, ShownRung, rungs
from portal.case_shown.why import counts_from, why
from workflows.calendars.calendar import DAY
from workflows.calendars.duration_words import written_duration
from workflows.cases.models import Work
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.deadlines.models import COUNTS, Deadline, DeadlineKind


def ladder_of(state: State, work: Work, rules: Rules) -> list[ShownRung]:
    """The rungs, ground first; none for work without a ladder."""
    if not work.ladder:
        return []
    ladder = rules.ladder(work.ladder)
    times = {rung.level: written_duration(rung.after) for rung in ladder.rungs}
    deadline = next((each for each in state.open_deadlines(work) if each.kind in COUNTS), None)

    def words(level: int, at: str) -> str:
        if at == PAST:
            return ""
        if at == NEXT:
            return _("after %(time)s without action") % {"time": times[level]}
        if deadline is None or deadline.due is None:
            return _("The count is paused.") if work.paused_at else ""
        return _("until %(when)s") % {"when": written_due(deadline.due, by_day=work.due_by_day)}

    return rungs(work, ladder, words, share=_share(deadline))


def _share(deadline: Deadline | None) -> int | None:
    """How much of the running count is spent, 0 to 100; None while none runs.

    Where days alone are told, whole days are counted: of a share one reckons in which minute the count began.
    """
    if deadline is None or deadline.due is None:
        return None
    starts, due = deadline.starts, deadline.due
    if days_alone():
        starts, due = midnight(local(starts).date()), midnight(local(due).date() + timedelta(days=1))
    whole = (due - starts).total_seconds()
    if whole <= 0:
        return 100
    return min(max(round(100 * (now() - starts).total_seconds() / whole), 0), 100)


def why_of(state: State, work: Work) -> dict[str, Any] | None:
    """What ``components/why.html`` draws of the deadline that runs; None when none runs."""
    deadline = state.running_deadline(work)
    if deadline is None:
        return None
    shown = why(deadline, intro=lambda _total: _intro(deadline), amount=_amount)
    version = deadline.data["calendar"][1]
    return shown and {**shown, "foot": _("Working calendar, version %(number)d.") % {"number": version}}


def _intro(deadline: Deadline) -> str:
    start, end = written_moment(counts_from(deadline)), written_moment(deadline.due or deadline.starts)
    values = {"start": start, "end": end}
    if "resumed" in deadline.data and deadline.kind != DeadlineKind.RESUME:
        if deadline.data["resumed"].get("moved"):
            return _("The count went on with the time that was left on %(start)s. It ends on %(end)s.") % values
        return _("The count resumed after a question on %(start)s. It ends on %(end)s.") % values
    match deadline.kind:
        case DeadlineKind.RESUME:
            return _("The question was asked on %(start)s. Without an answer the count resumes on %(end)s.") % values
        case DeadlineKind.ELAPSE:
            return (
                _("Nobody has to act. The wait began on %(start)s; the request goes on by itself on %(end)s.") % values
            )
        case DeadlineKind.RELEASE:
            return _("It came on %(start)s. If no one decides, it’s released automatically on %(end)s.") % values
        case DeadlineKind.LOOK:
            return (
                _(
                    "It must be read by %(end)s, counted from %(start)s. After that, the next post above "
                    "in the unit is notified."
                )
                % values
            )
        case DeadlineKind.REMIND:
            return _("The count began on %(start)s; the complaints unit is told on %(end)s.") % values
    return _("The count began on %(start)s. Without action the request is escalated on %(end)s.") % values


def _amount(amount: timedelta) -> str:
    """Working time: whole working days in words, parts of a day as hours and minutes."""
    days, rest = divmod(amount, DAY)
    minutes = int(rest.total_seconds()) // 60
    hours = written_hours(minutes)
    if not days:
        return hours
    return written_days(days) if not minutes else f"{written_days(days)} + {hours}"

"""How the count of time runs on a piece of work: begins, starts again, pauses, goes on, ends.

The rule is Jordan's: two working days after a request reached the agency without an act on it, it goes up a level;
two working days after that escalation without an act, up another. Durations, whether their days end to the moment or
when the body closes, and what counts as an act are the ladder's, days and hours the calendar's, both as in force now.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.calendars.calendar import Calendar
from workflows.calendars.working_time import Duration, Ending, add, before, left, resumed
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.ladders import put_on_ladder
from workflows.cases.models import Work
from workflows.cases.reckoned import by_day, counted_by
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.deadlines.models import COUNTS, Deadline, DeadlineKind
from workflows.escalation.decide import Next, next_rung, pause_of
from workflows.escalation.definition import Asking, Reply

WITHOUT_LADDER = Duration(5)
"""For how long at most a question pauses where no ladder says it: as long as those that an installation begins with."""
LOOKED_AT_WITHIN = Duration(1)
"""How long suspected spam is held back at most: an agency must not wait longer for a real request."""
FIRST_LOOK_WITHIN = Duration(2, "working_hours")
"""How soon somebody of the complaints unit looks at words of danger, before the next post above is told."""
_COURSES: Mapping[EventVerb, str] = {
    EventVerb.REFERRED: "referral",
    EventVerb.REOPENED: "reopening",
    EventVerb.DECIDED: "decision",
    EventVerb.PROCEEDED: "step",
    EventVerb.ACCEPTED: "step",
    EventVerb.CLOSED: "step",
    EventVerb.ELAPSED: "step",
    EventVerb.SERVED: "step",
    EventVerb.NOT_SERVED: "step",
    EventVerb.PRIORITY_SET: "step",
    EventVerb.READER_NAMED: "step",
}
"""What a ladder calls that by which work begins at a step; where no verb is named, it begins at the ground."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a piece of work takes over from the one before: the level reached, and what its count had left."""

    level: int
    kind: DeadlineKind
    leads_to: int
    left: timedelta
    duration: Duration
    ends: Ending


def calendar_of(state: State, work: Work, rules: Rules) -> Calendar:
    """By which a piece of work counts: that of its step, else that of its agency."""
    return rules.calendar(work.agency_id, own=state.own_calendar(work))


def reckoned_by(state: State, work: Work, rules: Rules, ladder: str) -> dict[str, Any]:
    """The versions of calendar and ladder that a deadline of it is reckoned by."""
    return rules.reckoned_by(ladder, work.agency_id, own=state.own_calendar(work))


def begin(change: Change, work: Work, rules: Rules) -> None:
    """Start a new count at the level that the work has reached; nothing when it has no ladder."""
    if not work.ladder:
        return
    ladder = rules.ladder(work.ladder)
    coming = next_rung(ladder, work.level)
    deadline = _set(change, work, rules, DeadlineKind(coming.kind), coming.after, ladder.ends, level=coming.level)
    _warn(change, work, rules, deadline, coming)
    _show(work, deadline)


def await_citizen(
    change: Change, work: Work, rules: Rules, *, kind: DeadlineKind, duration: Duration, ends: Ending = "moment"
) -> Deadline:
    """Give the citizen so long; what the work itself shows is the caller's to say."""
    return _set(change, work, rules, kind, duration, ends)


def close_in_silence(change: Change, work: Work, rules: Rules, *, days: int) -> None:
    """Close the request without a word of the citizen after so many working days.

    The last of them is the citizen's to its end: the page names a day, and a time of day would tell nobody anything.
    """
    deadline = await_citizen(change, work, rules, kind=DeadlineKind.CLOSE, duration=Duration(days), ends="day_end")
    _show(work, deadline)


def rest(change: Change, work: Work, rules: Rules, *, days: int) -> None:
    """Nobody acts for so many working days, the last of them to its end."""
    deadline = _set(change, work, rules, DeadlineKind.ELAPSE, Duration(days), "day_end")
    _show(work, deadline)


def wait_to_be_looked_at(change: Change, work: Work, rules: Rules) -> None:
    """The complaints unit has so long to say whether it is spam: people are told that day."""
    deadline = _set(change, work, rules, DeadlineKind.RELEASE, LOOKED_AT_WITHIN, "day_end")
    _show(work, deadline)


def wait_for_a_first_look(change: Change, work: Work, rules: Rules, *, level: int) -> None:
    """The complaints unit has so long to look at words of danger, before the post of ``level`` is told.

    The work itself shows no date: nothing happens to it by itself.
    """
    _set(change, work, rules, DeadlineKind.LOOK, FIRST_LOOK_WITHIN, "moment", level=level)
    work.due, work.due_by_day = None, False


def end(change: Change, work: Work, *, keep: Collection[Deadline] = ()) -> None:
    """All that is still open of the work's deadlines falls away, save what to ``keep``."""
    for deadline in change.state.open_deadlines(work):
        if deadline not in keep:
            deadline.done = change.at
            change.set(deadline)


def start_again(change: Change, work: Work, rules: Rules) -> None:
    """The count begins anew at the level reached, and a pause ends."""
    end(change, work)
    work.paused_at = None
    begin(change, work, rules)
    change.touch(work)


def replied(change: Change, work: Work, rules: Rules) -> bool:
    """A reply that decides nothing: whether it starts the count again says the ladder. Returns whether it did."""
    if reply_counts(work, rules) in (None, "never"):
        return False
    work.reply_counted = True
    start_again(change, work, rules)
    return True


def reply_counts(work: Work, rules: Rules) -> Reply | None:
    """Whether the next reply starts the count again: this once, like every other, or not (any more). None where
    nothing is counted."""
    if not work.ladder:
        return None
    reply = rules.ladder(work.ladder).acts.reply
    return "never" if reply == "once" and work.reply_counted else reply


def pause(change: Change, work: Work, rules: Rules) -> None:
    """Stop the count until the citizen answers, but for as long as the ladder says at most.

    Where nothing is counted the case waits for its citizen all the same, and so does the limit of its kind.
    """
    work.reply_counted = False
    stop(change, work, rules)
    work.paused_at, work.due, work.due_by_day = change.at, None, False
    if not work.ladder:
        await_citizen(change, work, rules, kind=DeadlineKind.RESUME, duration=WITHOUT_LADDER, ends="day_end")
        return
    ladder, calendar = rules.ladder(work.ladder), calendar_of(change.state, work, rules)
    former = [(row.starts, row.done or change.at) for row in _former_questions(change)] if ladder.asking else []
    found = pause_of(ladder, calendar, change.at, former)
    row = await_citizen(change, work, rules, kind=DeadlineKind.RESUME, duration=found.duration, ends=ladder.ends)
    if found.rest is not None:
        _run_out(row, calendar, change.at, found.rest, found.duration, ladder.ends)


def begin_elsewhere(change: Change, work: Work, rules: Rules) -> None:
    """Start a new count where the work has come to. An open question goes on resting it, until the day that the citizen
    was told: it is the same question, so that the ladder's limit counts it once."""
    waits = _open_questions(change, work)
    end(change, work, keep=waits)
    begin(change, work, rules)
    if waits:
        stop(change, work, rules)
        work.due, work.due_by_day = None, False
    else:
        work.paused_at = None


def end_without_ladder(change: Change, work: Work) -> None:
    """Nothing is counted on it any more; an open question goes on waiting for its answer, until the day that the
    citizen was told."""
    waits = _open_questions(change, work)
    end(change, work, keep=waits)
    work.due, work.due_by_day = None, False
    if not waits:
        work.paused_at = None


def awaits_answer(work: Work) -> bool:
    """Whether a question to the citizen pauses its count still."""
    return work.question_open and work.paused_at is not None


def refuse_further_questions(change: Change, work: Work, rules: Rules) -> None:
    """Raises ``NotPossible`` while a question waits for its answer, and where the citizen was asked as often as the
    ladder allows."""
    if awaits_answer(work):
        raise NotPossible(
            _(
                "The citizen hasn’t answered your last question yet. "
                "You can ask again when they have, or when the time for their answer is over."
            )
        )
    asking = asking_of(work, rules)
    if asking is not None and len(_former_questions(change)) >= asking.most:
        sentence = ngettext(
            "The citizen has been asked %(count)s time, and may not be asked again. Decide with what you have.",
            "The citizen has been asked %(count)s times, and may not be asked again. Decide with what you have.",
            asking.most,
        )
        raise NotPossible(sentence % {"count": asking.most})


def asking_of(work: Work, rules: Rules) -> Asking | None:
    """How its ladder limits questions to the citizen; None where nobody does."""
    return rules.ladder(work.ladder).asking if work.ladder else None


def _open_questions(change: Change, work: Work) -> list[Deadline]:
    """The waits for the citizen's answer on this work that run still."""
    return [row for row in change.state.open_deadlines(work) if row.kind == DeadlineKind.RESUME]


def _former_questions(change: Change) -> list[Deadline]:
    """The waits for the citizen's answers so far: what is over is read, at most one statement."""
    known = [row for row in change.state.deadlines if row.kind == DeadlineKind.RESUME]
    if change.state.case_id is None:
        return known
    over = Deadline.objects.filter(case=change.state.case_id, kind=DeadlineKind.RESUME, done__isnull=False)
    return [*known, *over.exclude(pk__in=[row.pk for row in known if row.pk is not None])]


def stop(change: Change, work: Work, rules: Rules) -> None:
    """The counts that run keep what they have left."""
    calendar = calendar_of(change.state, work, rules)
    for deadline in change.state.open_deadlines(work):
        if deadline.due is not None and deadline.kind in (*COUNTS, DeadlineKind.WARN):
            if deadline.kind in COUNTS:
                duration, ends = counted_by(deadline.data)
                deadline.left = left(calendar, change.at, deadline.due, duration.unit, ends)
            deadline.paused, deadline.due = change.at, None
            change.set(deadline)


def answered(change: Change, work: Work, rules: Rules) -> None:
    """The citizen has answered: the count goes on, or starts again, as the ladder says."""
    counted = work.paused_at is not None and work.ladder
    if counted and rules.ladder(work.ladder).acts.question == "starts_again":
        start_again(change, work, rules)
    else:
        go_on(change, work, rules)


def go_on(change: Change, work: Work, rules: Rules) -> None:
    """After a pause the count has as much time left as it had before; who was to be warned is warned accordingly."""
    if work.paused_at is not None:
        resume(change, work, rules)
        work.paused_at = None


def resume(change: Change, work: Work, rules: Rules) -> None:
    """What was stopped runs again with what it had left."""
    calendar = calendar_of(change.state, work, rules)
    open_ones = change.state.open_deadlines(work)
    for deadline in open_ones:
        if deadline.kind == DeadlineKind.RESUME:
            deadline.done = change.at
        elif deadline.kind in COUNTS and deadline.paused is not None:
            duration, ends = counted_by(deadline.data)
            _run_out(deadline, calendar, change.at, deadline.left or timedelta(0), duration, ends)
            deadline.paused = deadline.left = None
            _show(work, deadline)
        change.set(deadline)
    for warning in open_ones:
        if warning.kind == DeadlineKind.WARN and warning.paused is not None and work.due is not None:
            sooner = before(calendar, work.due, Duration.of(warning.data["before"]))
            warning.due, warning.paused = max(sooner, change.at), None
    change.touch(work)


def arrive(change: Change, work: Work, rules: Rules, carried: Carried | None) -> None:
    """The first count of a piece of work: it begins, or goes on with what the one before had left."""
    if carried is None:
        begin(change, work, rules)
        return
    deadline = _set(change, work, rules, carried.kind, carried.duration, carried.ends, level=carried.leads_to)
    calendar = calendar_of(change.state, work, rules)
    _run_out(deadline, calendar, change.at, carried.left, carried.duration, carried.ends)
    deadline.data["resumed"]["moved"] = True
    _warn(change, work, rules, deadline, next_rung(rules.ladder(work.ladder), work.level))
    _show(work, deadline)


def carried(change: Change, work: Work, rules: Rules) -> Carried | None:
    """What new work takes over: from what it takes up again, or from the last that was counted, where its ladder says
    that by such an act it goes on."""
    if not work.ladder:
        return None
    former = change.resumes
    if former is None:
        name = _COURSES.get(change.verb)
        if name is None or getattr(rules.ladder(work.ladder).acts, name) != "goes_on":
            return None
        former = next((each for each in reversed(change.state.works) if _came_from(each, work)), None)
    deadline = _last_count(change, former) if former is not None else None
    if former is None or deadline is None or former.level > rules.ladder(work.ladder).top:
        return None  # the other ladder does not even come so high: it begins
    duration, ends = counted_by(deadline.data)
    rest = deadline.left
    if rest is None and deadline.due is not None and deadline.done is not None:
        rest = left(calendar_of(change.state, former, rules), deadline.done, deadline.due, duration.unit, ends)
    return Carried(former.level, DeadlineKind(deadline.kind), deadline.level, rest or timedelta(0), duration, ends)


def choose_again(change: Change, work: Work, rules: Rules) -> None:
    """Its priority is another one now: the ladder for that counts, from now on or since the count began."""
    former = work.ladder
    put_on_ladder(change.state, work, rules)
    if not work.ladder:
        return
    change.touch(work)
    if rules.ladder(work.ladder).acts.priority == "starts_again":
        start_again(change, work, rules)
    elif work.ladder != former:
        _reckon_anew(change, work, rules)


def follow_category(change: Change, work: Work, rules: Rules) -> None:
    """Its category is another one now: the ladder for that counts, if there is one, since the count began."""
    former = work.ladder
    put_on_ladder(change.state, work, rules)
    if work.ladder != former:
        change.touch(work)
        _reckon_anew(change, work, rules)


def _came_from(former: Work, work: Work) -> bool:
    """Whether work that is done is that from which new work came: not another branch's."""
    beside = former.branch and work.branch and former.branch != work.branch
    return former is not work and former.done_at is not None and bool(former.ladder) and not beside


def _last_count(change: Change, work: Work) -> Deadline | None:
    """The count that ran on work that is done: of this very act at hand, else one statement."""
    known = [each for each in change.state.deadlines if each.work is work and each.kind in COUNTS]
    if known or work.pk is None:
        return max(known, key=lambda each: each.cycle, default=None)
    return Deadline.objects.filter(work_id=work.pk, kind__in=COUNTS).order_by("-cycle").first()


def _reckon_anew(change: Change, work: Work, rules: Rules) -> None:
    """By another ladder, as if it had counted since the count began; what would be over already is due now. A count
    that a question has paused, or did, keeps what it has left."""
    running = next((each for each in change.state.open_deadlines(work) if each.kind in COUNTS), None)
    if running is None or running.due is None or "resumed" in running.data:
        return
    starts = running.starts
    end(change, work)
    begin(change, work, rules)
    deadline = next(each for each in change.state.open_deadlines(work) if each.kind in COUNTS)
    duration, ends = counted_by(deadline.data)
    calendar = calendar_of(change.state, work, rules)
    due = add(calendar, starts, duration, ends)
    deadline.starts = starts
    deadline.data["by_day"] = due > change.at and by_day(calendar, due, duration, ends)
    deadline.due = max(due, change.at)
    for warning in change.state.open_deadlines(work):
        if warning.kind == DeadlineKind.WARN:
            sooner = before(calendar, deadline.due, Duration.of(warning.data["before"]))
            warning.starts, warning.due = starts, max(sooner, change.at)
    _show(work, deadline)


def _run_out(
    deadline: Deadline, calendar: Calendar, at: datetime, rest: timedelta, duration: Duration, ends: Ending
) -> None:
    """From now on it has so much left."""
    deadline.due = resumed(calendar, at, rest, duration.unit, ends)
    deadline.data = {
        **deadline.data,
        "resumed": {"at": at.isoformat(), "left": rest.total_seconds()},
        "by_day": bool(rest) and by_day(calendar, deadline.due, duration, ends),
    }


def _warn(change: Change, work: Work, rules: Rules, count: Deadline, coming: Next) -> None:
    """A row for the warning before a rung; none where there would be no time between it and now."""
    if coming.warning is None or count.due is None or count.kind != coming.kind:
        return
    due = before(calendar_of(change.state, work, rules), count.due, coming.warning.before)
    if due <= change.at:
        return
    data = {name: count.data[name] for name in ("calendar", "ladder")}
    warning = Deadline(
        work=work,
        case=change.case,
        kind=DeadlineKind.WARN,
        level=count.level,
        cycle=count.cycle,
        starts=change.at,
        due=due,
        data={**data, "before": coming.warning.before.as_json()},
    )
    change.set(warning)


def _show(work: Work, deadline: Deadline) -> None:
    """The work shows when the deadline is due."""
    work.due, work.due_by_day = deadline.due, deadline.data["by_day"]


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
    calendar = calendar_of(change.state, work, rules)
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
            **reckoned_by(change.state, work, rules, work.ladder if kind in COUNTS else ""),
            "counts": {**duration.as_json(), "ends": ends},
            "by_day": by_day(calendar, due, duration, ends),
        },
    )
    change.set(deadline)
    change.touch(work)
    return deadline


def follow_ladders(change: Change, work: Work, rules: Rules) -> None:
    """The ladders changed: a running count is reckoned anew, by the one that is for it now, since it began."""
    put_on_ladder(change.state, work, rules)
    change.touch(work)
    _reckon_anew(change, work, rules)


def warn_accordingly(change: Change, count: Deadline, rules: Rules) -> None:
    """The warnings of a running count follow the date that it has got."""
    for warning in change.state.open_deadlines(count.work):
        if warning.kind == DeadlineKind.WARN and warning.due is not None and count.due is not None:
            calendar = calendar_of(change.state, count.work, rules)
            warning.due = max(before(calendar, count.due, Duration.of(warning.data["before"])), change.at)
            change.set(warning)

"""What the clock does to a case when the time has come, and what a person does who does not wait for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from permissions.agencies.free_seats import Place
from workflows.cases import counting
from workflows.cases.actions import CloseInSilence, Escalate, Remind, Resume
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.models import CaseStatus, EventVerb, Work
from workflows.cases.rules import Rules
from workflows.cases.staying_clear import by_name, place_of, reach
from workflows.cases.steps import complete, task_step
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.processes.definition import Effect


def escalate(change: Change, action: Escalate, rules: Rules) -> None:
    """Up one level. The next level counts from this moment, so a late sweep lifts a case one level, never two."""
    if action.deadline_id is None:
        deadline = _coming(change, change.state.work(action.work_id, waits=False))
    else:
        deadline = _due(change, action.deadline_id, DeadlineKind.ESCALATE)
    _go_up(change, deadline, place_of(change.state, deadline.work.agency_id, deadline.level, rules), rules)


def _go_up(change: Change, deadline: Deadline, place: Place, rules: Rules) -> None:
    """To the place that comes next; where everybody above is accused, elsewhere, to who is at the ground there."""
    work, seat = deadline.work, place.seat
    before, moved = work.holder_id, place.agency_id != work.agency_id
    level = 0 if moved else deadline.level
    change.verb, change.step, change.post_id = EventVerb.ESCALATED, work.step, seat.post_id
    change.data.update(
        {
            "from_level": work.level,
            "to_level": level,
            "holder": seat.user_id,
            "due": deadline.due.isoformat() if deadline.due else None,
            "reckoned_by": deadline.data,
        }
    )
    counting.end(change, work)
    work.level, work.post_id, work.holder_id = level, seat.post_id, seat.user_id
    work.paused_at = None
    if moved:
        reach(change, work, place, rules)
    by_name(change, place)
    counting.begin(change, work, rules)
    case = change.case
    if case.status == CaseStatus.WAITING:
        case.status = CaseStatus(task_step(change.state, work).status)
    case.level, case.due = work.level, work.due
    # Of one that a person moved up in time no letter says that nobody acted.
    topic = "escalated" if change.actor.kind == "clock" else "moved_up"
    change.tell_staff(topic, [seat.user_id, before])
    change.tell_citizen("referred" if moved else topic)


def remind(change: Change, action: Remind, rules: Rules) -> None:
    """Nobody acted at the top: the unit above the agencies is told, and told again.

    Where nobody of that unit is free of the case, it goes to whoever is: a reminder would reach nobody who may read it.
    """
    deadline = _due(change, action.deadline_id, DeadlineKind.REMIND)
    work, unit = deadline.work, rules.unit(change.state.track)
    place = place_of(change.state, unit.pk, 0, rules)
    if place.seat.user_id is not None and place.agency_id not in (unit.pk, work.agency_id):
        _go_up(change, deadline, place, rules)
        return
    change.verb, change.step, change.post_id = EventVerb.REMINDED, work.step, work.post_id
    change.data.update({"cycle": deadline.cycle, "told": unit.pk})
    counting.end(change, work)
    counting.begin(change, work, rules)
    change.case.due = work.due
    change.tell_staff("reminded", [place.seat.user_id])


def resume(change: Change, action: Resume, rules: Rules) -> None:
    """No answer came in time. The question stays open, but it pauses nothing any more."""
    deadline = _due(change, action.deadline_id, DeadlineKind.RESUME)
    work = deadline.work
    change.verb, change.step = EventVerb.RESUMED, work.step
    counting.go_on(change, work, rules)
    step = task_step(change.state, work)
    change.case.status, change.case.due = CaseStatus(step.status), work.due
    change.tell_staff("resumed", [work.holder_id, work.assignee_id])


def close_in_silence(change: Change, action: CloseInSilence, rules: Rules) -> None:
    """The citizen has not contradicted."""
    deadline = _due(change, action.deadline_id, DeadlineKind.CLOSE)
    work = deadline.work
    change.verb, change.step = EventVerb.CLOSED, work.step
    complete(change, work, Effect.SILENT, rules)
    change.tell_citizen("closed")


def _due(change: Change, deadline_id: int | None, kind: DeadlineKind) -> Deadline:
    """The deadline as it stands under the lock: someone may have acted since the sweep saw it."""
    for deadline in change.state.deadlines:
        meant = deadline.pk == deadline_id and deadline.kind == kind and deadline.done is None
        if meant and deadline.due is not None and deadline.due <= change.at:
            return deadline
    raise NotPossible(_("This is not due any more."))


def _coming(change: Change, work: Work) -> Deadline:
    for deadline in change.state.open_deadlines(work):
        if deadline.kind == DeadlineKind.ESCALATE:
            return deadline
    raise NotPossible(_("There is no higher level to go to."))

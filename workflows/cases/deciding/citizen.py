"""What citizens do to their own case."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import AgencyRole
from workflows.cases import counting
from workflows.cases.actions import Accept, AddInformation, AnswerQuestion, NotThisBody, Rate, Reopen, Withdraw
from workflows.cases.change import Change
from workflows.cases.deciding.texts import checked, required
from workflows.cases.errors import NotPossible
from workflows.cases.models import CaseStatus, EventVerb, MessageKind, Outcome, Track, Work
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.steps import close, complete, leave, process_of, stand_at, task_step
from workflows.processes.definition import Effect, ProcessDefinition, TaskStep, WaitStep

REOPEN_DAYS = 30
"""Calendar days after closing in which a citizen may still say that it is not settled."""


def answer(change: Change, action: AnswerQuestion, rules: Rules) -> None:
    """The answer to the open question; the count goes on with the time it had left."""
    work = _asked(change)
    if work is None:
        raise NotPossible(_("There is no open question. You can add information instead."))
    _answer(change, work, action, rules)


def add(change: Change, action: AddInformation, rules: Rules) -> None:
    """Something more, unasked. It touches no count; while a question is open it is what the agency waits for."""
    if change.case.status == CaseStatus.CLOSED:
        raise NotPossible(_("The case is closed. If it is not settled, say why and it is opened again."))
    asked = _asked(change)
    if asked is not None:
        _answer(change, asked, action, rules)
        return
    change.verb = EventVerb.CITIZEN_ADDED
    _say_or_attach(change, MessageKind.ADDITION, action)
    change.tell_staff("citizen_added", [who for work in change.state.open_works for who in _who_works(work)])


def _asked(change: Change) -> Work | None:
    return next((work for work in change.state.open_works if work.question_open), None)


def _answer(change: Change, work: Work, action: AnswerQuestion | AddInformation, rules: Rules) -> None:
    change.verb, change.step = EventVerb.CITIZEN_ANSWERED, work.step
    _say_or_attach(change, MessageKind.ANSWER, action)
    work.question_open = False
    counting.go_on(change, work, rules)
    change.touch(work)
    change.case.status, change.case.due = CaseStatus(task_step(change.state, work).status), work.due
    change.tell_staff("citizen_answered", _who_works(work))


def _say_or_attach(change: Change, kind: MessageKind, action: AnswerQuestion | AddInformation) -> None:
    """Words, files, or both."""
    change.files = action.files
    change.say(kind, checked(action.text) if action.files else required(action.text), public=True)


def not_this_body(change: Change, action: NotThisBody, rules: Rules) -> None:
    """The rules erred, says the citizen: to triage, with a new count. Their word is enough, and it counts once."""
    state = change.state
    step = triage_of(process_of(state))
    if step is None or not was_sent_by_a_rule(state):
        raise NotPossible(_("This is possible once, as long as the request is where the rules have sent it."))
    work = state.work(action.work_id, waits=False)
    change.verb, change.step = EventVerb.MISROUTED, work.step
    change.data.update({"from": work.agency_id, "level": work.level})
    leave(change, work, "misrouted")
    stand_at(change, step, rules)
    change.tell_citizen("referred")


def was_sent_by_a_rule(state: State) -> bool:
    """Whether a rule chose the public body that has the case, and nobody has answered or moved it since."""
    case = state.case
    ordinary = state.track == Track.ORDINARY and case.subject_agency_id is None
    only_work = len(state.works) == 1 and bool(state.open_works)
    return ordinary and only_work and case.agency.role == AgencyRole.PUBLIC_BODY


def triage_of(process: ProcessDefinition) -> str | None:
    """The step in which the complaints unit finds the right body; None where a process has none."""
    steps = process.steps.items()
    return next((key for key, step in steps if isinstance(step, TaskStep) and step.status == CaseStatus.TRIAGE), None)


def accept(change: Change, action: Accept, rules: Rules) -> None:
    """The answer settles it."""
    work = change.state.work(action.work_id, waits=True)
    change.verb, change.step = EventVerb.ACCEPTED, work.step
    complete(change, work, Effect.ACCEPT, rules)


def reopen(change: Change, action: Reopen, rules: Rules) -> None:
    """The answer does not settle it: back to the agency, with a new count from the ground."""
    change.verb = EventVerb.REOPENED
    change.say(MessageKind.REASON, required(action.reason), public=True)
    change.files = action.files
    change.case.reopenings += 1
    if change.case.status == CaseStatus.CLOSED:
        _open_again(change, rules)
    else:
        work = change.state.work(action.work_id, waits=True)
        change.step = work.step
        complete(change, work, Effect.REOPEN, rules)
    change.case.outcome = ""
    change.tell_citizen("reopened")


def rate(change: Change, action: Rate, rules: Rules) -> None:
    """How content they are, from one to five."""
    case = change.case
    if case.status not in (CaseStatus.ANSWERED, CaseStatus.CLOSED) or case.outcome == Outcome.WITHDRAWN:
        raise NotPossible(_("You can rate once there is an answer."))
    if case.rating is not None:
        raise NotPossible(_("You have rated this case already. Thank you."))
    if not 1 <= action.stars <= 5:
        raise NotPossible(_("Choose a step from 1 to 5."))
    change.verb = EventVerb.RATED
    case.rating = change.data["stars"] = action.stars
    change.say(MessageKind.REASON, checked(action.comment), public=True)


def withdraw(change: Change, action: Withdraw, rules: Rules) -> None:
    """The citizen takes it back; whatever is open ends."""
    case = change.case
    if case.status == CaseStatus.CLOSED:
        raise NotPossible(_("The case is closed already."))
    change.verb = EventVerb.WITHDRAWN
    change.say(MessageKind.REASON, checked(action.reason), public=True)
    change.tell_staff("withdrawn", [who for work in change.state.open_works for who in _who_works(work)])
    for work in change.state.open_works:
        leave(change, work, "withdrawn")
    rules.mover.clear(change.state)
    case.outcome = Outcome.WITHDRAWN
    close(change)


def _open_again(change: Change, rules: Rules) -> None:
    case = change.case
    step = step_after_reopening(process_of(change.state))
    if case.outcome == Outcome.WITHDRAWN or step is None or case.closed_at is None:
        raise NotPossible(_("A case of this kind is not opened again. Please file a new request."))
    if change.at - case.closed_at > timedelta(days=REOPEN_DAYS):
        raise NotPossible(_("It was closed too long ago to be opened again. Please file a new request."))
    case.closed_at = None
    stand_at(change, step, rules)


def may_be_opened_again(state: State, at: datetime) -> bool:
    """Whether a closed case can still be opened again at this moment."""
    case = state.case
    if case.closed_at is None or case.outcome == Outcome.WITHDRAWN:
        return False
    in_time = at - case.closed_at <= timedelta(days=REOPEN_DAYS)
    return in_time and step_after_reopening(process_of(state)) is not None


def step_after_reopening(process: ProcessDefinition) -> str | None:
    """Where a closed case goes on; None when cases of the process are not opened again."""
    waits = (step for step in process.steps.values() if isinstance(step, WaitStep))
    return next((outcome.next for step in waits for outcome in step.by_effect(Effect.REOPEN)), None)


def _who_works(work: Work) -> list[int | None]:
    return [work.holder_id, work.assignee_id]

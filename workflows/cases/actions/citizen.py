"""What citizens do to their own case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import AgencyRole
from workflows.cases import counting
from workflows.cases.actions.action import Action
from workflows.cases.change import Change, checked, required
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import NOT_ANSWERED, CaseStatus, MessageKind, Outcome, Solved, Track, Work
from workflows.cases.renamed import called_now, moves_of
from workflows.cases.rules import Rules
from workflows.cases.state import State, at_work
from workflows.cases.steps import complete, leave, leave_by, stand_at
from workflows.cases.submission import StoredFile
from workflows.processes.definition import Effect, ProcessDefinition, TaskStep, WaitStep
from workflows.processes.definition import Outcome as Way

__all__ = ["Accept", "AddInformation", "AnswerQuestion", "Appeal", "NotThisBody", "Rate", "Reopen", "Withdraw"]

REOPEN_DAYS = 30
"""Calendar days after closing in which a citizen may still say that it is not settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion(Action):
    """The answer to the open question: words, files, or both; the count goes on with the time it had left."""

    verb, by_citizen = EventVerb.CITIZEN_ANSWERED, True
    text: str
    files: tuple[StoredFile, ...] = ()

    def decide(self, change: Change, rules: Rules) -> None:
        asked = _asked(change, self)
        if not asked:
            raise NotPossible(_("There is no open question. You can add information instead."))
        if len(asked) > 1:
            raise NotPossible(_("Several agencies have asked you something. Answer below the question that you mean."))
        _answer(change, asked[0], self, rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInformation(Action):
    """Something more, unasked: words, files, or both. It touches no count.

    While one question is open it is what its agency waits for, and becomes the answer.
    """

    verb, by_citizen = EventVerb.CITIZEN_ADDED, True
    text: str
    files: tuple[StoredFile, ...] = ()

    def decide(self, change: Change, rules: Rules) -> None:
        if change.case.status == CaseStatus.CLOSED:
            raise NotPossible(_("The request is closed. If it is not settled, say why and it is opened again."))
        asked = _asked(change, self)
        if len(asked) == 1:
            change.verb = AnswerQuestion.verb
            _answer(change, asked[0], self, rules)
            return
        _say_or_attach(change, MessageKind.ADDITION, self)
        for work in change.state.open_works:
            change.tell_staff("citizen_added", _who_works(work), work)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotThisBody(Action):
    """The rules erred, says the citizen: to triage, with a new count. Their word is enough, and it counts once.

    ``perhaps``: the code of the body that they think of; whoever sorts it reads that, and nothing moves by it.
    """

    verb, by_citizen = EventVerb.MISROUTED, True
    perhaps: str = ""

    def decide(self, change: Change, rules: Rules) -> None:
        state = change.state
        step = triage_of(state.process)
        if step is None or not was_sent_by_a_rule(state):
            raise NotPossible(_("This is possible once, as long as the request is where the rules have sent it."))
        work = state.work(self.work_id)
        change.act_on(work)
        change.data.update({"from": work.agency_id, "level": work.level})
        if self.perhaps:
            body = rules.agency_by_code(self.perhaps)
            if body is None or body.role != AgencyRole.PUBLIC_BODY or body.pk == work.agency_id:
                raise NotPossible(_("Choose another agency from the list, or none."))
            change.data["perhaps"] = body.code
        leave(change, work, "misrouted")
        stand_at(change, step, rules)
        change.tell_citizen("referred")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Action):
    """The answer settles it."""

    verb, by_citizen = EventVerb.ACCEPTED, True

    def decide(self, change: Change, rules: Rules) -> None:
        work = change.state.work(self.work_id, waits=True)
        change.act_on(work)
        way = complete(change, work, Effect.ACCEPT, rules)
        change.tell_citizen("", work, instead=way.letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Action):
    """The answer does not settle it: back to the agency, with a new count from the ground."""

    verb, by_citizen = EventVerb.REOPENED, True
    reason: str
    files: tuple[StoredFile, ...] = ()

    def decide(self, change: Change, rules: Rules) -> None:
        change.say(MessageKind.REASON, required(self.reason), public=True)
        change.files = self.files
        change.case.reopenings += 1
        letter = ""
        if change.case.status == CaseStatus.CLOSED:
            _open_again(change, rules)
        else:
            work = change.state.work(self.work_id, waits=True)
            change.act_on(work)
            letter = complete(change, work, Effect.REOPEN, rules).letter
        change.case.outcome = ""
        change.tell_citizen("reopened", instead=letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(Action):
    """The answer does not settle it: to another instance, with a new count from the ground. Once by each such way."""

    verb, by_citizen = EventVerb.APPEALED, True
    reason: str
    files: tuple[StoredFile, ...] = ()

    def decide(self, change: Change, rules: Rules) -> None:
        work = change.state.work(self.work_id, waits=True)
        way = way_to_appeal(change.state)
        if way is None:
            raise NotPossible(_("This answer can no longer be brought before another instance."))
        change.say(MessageKind.REASON, required(self.reason), public=True)
        change.files = self.files
        change.act_on(work)
        leave_by(change, work, way, rules)
        change.case.outcome = ""
        change.tell_citizen("appealed", change.went, instead=way.letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Action):
    """How content they are, from one to five, and whether they got what they needed; until it is closed for good it can
    be said anew, and the last counts.
    """

    verb, by_citizen = EventVerb.RATED, True
    stars: int
    solved: Solved | None = None
    comment: str = ""

    def decide(self, change: Change, rules: Rules) -> None:
        case = change.case
        if case.status == CaseStatus.ANSWERED:
            raise NotPossible(_("First say whether you accept the answer. Then you can rate."))
        if case.status != CaseStatus.CLOSED or case.outcome in NOT_ANSWERED:
            raise NotPossible(_("You can rate once there is an answer."))
        if not may_rate(change.state, change.at):
            raise NotPossible(_("You have rated this request already, and it is closed for good. Thank you."))
        if not 1 <= self.stars <= 5:
            raise NotPossible(_("Choose a step from 1 to 5."))
        case.rating = change.data["stars"] = self.stars
        if self.solved is not None:
            change.data["solved"] = str(self.solved)
        change.say(MessageKind.REASON, checked(self.comment), public=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Action):
    """The citizen takes it back; whatever is open ends."""

    verb, by_citizen = EventVerb.WITHDRAWN, True
    reason: str = ""

    def decide(self, change: Change, rules: Rules) -> None:
        case = change.case
        if case.status == CaseStatus.CLOSED:
            raise NotPossible(_("The request is closed already."))
        if case.status == CaseStatus.ANSWERED:
            raise NotPossible(_("The request is decided already. You can accept the answer or object to it."))
        change.say(MessageKind.REASON, checked(self.reason), public=True)
        for work in change.state.open_works:
            change.tell_staff("withdrawn", _who_works(work), work)
            leave(change, work, "withdrawn")
        rules.mover.clear(change.state)
        case.held, case.outcome = False, Outcome.WITHDRAWN


def _asked(change: Change, action: AnswerQuestion | AddInformation) -> list[Work]:
    """The open questions that are meant: the one that is named, else all."""
    if action.work_id is not None and all(work.pk != action.work_id for work in change.state.works):
        raise NotAllowed
    works = change.state.open_works
    return [work for work in works if work.question_open and action.work_id in (None, work.pk)]


def _answer(change: Change, work: Work, action: AnswerQuestion | AddInformation, rules: Rules) -> None:
    change.act_on(work)
    _say_or_attach(change, MessageKind.ANSWER, action)
    work.question_open = False
    counting.answered(change, work, rules)
    change.touch(work)
    change.tell_staff("citizen_answered", _who_works(work), work)


def _say_or_attach(change: Change, kind: MessageKind, action: AnswerQuestion | AddInformation) -> None:
    """Words, files, or both."""
    change.files = action.files
    change.say(kind, checked(action.text) if action.files else required(action.text), public=True)


def way_to_appeal(state: State) -> Way | None:
    """By which outcome the answer at hand can be brought before another instance; None where it cannot, or was."""
    asks = (work for work in state.open_works if work.waits and not state.waits_for_time(work))
    for work in asks:
        for way in state.step_of(work).by_effect(Effect.APPEAL):
            if not _was_taken(state, work.step, way.key):
                return way
    return None


def _was_taken(state: State, step: str, way: str) -> bool:
    """Whether a step was left by a way before, under whatever name: the diary is asked only where a way of that key
    was taken."""
    left = [each for each in state.works if each.result == way]
    moves = moves_of(state) if left else []
    return any(called_now(each, moves) == step for each in left)


def was_sent_by_a_rule(state: State) -> bool:
    """Whether a rule chose the public body that has the case, and nobody has answered or moved it since."""
    case = state.case
    ordinary = state.track == Track.ORDINARY and case.subject_agency_id is None
    only_work = len(state.works) == 1 and bool(at_work(state))
    return ordinary and only_work and case.agency.role == AgencyRole.PUBLIC_BODY


def triage_of(process: ProcessDefinition) -> str | None:
    """The step in which the complaints unit finds the right body; None where a process has none."""
    steps = process.steps.items()
    return next((key for key, step in steps if isinstance(step, TaskStep) and step.status == CaseStatus.TRIAGE), None)


def may_rate(state: State, at: datetime) -> bool:
    """Whether it can be rated, or rated anew: once nothing is asked about its answer any more, the second time until it
    is closed for good."""
    case = state.case
    if case.status != CaseStatus.CLOSED or case.outcome in NOT_ANSWERED:
        return False
    return case.rating is None or open_again_by(state, at) is not None


def _open_again(change: Change, rules: Rules) -> None:
    case = change.case
    step = step_after_reopening(change.state.process)
    if case.outcome in NOT_ANSWERED or step is None or case.closed_at is None:
        raise NotPossible(_("A request of this kind is not opened again. Please file a new request."))
    if change.at - case.closed_at > timedelta(days=REOPEN_DAYS):
        raise NotPossible(_("It was closed too long ago to be opened again. Please file a new request."))
    stand_at(change, step, rules)


def open_again_by(state: State, at: datetime) -> datetime | None:
    """Until when a closed case can be opened again; None where that cannot be, or at this moment no longer."""
    case = state.case
    if case.closed_at is None or case.outcome in NOT_ANSWERED or step_after_reopening(state.process) is None:
        return None
    last = case.closed_at + timedelta(days=REOPEN_DAYS)
    return last if at <= last else None


def step_after_reopening(process: ProcessDefinition) -> str | None:
    """Where a closed case goes on; None when cases of the process are not opened again."""
    waits = (step for step in process.steps.values() if isinstance(step, WaitStep))
    return next((outcome.next for step in waits for outcome in step.by_effect(Effect.REOPEN)), None)


def _who_works(work: Work) -> list[int | None]:
    return [work.holder_id, work.assignee_id]

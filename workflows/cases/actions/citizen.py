"""What citizens do to their own case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import AgencyRole
from permissions.writing import local, midnight
from workflows.cases import counting
from workflows.cases.actions.action import Action
from workflows.cases.change import Change, checked, required
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import NOT_ANSWERED, CaseStatus, Listening, MessageKind, Outcome, Solved, Track, Work
from workflows.cases.objection import can_be_heard, was_decided
from workflows.cases.recusal import destination_of
from workflows.cases.renamed import called_now, moves_of
from workflows.cases.rules import Rules
from workflows.cases.state import State, at_work
from workflows.cases.steps import complete, leave, leave_by, stand_at
from workflows.cases.submission import StoredFile
from workflows.processes.definition import Effect, ProcessDefinition, TaskStep, WaitStep
from workflows.processes.definition import Outcome as Way

__all__ = ["Accept", "AddInformation", "AnswerQuestion", "NotDone", "NotThisBody", "Rate", "Reopen", "Withdraw"]

REOPEN_DAYS = 30
"""Calendar days after closing in which a citizen may still object, or say that what was promised was not done."""
PROMISED = (Outcome.RESOLVED, Outcome.PARTLY)
"""What an agency says that it has done, or will do."""
TOO_LATE = _(
    "The 30 days to object have ended. The page “After an objection” says where else you can go. If something new "
    "has happened, file a new request."
)
LAST_INSTANCE = _(
    "This is the decision on your objection, and it can’t be reviewed here again. The page “After an objection” "
    "says where else you can go."
)


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
    """They object to what was decided: somebody decides anew who has not decided on it before (``cases.objection``)."""

    verb, by_citizen = EventVerb.REOPENED, True
    reason: str
    files: tuple[StoredFile, ...] = ()

    def decide(self, change: Change, rules: Rules) -> None:
        state = change.state
        way = _way_in_time(change, way_to_object(state))
        change.say(MessageKind.REASON, required(self.reason), public=True)
        change.files = self.files
        change.case.reopenings += 1
        state.objection_raised = state.objections + 1
        change.data.update({"objection": state.objections, "objected_at": _decided_at(state)})
        _go_back(change, self.work_id, way, rules)
        change.tell_citizen("reopened", change.went, instead=way.letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDone(Action):
    """What was promised has not been done: back to the work itself, once, which the level above is told."""

    verb, by_citizen = EventVerb.NOT_DONE, True
    reason: str
    files: tuple[StoredFile, ...] = ()

    def decide(self, change: Change, rules: Rules) -> None:
        state = change.state
        way = way_back_to_work(state)
        if way is None:
            raise NotPossible(
                _(
                    "You’ve already told us, and your request went back to be carried out. If it still isn’t done, "
                    "object."
                )
                if any(work.again for work in state.works) and way_to_object(state) is not None
                else _("No promise was made here that could be carried out now.")
            )
        way = _way_in_time(change, way)
        change.say(MessageKind.REASON, required(self.reason), public=True)
        change.files = self.files
        _go_back(change, self.work_id, way, rules)
        for work in change.opened:
            work.again = True
        if change.went is not None:
            above = destination_of(state, change.went.agency_id, change.went.level + 1, rules).seat.user_id
            change.tell_staff("not_done", [above], change.went)
        change.tell_citizen("not_done", change.went, instead=way.letter)


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
            raise NotPossible(_("First say whether you accept the answer. Then you can rate the service."))
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
            raise NotPossible(_("Your request has already been decided. You can accept the answer or object to it."))
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
    """Words, files, or both. Where the recording was silent, there is something to listen to or to read now."""
    if change.case.is_silent:
        change.case.listening = Listening.WAITING
    change.files = action.files
    change.say(kind, checked(action.text) if action.files else required(action.text), public=True)


def way_to_object(state: State) -> Way | None:
    """By which outcome of the citizen's view, open or over, the answer at hand can be objected to; None where it
    cannot: nobody has decided yet, somebody decides on an objection now, or the last instance has decided."""
    step = _view(state)
    if step is None:
        return None
    other = (way for way in step.by_effect(Effect.APPEAL) if not _was_taken(state, step.key, way.key))
    return next(iter((*other, *step.by_effect(Effect.REOPEN))), None)


def is_last_word(state: State, rules: Rules) -> bool:
    """Whether what was decided on an objection cannot be objected to any more: it was the last instance, or nobody is
    left here who has not decided. No statement where the citizen has not objected."""
    case = state.case
    decided = case.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED) and case.outcome not in NOT_ANSWERED
    if not state.objections or not decided:
        return False
    way = way_to_object(state)
    return way is None or not can_be_heard(state, way.next, rules)


def way_back_to_work(state: State) -> Way | None:
    """By which outcome what was promised is asked for once more; None where nothing was, or it was asked for before."""
    step = _view(state)
    if step is None or state.case.outcome not in PROMISED or any(work.again for work in state.works):
        return None
    return next(iter(step.by_effect(Effect.NOT_DONE)), None)


def _view(state: State) -> WaitStep | None:
    """The step at which the citizen has the word; of a case that is over the last at which they had it, unless somebody
    has decided since."""
    if at_work(state):
        return None
    for work in reversed(state.works):
        step = state.process.steps.get(work.step)
        if isinstance(step, WaitStep):
            return step
        if was_decided(state, work):
            return None
    return None


def _way_in_time(change: Change, way: Way | None) -> Way:
    """The way, where it is not too early and not too late for it. Raises ``NotPossible`` in words that say which."""
    state, case = change.state, change.case
    if case.status == CaseStatus.CLOSED:
        if case.outcome in NOT_ANSWERED or case.closed_at is None:
            raise NotPossible(_("A request of this kind is not opened again. Please file a new request."))
        if way is not None and change.at >= objectable_until(case.closed_at):
            raise NotPossible(TOO_LATE)
        if way is None and state.objections:
            raise NotPossible(LAST_INSTANCE)
    if way is None and state.objections and at_work(state):
        raise NotPossible(_("You’ve already objected. Your request’s page says who decides, and by when."))
    if way is None:
        raise NotPossible(_("There’s no decision here yet that you could object to."))
    return way


def _go_back(change: Change, work_id: int | None, way: Way, rules: Rules) -> None:
    """Leave the citizen's view by a way, also one that is over; nothing stands decided any more."""
    if change.case.status == CaseStatus.CLOSED:
        change.body_id = change.state.works[-1].agency_id
        stand_at(change, way.next, rules)
    else:
        work = change.state.work(work_id, waits=True)
        change.act_on(work)
        leave_by(change, work, way, rules)
    change.case.outcome = ""


def _decided_at(state: State) -> int:
    """The agency whose decision is objected to."""
    decided = (work.agency_id for work in reversed(state.works) if was_decided(state, work))
    return next(decided, state.case.agency_id)


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


def open_again_by(state: State, at: datetime) -> datetime | None:
    """Until when the answer of a closed case can be objected to; None where it cannot, or at this moment no longer."""
    case = state.case
    if case.closed_at is None or case.outcome in NOT_ANSWERED or way_to_object(state) is None:
        return None
    last = objectable_until(case.closed_at)
    return last if at < last else None


def objectable_until(closed_at: datetime) -> datetime:
    """The end of the last day on which an answer can be objected to: people are told a day, which is theirs to its
    end."""
    return midnight(local(closed_at).date() + timedelta(days=REOPEN_DAYS + 1))


def _who_works(work: Work) -> list[int | None]:
    return [work.holder_id, work.assignee_id]

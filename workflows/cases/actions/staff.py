"""What members of staff do to a case."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from django.utils.translation import gettext_lazy as _

from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from workflows.cases import counting
from workflows.cases.actions.action import Action, Rights
from workflows.cases.change import Change, checked, required
from workflows.cases.checklist import refuse_what_is_not_ticked
from workflows.cases.duties import NOT_THEM, check_who_leaves, refuse_barred
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.filling import Given, fill_in
from workflows.cases.grounds import Refusal, refuse
from workflows.cases.models import Case, CaseStatus, MessageKind, Outcome, Track, Work
from workflows.cases.objection import check_decides, check_reason, check_undecided
from workflows.cases.redacted import going_out
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.steps import leave_by
from workflows.cases.submission import StoredFile
from workflows.processes import definition as ways
from workflows.processes.advance import lies_within, rank
from workflows.processes.definition import Effect

__all__ = ["AskCitizen", "Assign", "Decide", "Note", "Proceed", "Refer", "Reply"]

REFERRALS_BEFORE_THE_UNIT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Action):
    """Give the work to a colleague, or back to the holder (None), who remains answerable. Does not touch the count.

    ``told``: the colleague gets a letter for it; of many at once they get one for all.
    """

    verb, right = EventVerb.ASSIGNED, WORK_CASE
    user_id: int | None
    told: bool = True

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        """Nobody gets what they may not work."""
        if self.user_id is None:
            return True
        colleague, theirs = Actor.staff(self.user_id), held(self.user_id)
        return any(can(colleague, WORK_CASE, subject, held=theirs) for subject in self.subjects(state))

    def decide(self, change: Change, rules: Rules) -> None:
        work = change.state.work(self.work_id)
        refuse_barred(change.state, work, change.actor.user_id, rules)
        refuse_barred(change.state, work, self.user_id, rules, NOT_THEM)
        if work.assignee_id == self.user_id:
            raise NotPossible(
                _("It is with its holder alone already.")
                if self.user_id is None
                else _("It is already with this colleague.")
            )
        for user_id in (change.actor.user_id, self.user_id):
            check_undecided(change.state, work, user_id, rules)
        work.assignee_id = self.user_id
        change.touch(work)
        change.act_on(work)
        change.post_id = work.post_id
        change.data["assignee"] = self.user_id
        if self.told:
            change.tell_staff("assigned", [self.user_id], work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Action):
    """Words for colleagues only. Does not touch the count.

    ``mentioned``: the colleagues to whom it speaks, who are told of it and who may all read the case.
    """

    verb, right, about = EventVerb.NOTED, WORK_CASE, "case"
    text: str
    mentioned: tuple[int, ...] = ()

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        """Nobody is called to what they may not read."""
        return all(can(Actor.staff(each), VIEW_CASE, state, held=held(each)) for each in self.mentioned)

    def decide(self, change: Change, rules: Rules) -> None:
        change.act_on_the_whole()
        change.say(MessageKind.NOTE, required(self.text), public=False)
        if self.mentioned:
            change.data["mentioned"] = list(self.mentioned)
            change.tell_staff("mentioned", self.mentioned)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCitizen(Action):
    """Ask the citizen; pauses the count until the answer, for which no second question is sent.

    Where that did not come in time and no ladder limits how often one asks, a further question pauses nothing: else
    silence would be a pause without end. On an objection only whoever decides on it asks: others would hold it up.
    """

    verb, right, to_citizen = EventVerb.ASKED, WORK_CASE, True
    text: str

    def decide(self, change: Change, rules: Rules) -> None:
        work = change.state.work(self.work_id)
        if work.objection:
            check_decides(change.state, work, change.actor.user_id, rules)
        _act_on(change, work)
        change.say(MessageKind.QUESTION, required(self.text), public=True)
        counting.refuse_further_questions(change, work, rules)
        change.data["paused"] = not work.question_open or counting.asking_of(work, rules) is not None
        if change.data["paused"]:
            work.question_open = True
            counting.pause(change, work, rules)
        change.touch(work)
        change.tell_citizen("asked", work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Action):
    """Tell the citizen something without deciding yet; whether the count starts again by it says the ladder.

    ``copies``: redacted copies (ids) of files of the case that go with it, beside ``files``.
    """

    verb, right, to_citizen, followed = EventVerb.REPLIED, WORK_CASE, True, True
    text: str
    files: tuple[StoredFile, ...] = ()
    copies: tuple[int, ...] = ()

    def decide(self, change: Change, rules: Rules) -> None:
        work = change.state.work(self.work_id)
        if work.objection:
            check_undecided(change.state, work, change.actor.user_id, rules)
        _act_on(change, work)
        change.say(MessageKind.REPLY, required(self.text), public=True)
        change.files = (*self.files, *going_out(change.case, self.copies))
        change.data["counts"] = counting.replied(change, work, rules)
        change.touch(work)
        change.tell_citizen("replied", work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(Action):
    """Answer the citizen and leave the step by ``outcome``; the process moves on. ``copies``: as of ``Reply``.

    What came as a recording is decided once somebody has listened and written what it says. ``refusal``: why, of an
    outcome that refuses, which none does without it.
    """

    verb, right, to_citizen, followed = EventVerb.DECIDED, WORK_CASE, True, True
    outcome: str
    text: str
    files: tuple[StoredFile, ...] = ()
    copies: tuple[int, ...] = ()
    fields: Given | None = None
    refusal: Refusal | None = None

    def decide(self, change: Change, rules: Rules) -> None:
        work = change.state.work(self.work_id)
        check_who_leaves(change.state, work, change.actor.user_id, rules)
        check_decides(change.state, work, change.actor.user_id, rules)
        _check_heard(change.case)
        outcome = _chosen(change, work, self.outcome, Effect.DECIDE)
        refuse_what_is_not_ticked(change, work)
        check_reason(change.state, work, self.text)
        _act_on(change, work)
        change.say(MessageKind.DECISION, required(self.text), public=True)
        if outcome.result == Outcome.REFUSED:
            refuse(change, self.refusal)
        change.files = (*self.files, *going_out(change.case, self.copies))
        if not (change.case.outcome and _answered_before(change.state, work)):
            change.case.outcome = Outcome(outcome.result)
        change.data["outcome"], work.decided_by_id = outcome.result, change.actor.user_id
        fill_in(change, work, outcome, self.fields)
        leave_by(change, work, outcome, rules)
        asked = change.state.asks_its_citizen
        view = change.went if asked and change.went is not None and change.went.waits else None
        # While others still work on it there is nothing to accept yet, and no date by which to object.
        goes_on = view is None and any(not work.waits for work in change.state.open_works)
        change.tell_citizen("answered_in_part" if goes_on else "decided", view or work, instead=outcome.letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceed(Action):
    """Leave the step by an ``outcome`` that is no answer yet.

    Where that outcome has the officer write to the citizen, the words are a reply; else they are for colleagues, and
    may be left out.
    """

    verb, right, to_citizen, followed = EventVerb.PROCEEDED, WORK_CASE, True, True
    outcome: str
    text: str = ""
    fields: Given | None = None

    def decide(self, change: Change, rules: Rules) -> None:
        work = change.state.work(self.work_id)
        check_who_leaves(change.state, work, change.actor.user_id, rules)
        check_decides(change.state, work, change.actor.user_id, rules)
        outcome = _chosen(change, work, self.outcome, Effect.PROCEED)
        refuse_what_is_not_ticked(change, work)
        _act_on(change, work)
        if outcome.answers:
            change.say(MessageKind.REPLY, required(self.text), public=True)
        else:
            change.say(MessageKind.NOTE, checked(self.text), public=False)
        change.data["outcome"] = outcome.key
        fill_in(change, work, outcome, self.fields)
        leave_by(change, work, outcome, rules)
        change.tell_citizen("replied" if outcome.answers else "", work, instead=outcome.letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refer(Action):
    """Send the case to another agency (its code), with a reason. A third referral goes to the complaints unit."""

    verb, right, to_citizen, followed = EventVerb.REFERRED, WORK_CASE, True, True
    agency: str
    reason: str
    fields: Given | None = None

    def decide(self, change: Change, rules: Rules) -> None:
        work = change.state.work(self.work_id)
        check_who_leaves(change.state, work, change.actor.user_id, rules)
        check_decides(change.state, work, change.actor.user_id, rules)
        outcome = next(iter(change.state.step_of(work).by_effect(Effect.REFER)), None)
        if outcome is None:
            raise NotPossible(_("This step cannot send the request to another agency."))
        target = _target(change, work, self.agency, rules)
        _act_on(change, work)
        change.say(MessageKind.REASON, required(self.reason), public=True)
        change.data.update({"from": work.agency_id, "to": target.pk, "named": self.agency})
        fill_in(change, work, outcome, self.fields)
        leave_by(change, work, outcome, rules, target=target)
        change.tell_citizen("referred", change.went, instead=outcome.letter)


def _answered_before(state: State, work: Work) -> bool:
    """Whether a branch that goes before that of ``work`` has given its answer since the process split: the case shows
    the answer of the first in order, whoever answers last."""
    since = takewhile(lambda each: each.branch, reversed(state.works))
    return any(
        rank(each.branch) < rank(work.branch)
        and not lies_within(work.branch, each.branch)
        and _has_answered(state, each)
        for each in since
    )


def _has_answered(state: State, work: Work) -> bool:
    step = state.rests_at(work)
    answers = step.by_effect(Effect.DECIDE) if isinstance(step, ways.TaskStep) else []
    return any(outcome.key == work.result for outcome in answers)


def _act_on(change: Change, work: Work) -> None:
    """The diary also says in whose post and at which level."""
    change.act_on(work)
    change.post_id, change.data["level"] = work.post_id, work.level


def _check_heard(case: Case) -> None:
    """Raises ``NotPossible`` where nobody has listened yet to what came as a recording alone."""
    if case.waits_for_listening:
        raise NotPossible(
            _("This request came as a recording that nobody has listened to. Listen to it and write its summary first.")
        )


def _chosen(change: Change, work: Work, key: str, effect: Effect) -> ways.Outcome:
    for outcome in change.state.step_of(work).by_effect(effect):
        if outcome.key == key:
            return outcome
    raise NotPossible(_("This step has no such outcome. Choose one of those offered."))


def _target(change: Change, work: Work, code: str, rules: Rules) -> Agency:
    target = rules.agency_by_code(code)
    if target is None or (target.role == AgencyRole.SENSITIVE_UNIT) != (change.state.track == Track.SENSITIVE):
        raise NotPossible(_("There is no agency of this name that takes requests. Choose one from the list."))
    if target.pk == work.agency_id and not keeps_it(change.state, work):
        raise NotPossible(_("The request is already with this agency."))
    if rules.is_shut(target.pk, change.state.parties):
        raise NotPossible(_("The request is about someone of this agency, so nobody there may see it. Choose another."))
    unit = rules.unit(change.state.track)
    if work.agency_id == unit.pk:
        return target
    work.referrals += 1
    return unit if work.referrals >= REFERRALS_BEFORE_THE_UNIT else target


def keeps_it(state: State, work: Work) -> bool:
    """In triage the complaints unit may send a case that accuses someone to itself: it works it then."""
    return bool(state.parties) and state.step_of(work).status == CaseStatus.TRIAGE

"""Sealing a request that was filed as an ordinary one: an officer proposes it, and somebody of the unit for sensitive
requests confirms it or sends it back. Until then nobody else sees it; only the confirmation is final."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.access.decide import one_for_the_other
from permissions.access.models import NamedAccess
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.agencies.rights import WORK_CASE
from workflows.cases import consulting
from workflows.cases.actions.action import Action, Rights
from workflows.cases.actions.clock import due_deadline
from workflows.cases.actions.spam import danger_told
from workflows.cases.change import Change, required
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import CaseEvent, CaseStatus, ConsultationResult, MessageKind, Track, Work
from workflows.cases.recusal import by_name, end_reading
from workflows.cases.rules import Rules
from workflows.cases.sealing_proposals import (
    await_decision,
    decider_at,
    end_proposal,
    proposer_of,
    way_back,
)
from workflows.cases.state import State, at_work, lead_of
from workflows.cases.steps import keep_back, let_go
from workflows.deadlines.models import Deadline, DeadlineKind

__all__ = ["ConfirmSealing", "EscalateSealing", "ProposeSealing", "RejectSealing"]

TOPIC = "sealing_proposed"


def may_be_proposed(state: State) -> bool:
    """Whether a case can be proposed: an ordinary one that is open and is answered by itself."""
    case = state.case
    return state.track == Track.ORDINARY and case.status != CaseStatus.CLOSED and not (case.lead_id or case.leads)


def may_decide(actor: Actor, state: State, held: Rights) -> bool:
    """Whether somebody who works the case may decide about what is proposed: neither who proposed it, nor whoever acts
    for them or for whom they act."""
    proposal = state.proposal
    if proposal is None or actor.user_id is None:
        return proposal is None
    proposed_by = proposer_of(proposal)
    return actor.user_id != proposed_by and not one_for_the_other(held(actor.user_id), held(proposed_by))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeSealing(Action):
    """From this very act on the agency sees nothing of it, and the unit for sensitive requests has it.

    What counts goes on: the dates that were promised, and the levels that were reached. Whoever was once sent back with
    a case proposes it no more.
    """

    verb, right, about = EventVerb.SEALING_PROPOSED, WORK_CASE, "case"
    reason: str

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        return actor.user_id is not None

    def decide(self, change: Change, rules: Rules) -> None:
        state, proposed_by = change.state, change.actor.user_id
        if state.track != Track.ORDINARY:
            raise NotPossible(_("The request is already treated as sensitive, or someone has proposed it."))
        if not may_be_proposed(state):
            raise NotPossible(_("The request is closed, or answered together with another one. Take it out first."))
        if proposed_by is None or _was_sent_back(change):
            raise NotPossible(
                _("You’ve already proposed it, and it was sent back. Only someone else can propose it again.")
            )
        change.act_on_the_whole()
        change.say(MessageKind.REASON, required(self.reason), public=False)
        lead = lead_of(state)
        change.body_id = lead.agency_id if lead is not None else change.case.agency_id
        change.data["lay_with"] = [[place, work.agency_id] for place, work in _open(state)]
        _end_what_others_read(change)
        _put_on(change, Track.SENSITIVE)
        change.hides = change.leaves_sight = True
        if change.case.held:
            change.data["was_held"] = True
            let_go(change, rules)
            change.tells.clear()  # nobody is told of it as of an ordinary one
        for _place, work in _open(state):
            work.agency = rules.unit(Track.SENSITIVE)
            work.assignee_id = None
            change.touch(work)
        _hand_to(change, 0, proposed_by, rules)
        await_decision(change, rules, level=0, proposed_by=proposed_by, event=change.case.events_count + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateSealing(Action):
    """Nobody has decided in time: the next level of the unit has it, and at the top is told again each day. Never does
    it go back by itself."""

    verb, by_clock = EventVerb.SEALING_ESCALATED, True
    deadline_id: int | None

    def decide(self, change: Change, rules: Rules) -> None:
        deadline = due_deadline(change, self.deadline_id, DeadlineKind.SEAL)
        proposed_by, event = proposer_of(deadline), int(deadline.data["proposal"])
        change.act_on_the_whole()
        deadline.done = change.at
        change.set(deadline)
        change.data.update({"to_level": deadline.level, "proposal": event})
        _hand_to(change, deadline.level, proposed_by, rules)
        await_decision(change, rules, level=deadline.level, proposed_by=proposed_by, event=event)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSealing(Action):
    """It is sealed for good, as if it had been filed so."""

    verb, right, about = EventVerb.SEALING_CONFIRMED, WORK_CASE, "case"

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        return may_decide(actor, state, held)

    def decide(self, change: Change, rules: Rules) -> None:
        change.data["proposal"] = int(end_proposal(change).data["proposal"])
        change.act_on_the_whole()


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectSealing(Action):
    """It is an ordinary request: its agency has it again, in the hands of somebody else than who proposed it, and all
    that counts goes on. One that was held back is held back again."""

    verb, right, about = EventVerb.SEALING_REJECTED, WORK_CASE, "case"
    reason: str

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        return may_decide(actor, state, held)

    def decide(self, change: Change, rules: Rules) -> None:
        state, proposal = change.state, end_proposal(change)
        change.act_on_the_whole()
        change.say(MessageKind.REASON, required(self.reason), public=False)
        proposed = CaseEvent.objects.get(case=change.case, number=proposal.data["proposal"])
        change.data["proposal"] = proposed.number
        _end_what_others_read(change)
        _put_on(change, Track.ORDINARY)
        change.shows = True
        change.data["guarded"] = change.case.guarded  # which no row of figures says of a sealed one
        change.case.held = bool(proposed.data.get("was_held")) and bool(at_work(state))
        if change.case.held:
            change.data |= danger_told(change.case)
        lay_with = dict(proposed.data["lay_with"])
        for place, work in _open(state):
            agency = rules.agency(lay_with.get(place, proposed.data.get("body", proposed.agency_id)))
            _send_back(change, work, agency, proposal, rules)


def _send_back(change: Change, work: Work, agency: Agency, proposal: Deadline, rules: Rules) -> None:
    change.touch(work)
    work.assignee_id = None
    if change.case.held and not work.waits:
        keep_back(change, work, rules)
        return
    if work.waits:
        work.agency = agency
        return
    destination = way_back(change, work, agency, proposer_of(proposal), rules)
    work.agency = rules.agency(destination.agency_id)
    change.went = change.went or work
    change.seat(work, destination.seat)


def _was_sent_back(change: Change) -> bool:
    """Whether the actor proposed this very case before."""
    before = CaseEvent.objects.filter(case=change.case, verb=EventVerb.SEALING_PROPOSED)
    return before.filter(actor_user=change.actor.user_id).exists()


def _open(state: State) -> list[tuple[int, Work]]:
    """The open pieces of work, each with its place among all that the case ever had."""
    return [(place, work) for place, work in enumerate(state.works) if work.done_at is None]


def _end_what_others_read(change: Change) -> None:
    """Whoever reads it by name reads it no more, and no agency is asked within it any more."""
    rows = list(NamedAccess.objects.filter(case_id=change.case.pk, ends__gt=change.at))
    for row in rows:
        end_reading(row, change.at)
    change.readers += rows
    for asked in consulting.open_ones(change.state):
        consulting.end(change, asked, ConsultationResult.WITHDRAWN)
        change.data.setdefault("unasked", []).append(asked.number)


def _put_on(change: Change, track: Track) -> None:
    change.case.track = change.data["track"] = track.value
    for work in change.state.works:
        work.track = track.value


def _hand_to(change: Change, level: int, proposed_by: int, rules: Rules) -> None:
    """All that is to be done lies with whoever decides at a level of the unit, and they are told."""
    destination = decider_at(change, level, proposed_by, rules)
    works = at_work(change.state)
    for work in works:
        change.went = change.went or work
        change.seat(work, destination.seat, topic=TOPIC)
        by_name(change, destination)
    if not works:
        change.tell_staff(TOPIC, [destination.seat.user_id])

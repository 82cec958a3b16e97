"""A referral that was a slip, undone by whoever made it before anybody acted on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action, Rights
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import CaseEvent, Work
from workflows.cases.rules import Rules
from workflows.cases.state import Piece, State
from workflows.cases.steps import leave, stand_at

__all__ = ["TakeBack"]

TAKEN_BACK_WITHIN: Final = timedelta(minutes=10)
"""For so long whoever did something to many cases may undo it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(Action):
    """The case is again where its last act, a referral, took it from: at that step and level, with what its count had
    left. Only whoever referred it may, who works cases where it came from."""

    verb, right, about, followed = EventVerb.TAKEN_BACK, WORK_CASE, "case", True

    def is_open_to(self, actor: Actor, state: State, held: Rights) -> bool:
        event, former = _referral(state), _former(state)
        if event is None or former is None or actor.user_id is None or event.actor_user_id != actor.user_id:
            return False
        return can(actor, WORK_CASE, Piece(state, former), held=held(actor.user_id))

    def decide(self, change: Change, rules: Rules) -> None:
        state = change.state
        event, former, works = _referral(state), _former(state), [each for each in state.open_works if not each.waits]
        if event is None or former is None or len(state.open_works) != 1 or len(works) != 1:
            raise NotPossible(_("Somebody has acted on it since, so the referral stays."))
        if change.at - event.at > TAKEN_BACK_WITHIN:
            raise NotPossible(_("That was too long ago. Ask the agency that has it to refer it back."))
        body = rules.agency(former.agency_id)
        if not body.active:
            raise NotPossible(_("The agency where it was takes no requests any more."))
        went = works[0]
        change.act_on(went)
        change.data.update({"from": went.agency_id, "to": former.agency_id, "undone": event.number})
        change.resumes = former
        leave(change, went, "")
        stand_at(change, former.step, rules, target=body)
        again = change.went
        if again is not None:
            # The one that is undone was counted, but for those of the complaints unit.
            counted = former.agency_id != rules.unit(state.track).pk
            again.referrals = max(former.referrals - counted, 0)
            again.routed_id, again.assignee_id = former.routed_id, former.assignee_id
        change.tell_citizen("referred", again)


def _referral(state: State) -> CaseEvent | None:
    """The last act on the case, where that was a referral."""
    last = CaseEvent.objects.filter(case=state.case, number=state.case.events_count).first()
    return last if last is not None and last.verb == EventVerb.REFERRED else None


def _former(state: State) -> Work | None:
    """The work that the referral left: what was done last."""
    done = [work for work in state.works if work.done_at is not None]
    return max(done, key=lambda work: (work.done_at, work.pk), default=None)

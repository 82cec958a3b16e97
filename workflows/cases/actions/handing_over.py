"""What becomes of a case when someone who has it leaves."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.access.charge import charge_of_actor
from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import MANAGE_PEOPLE, WORK_CASE
from workflows.cases.actions.action import Action, Rights
from workflows.cases.change import Change
from workflows.cases.duties import is_barred
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import Work
from workflows.cases.objection import is_left_to_others
from workflows.cases.recusal import barred, work_destination
from workflows.cases.rules import Rules
from workflows.cases.state import Piece, State

__all__ = ["HandOver"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Action):
    """Someone leaves: what they hold or have assigned here goes to a successor who may work it, or to whoever acts.

    What was only assigned goes the same way, or back to its holder. Done by those who manage everybody, or all that the
    leaver ever was at their own body; they see nothing of the case by it. Does not touch the count. The successor is
    not written to for each case: it may be hundreds, and they find them in their inbox.
    """

    verb, right, about = EventVerb.HANDED_OVER, MANAGE_PEOPLE, "platform"
    from_user_id: int
    to_user_id: int

    def is_open_to(self, actor: Actor, state: State, held: Rights) -> bool:
        if Action.is_open_to(self, actor, state, held):  # a class with slots has no super()
            return True
        charge = charge_of_actor(actor)
        return charge.has_account(self.from_user_id, ever=True) and charge.knows(self.to_user_id)

    def decide(self, change: Change, rules: Rules) -> None:
        leaver = self.from_user_id
        theirs = [work for work in change.state.open_works if leaver in (work.holder_id, work.assignee_id)]
        if not theirs:
            raise NotPossible(_("They have no work left in this request."))
        works = [work for work in theirs if not _may_work(leaver, work, change, rules)]
        if not works:
            raise NotPossible(_("They may still work it. Only the work of those who have left is handed over."))
        for work in works:
            successor = self.to_user_id if _may_work(self.to_user_id, work, change, rules) else None
            if work.holder_id == leaver:
                _to_the_next_holder(work, successor, leaver, change, rules)
            if work.assignee_id == leaver:
                work.assignee_id = successor if successor != work.holder_id else None
            change.touch(work)
        first = works[0]
        change.act_on(first)
        change.post_id = first.post_id
        passed = [[work.step, work.holder_id, work.assignee_id] for work in works]
        change.data.update({"from": leaver, "to": self.to_user_id, "passed": passed})


def _to_the_next_holder(work: Work, successor: int | None, leaver: int, change: Change, rules: Rules) -> None:
    if successor is not None:
        work.holder_id = successor
        return
    state = change.state
    destination = work_destination(state, work, work.agency_id, work.level, rules)
    if destination.agency_id != work.agency_id:
        # The case accuses someone: where it goes is seen to at the end of every act.
        work.holder_id = None
        return
    seat = destination.seat
    acts = seat.user_id not in (None, leaver) and _may_work(int(seat.user_id or 0), work, change, rules)
    work.post_id, work.holder_id = seat.post_id, seat.user_id if acts else None


def _may_work(user_id: int, work: Work, change: Change, rules: Rules) -> bool:
    """Of an objection neither whoever decided before, nor who stands no higher than they: as its holder they would
    decide on it."""
    state, held = change.state, rules.held(user_id)
    if is_barred(held.standing, barred(state, work)) or is_left_to_others(state, work, held.standing):
        return False
    return can(Actor.staff(user_id), WORK_CASE, Piece(state, work), held=held)

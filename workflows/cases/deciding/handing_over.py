"""What becomes of a case when someone who has it leaves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions import HandOver
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.models import EventVerb, Work
from workflows.cases.rules import Rules
from workflows.cases.staying_clear import place_of


def hand_over(change: Change, action: HandOver, rules: Rules) -> None:
    """All open work that the leaver holds goes to the successor where they may work it, else to who acts in the post.

    What was only assigned goes the same way, or back to its holder. The successor is not written to for each case: it
    may be hundreds, and they find them in their inbox.
    """
    leaver = action.from_user_id
    works = [work for work in change.state.open_works if leaver in (work.holder_id, work.assignee_id)]
    if not works:
        raise NotPossible(_("They have no work left in this case."))
    if _may_work(leaver, change, rules):
        raise NotPossible(_("They may still work it. Only the work of those who have left is handed over."))
    successor = action.to_user_id if _may_work(action.to_user_id, change, rules) else None
    for work in works:
        if work.holder_id == leaver:
            _to_the_next_holder(work, successor, leaver, change, rules)
        if work.assignee_id == leaver:
            work.assignee_id = successor if successor != work.holder_id else None
        change.touch(work)
    first = works[0]
    change.verb, change.step, change.post_id = EventVerb.HANDED_OVER, first.step, first.post_id
    passed = [[work.step, work.holder_id, work.assignee_id] for work in works]
    change.data.update({"from": leaver, "to": action.to_user_id, "passed": passed})


def _to_the_next_holder(work: Work, successor: int | None, leaver: int, change: Change, rules: Rules) -> None:
    if successor is not None:
        work.holder_id = successor
        return
    state = change.state
    place = place_of(state, work.agency_id, work.level, rules)
    if place.agency_id != work.agency_id:  # the case accuses someone: where it goes is seen to at the end of every act
        work.holder_id = None
        return
    seat = place.seat
    acts = seat.user_id not in (None, leaver) and _may_work(int(seat.user_id or 0), change, rules)
    work.post_id, work.holder_id = seat.post_id, seat.user_id if acts else None


def _may_work(user_id: int, change: Change, rules: Rules) -> bool:
    return can(Actor.staff(user_id), WORK_CASE, change.state, held=rules.held(user_id))

"""What becomes of a case when the body that has it closes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency
from permissions.agencies.rights import MANAGE_PEOPLE
from workflows.cases.actions.action import Action
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import Work
from workflows.cases.recusal import destination_of
from workflows.cases.rules import Rules

__all__ = ["PassOn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOn(Action):
    """All that a closed body (its id) has of a case goes to the body that took over, to the post of the same level.

    Level, count and dates stay as they were promised; whoever had it assigned is of the former body. The citizen is
    told; those who get it find it in their inbox, since it may be hundreds. Done by the platform's administrators or,
    on the day that they announced, by the clock.
    """

    verb, right, about, by_clock = EventVerb.PASSED_ON, MANAGE_PEOPLE, "platform", True
    agency_id: int

    def decide(self, change: Change, rules: Rules) -> None:
        closed = rules.agency(self.agency_id)
        heir = rules.standing_in_for(closed)
        theirs = [work for work in change.state.open_works if work.agency_id == closed.pk]
        if not closed.has_closed or heir.pk == closed.pk or not theirs:
            raise NotPossible(_("Nothing of this request is to be passed on."))
        change.act_on(theirs[0])
        change.went = theirs[0]
        change.data["from"], change.data["moved"] = closed.pk, heir.pk
        for work in theirs:
            _pass_on(change, work, closed, heir, rules)
        change.tell_citizen("referred", theirs[0])


def _pass_on(change: Change, work: Work, closed: Agency, heir: Agency, rules: Rules) -> None:
    work.agency, work.assignee_id = heir, None
    if work.routed_id == closed.pk:
        work.routed_id = heir.pk
    change.touch(work)
    if work.waits:
        return
    destination = destination_of(change.state, heir.pk, work.level, rules, of=work)
    # Where the case accuses somebody of the heir, where it goes is seen to at the end of every act.
    here = destination.agency_id == heir.pk
    work.post_id, work.holder_id = (destination.seat.post_id, destination.seat.user_id) if here else (None, None)
    change.noted(work)["holder"] = work.holder_id
    change.post_id = change.post_id or work.post_id

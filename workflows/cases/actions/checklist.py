"""Ticking points of a step's checklist, and unticking them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action
from workflows.cases.change import Change
from workflows.cases.checklist import points_of, ticked_of
from workflows.cases.duties import refuse_barred
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.rules import Rules

__all__ = ["Check"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Action):
    """Tick some points, untick others (their keys). What another has changed meanwhile stays as they left it, and the
    count is not touched. One event, which names the points by their keys."""

    verb, right = EventVerb.CHECKED, WORK_CASE
    tick: tuple[str, ...] = ()
    untick: tuple[str, ...] = ()

    def decide(self, change: Change, rules: Rules) -> None:
        work = change.state.work(self.work_id)
        refuse_barred(change.state, work, change.actor.user_id, rules)
        known = [point.key for point in points_of(change.state, work)]
        if not {*self.tick, *self.untick} <= set(known):
            raise NotPossible(_("This step has another checklist now. Look at the request again."))
        now_is = ticked_of(change.state, work)
        ticked = [key for key in known if key in self.tick and key not in now_is]
        unticked = [key for key in known if key in self.untick and key in now_is]
        if not ticked and not unticked:
            raise NotPossible(_("The checklist is like this already."))
        change.act_on(work)
        change.post_id = work.post_id
        change.data.update({"entry": work.entry, "ticked": ticked, "unticked": unticked})

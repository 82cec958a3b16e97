"""How soon a case must be seen to, as those who work it say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import WORK_CASE
from workflows.cases import counting, limit
from workflows.cases.actions.action import Action
from workflows.cases.change import Change, required
from workflows.cases.duties import refuse_barred_from_all
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import CaseStatus, MessageKind, Priority
from workflows.cases.rules import Rules
from workflows.cases.state import at_work

__all__ = ["SetPriority"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPriority(Action):
    """Another priority, with a reason for colleagues. The ladder and the overall limit for it count from then on: what
    becomes of the count that runs says the ladder."""

    verb, right, about = EventVerb.PRIORITY_SET, WORK_CASE, "case"
    priority: str
    reason: str

    def decide(self, change: Change, rules: Rules) -> None:
        case = change.case
        if self.priority not in Priority:
            raise NotPossible(_("Choose a priority from the list."))
        if case.status == CaseStatus.CLOSED:
            raise NotPossible(_("The request is closed already."))
        if case.priority == self.priority:
            raise NotPossible(_("That is its priority already."))
        refuse_barred_from_all(change.state, change.actor.user_id, rules)
        change.act_on_the_whole()
        change.say(MessageKind.REASON, required(self.reason), public=False)
        give_priority(change, Priority(self.priority), rules)


def give_priority(change: Change, priority: Priority, rules: Rules) -> None:
    """It has another priority from now on, whoever said so."""
    case = change.case
    change.data.update({"from": case.priority, "to": priority.value})
    case.priority = priority
    for work in at_work(change.state):
        counting.choose_again(change, work, rules)
        if case.priority == Priority.URGENT:
            change.tell_staff("urgent", [work.holder_id, work.assignee_id], work)
    limit.choose_again(change, rules)

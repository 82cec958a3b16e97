"""Treating a case as confidential, as the complaints unit says: its agency does not learn from then on who filed it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE, WORK_EVERY_CASE
from workflows.cases.actions.action import Action, Rights
from workflows.cases.change import Change, required
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case, MessageKind
from workflows.cases.rules import Rules
from workflows.cases.state import State

__all__ = ["TreatAsConfidential"]


def may_hide(held: Held, state: State) -> bool:
    """Whether somebody is of the complaints unit, and there is anything to hide."""
    return _at_the_unit(held) and not (is_hidden(state.case) or _answered_with_another(state.case))


def _at_the_unit(held: Held) -> bool:
    return not held.at(WORK_EVERY_CASE).isdisjoint(held.central)


def _answered_with_another(case: Case) -> bool:
    return case.lead_id is not None or case.leads


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatAsConfidential(Action):
    """With a reason for colleagues. For good: what an agency must not learn it does not learn tomorrow.

    All of its words are encrypted in the same commit, and it is found by its number alone from then on.
    """

    verb, right, about = EventVerb.MADE_CONFIDENTIAL, WORK_CASE, "case"
    reason: str

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        return actor.user_id is None or _at_the_unit(held(actor.user_id))

    def decide(self, change: Change, rules: Rules) -> None:
        case = change.case
        if is_hidden(case):
            raise NotPossible(_("The request is confidential or sealed already."))
        if _answered_with_another(case):
            raise NotPossible(_("It is answered together with another request. Take it out first."))
        change.act_on_the_whole()
        change.say(MessageKind.REASON, required(self.reason), public=False)
        case.confidential = change.hides = True

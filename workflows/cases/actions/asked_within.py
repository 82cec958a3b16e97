"""Who answers a question inside the agency that was asked: a colleague there, or the agency that took over from it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.agencies.rights import MANAGE_PEOPLE, WORK_CASE
from workflows.cases import consulting
from workflows.cases.actions.action import Action, Rights
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import ConsultationResult
from workflows.cases.rules import Rules
from workflows.cases.state import State

__all__ = ["AssignConsultation", "PassOnConsultation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignConsultation(Action):
    """Give a question to a colleague of the agency that was asked, or back to all (None). Its count goes on."""

    verb, right, about = EventVerb.CONSULT_ASSIGNED, WORK_CASE, "case"
    number: int
    user_id: int | None

    def is_open_to(self, actor: Actor, state: State, held: Rights) -> bool:
        return consulting.is_asked(actor, state, held, self.number)

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        """Nobody gets what they may not answer."""
        return self.user_id is None or consulting.is_asked(Actor.staff(self.user_id), state, held, self.number)

    def decide(self, change: Change, rules: Rules) -> None:
        asked = consulting.open_numbered(change.state, self.number)
        if asked.assignee_id == self.user_id:
            raise NotPossible(
                _("It is with all of your agency already.")
                if self.user_id is None
                else _("It is already with this colleague.")
            )
        asked.assignee_id = self.user_id
        change.act_on_the_whole()
        consulting.note(change, asked)
        change.data.update(consulting.told_of(asked))
        change.tell_staff("consult_assigned", [self.user_id], stood=consulting.stood(asked, of=asked.asker_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOnConsultation(Action):
    """What a closed agency (its id) was asked goes to the agency that took over, to the same level; its date stays.

    Where that works on the request itself, was asked already, or may not see it, nobody is asked any more.
    """

    verb, right, about, by_clock = EventVerb.CONSULT_PASSED_ON, MANAGE_PEOPLE, "platform", True
    agency_id: int

    def decide(self, change: Change, rules: Rules) -> None:
        state, closed = change.state, rules.agency(self.agency_id)
        asked = next((each for each in consulting.open_ones(state) if each.agency_id == closed.pk), None)
        if asked is None or not closed.has_closed:
            raise NotPossible(_("Nothing of this request is to be passed on."))
        heir = rules.standing_in_for(closed)
        others = {work.agency_id for work in state.open_works}
        others |= {each.agency_id for each in consulting.open_ones(state)}
        change.act_on_the_whole()
        change.data.update(consulting.told_of(asked))
        if heir.pk in others or rules.is_shut(heir.pk, state.parties):
            change.verb = EventVerb.CONSULT_WITHDRAWN
            consulting.end(change, asked, ConsultationResult.WITHDRAWN)
            consulting.tell_askers(change, "consult_over", asked)
            return
        asked.agency, asked.assignee_id = heir, None
        change.data.update({"from": closed.pk, "consulted": heir.pk})
        consulting.note(change, asked)
        consulting.tell_asked(change, "consulted", asked, rules)

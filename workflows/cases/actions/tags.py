"""How an agency sorts its cases for itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action, Rights
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import CaseTag, Tag
from workflows.cases.rules import Rules
from workflows.cases.state import State

__all__ = ["SetTags"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTags(Action):
    """Some tags (ids) are put on a case and others taken off: of an agency where whoever does it works cases, and where
    the case lies."""

    verb, right, about = EventVerb.TAGGED, WORK_CASE, "case"
    add: tuple[int, ...] = ()
    remove: tuple[int, ...] = ()

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        wanted = {*self.add, *self.remove}
        theirs = held(actor.user_id).at(WORK_CASE) if actor.user_id is not None else Held().at(WORK_CASE)
        found = Tag.objects.filter(pk__in=wanted, agency__in=theirs & state.agency_ids)
        return found.count() == len(wanted)

    def decide(self, change: Change, rules: Rules) -> None:
        has = set(CaseTag.objects.filter(case=change.case).values_list("tag", flat=True))
        add = [each for each in dict.fromkeys(self.add) if each not in has]
        remove = [each for each in dict.fromkeys(self.remove) if each in has]
        if not add and not remove:
            raise NotPossible(_("Its tags are so already."))
        if Tag.objects.filter(pk__in=add, active=False).exists():
            raise NotPossible(_("This tag is not given any more. Choose one from the list."))
        change.act_on_the_whole()
        change.tagged, change.untagged = add, remove
        change.data |= {"added": add, "removed": remove}

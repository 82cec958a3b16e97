"""Of which category a case is, as those who work it say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import WORK_CASE
from workflows.cases import counting
from workflows.cases.actions.action import Action
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import CaseStatus
from workflows.cases.rules import Rules
from workflows.cases.state import at_work

__all__ = ["SetCategory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCategory(Action):
    """Another category of the tree in force, by its key. What asks for it from now on goes by it, and so does the
    ladder where one is for the category; where the case is stays as it is."""

    verb, right, about = EventVerb.CATEGORY_SET, WORK_CASE, "case"
    category: str

    def decide(self, change: Change, rules: Rules) -> None:
        case, kind = change.case, change.state.kind.code
        found = rules.categories(kind)
        if found is None or not found[0].can_be_chosen(self.category):
            raise NotPossible(_("Choose a category from the list."))
        if case.status == CaseStatus.CLOSED:
            raise NotPossible(_("The request is closed already."))
        if case.category == self.category:
            raise NotPossible(_("That is its category already."))
        change.act_on_the_whole()
        before, after = (list(rules.category_path(kind, key)) for key in (case.category, self.category))
        change.data.update({"from": before, "to": after, "tree": found[1]})
        case.category = self.category
        for work in at_work(change.state):
            counting.follow_category(change, work, rules)

"""What the citizen wrote, in another language: words of an officer for colleagues, beside the text itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action
from workflows.cases.change import Change, required
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import MessageKind
from workflows.cases.rules import Rules
from workflows.cases.translated import texts_of_citizen

__all__ = ["Translate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translate(Action):
    """A translation of what the citizen wrote with an event (``of``: its number). A newer one stands in its place.

    It touches no count, and the citizen does not read it.
    """

    verb, right, about = EventVerb.TRANSLATED, WORK_CASE, "case"
    of: int
    text: str

    def decide(self, change: Change, rules: Rules) -> None:
        if all(each.event_number != self.of for each in texts_of_citizen(change.case)):
            raise NotPossible(_("The citizen wrote nothing there that could be translated."))
        change.act_on_the_whole()
        change.say(MessageKind.TRANSLATED, required(self.text), public=False)
        change.data["of"] = self.of

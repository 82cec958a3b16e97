"""What a recording says, written down by whoever listened to it: words of the agency, and marked as such everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action
from workflows.cases.change import Change, required
from workflows.cases.danger import DANGER
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import Case, Listening, MessageKind
from workflows.cases.rules import Rules
from workflows.cases.search_rows import found_in_lists_by
from workflows.cases.state import at_work
from workflows.danger_words.decide import find_danger
from workflows.danger_words.definition import DANGER_WORDS, KEY

__all__ = ["Summarise", "TellOfSilence", "lacks_subject"]

LONGEST_SUBJECT: Final = 200
"""Characters."""


def lacks_subject(case: Case) -> bool:
    """Whether its citizen wrote no subject: the officer's stands there, or none yet."""
    return not case.own_subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarise(Action):
    """Subject and summary of what came as a recording. A newer one stands in its place; the diary keeps both.

    A subject that the citizen wrote stays. It touches no count. The citizen reads it, and can correct it by a message.
    Where it speaks of danger, whoever has the work is warned: no table could read the recording.
    """

    verb, right, about = EventVerb.SUMMARISED, WORK_CASE, "case"
    subject: str = ""
    text: str

    def decide(self, change: Change, rules: Rules) -> None:
        case = change.case
        if not case.recording:
            raise NotPossible(_("This request didn’t come as a recording, so there’s nothing to summarise."))
        change.act_on_the_whole()
        listening = Listening.SUMMARISED
        if lacks_subject(case):
            listening, case.subject = Listening.TITLED, required(self.subject)[:LONGEST_SUBJECT]
            change.say(MessageKind.SUBJECT, case.subject, public=True)
        case.listening = listening
        case.search_text = found_in_lists_by(case)
        change.summarised = True
        change.say(MessageKind.SUMMARY, required(self.text), public=True)
        self._warn(change, rules)
        change.tell_citizen("summarised")

    def _warn(self, change: Change, rules: Rules) -> None:
        table = rules.in_force(DANGER_WORDS).get(KEY)
        match = find_danger(f"{change.case.subject}\n\n{self.text}", table) if table is not None else None
        if match is not None:
            change.data[DANGER] = match.kind
            for work in at_work(change.state):
                change.tell_staff("danger_heard", [work.holder_id, work.assignee_id], work)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellOfSilence(Action):
    """Nothing can be heard in the recording that came in place of words, or nobody can play it: its preparation has
    shown so after it was filed. Its citizen is told, and its agency sees it. No clock stops."""

    verb, by_clock = EventVerb.NOT_HEARD, True

    def decide(self, change: Change, rules: Rules) -> None:
        case = change.case
        if not case.waits_for_listening:
            raise NotPossible(_("Someone has already listened to this request, or it was erased."))
        change.act_on_the_whole()
        case.listening = Listening.SILENT
        change.tell_citizen("not_heard")

"""A letter of the owners goes out: to the citizen, or to whoever holds the work."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.cases.change import Change
from workflows.cases.rules import Rules
from workflows.cases.state import at_work
from workflows.notifications.wording.own import own_in_force
from workflows.outbox.models import ServiceCall
from workflows.processes.automatic import Choices, Question
from workflows.processes.definition import ProcessDefinition
from workflows.processes.letters import TO_CITIZEN
from workflows.services.service import NotServed, Service
from workflows.versions.models import Subject


def _letters(_process: ProcessDefinition | None) -> Choices:
    return own_in_force().items()


class SendLetter(Service):
    """One letter to each reader, however often it is asked for: each call is done once."""

    title = _("Send a letter")
    hint = _("One of the letters that owners have made. It says by itself to whom it goes.")
    questions = (Question("letter", _("Letter"), choices=_letters, refers=Subject.LETTER.value),)
    reasons = {
        "no_letter": _("The letter is not in force any more."),
        "nobody": _("Nobody has work on the request whom the letter could go to."),
    }
    place = 10

    def decide(self, change: Change, call: ServiceCall, rules: Rules) -> None:
        letter = call.values.get("letter", "")
        if letter not in own_in_force():
            raise NotServed("no_letter")
        if letter.startswith(TO_CITIZEN):
            change.tell_citizen("", change.acted_on, instead=letter)
            return
        works = [work for work in at_work(change.state) if work.holder_id is not None]
        if not works:
            raise NotServed("nobody")
        for work in works:
            change.tell_staff(letter, [work.holder_id], work)


SERVICE = SendLetter()

"""A request gets another priority, as if somebody on the staff had set it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from workflows.cases.actions import SetPriority
from workflows.cases.actions.priority import give_priority
from workflows.cases.change import Change
from workflows.cases.models import CaseStatus, Priority
from workflows.cases.rules import Rules
from workflows.outbox.models import ServiceCall
from workflows.processes.automatic import Choices, Question
from workflows.processes.definition import ProcessDefinition
from workflows.services.service import NotServed, Service


def _priorities(_process: ProcessDefinition | None) -> Choices:
    return [(value, str(words)) for value, words in Priority.choices]


class GivePriority(Service):
    """Of a request that has it already, or is closed, nothing is changed."""

    title = _("Set the priority")
    hint = _("The ladder and the overall limit for it count from then on.")
    questions = (Question("priority", _("Priority"), choices=_priorities),)
    reasons = {"no_priority": _("There is no such priority any more.")}
    place = 20

    def decide(self, change: Change, call: ServiceCall, rules: Rules) -> None:
        wanted = call.values.get("priority", "")
        if wanted not in Priority:
            raise NotServed("no_priority")
        if change.case.priority != wanted and change.case.status != CaseStatus.CLOSED:
            change.verb = SetPriority.verb
            give_priority(change, Priority(wanted), rules)


SERVICE = GivePriority()

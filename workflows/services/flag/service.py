"""A flag is a yes or no among the fields of the process: it is read on the request, and conditions can ask for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from workflows.cases.change import Change, Filled
from workflows.cases.rules import Rules
from workflows.cases.state import lead_of
from workflows.facts.fact import FactType
from workflows.outbox.models import ServiceCall
from workflows.processes.automatic import Choices, Question, Values
from workflows.processes.definition import ProcessDefinition
from workflows.processes.field_values import shown_value
from workflows.questions.types import YES_NO
from workflows.services.service import NotServed, Service


def _flags(process: ProcessDefinition | None) -> Choices:
    fields = process.fields if process is not None else ()
    return [(each.key, in_language(each.name) or each.key) for each in fields if each.type == FactType.YES_NO]


def _values(_process: ProcessDefinition | None) -> Choices:
    return [(key, str(label)) for key, label in YES_NO]


class SetFlag(Service):
    """Conditions behind it can ask for it where the step says where it goes on if it fails: then it is waited for."""

    title = _("Set a flag")
    hint = _(
        "A field of this process that is answered by yes or no. So that conditions can ask for it, say below where it "
        "goes on if it fails."
    )
    questions = (
        Question("field", _("Flag"), choices=_flags),
        Question("value", _("Set to"), choices=_values),
    )
    reasons = {
        "no_field": _("The process of the request has no such field."),
        "no_work": _("Nobody ever had work on the request."),
    }
    place = 30

    def fills(self, values: Values) -> str:
        return values.get("field", "")

    def decide(self, change: Change, call: ServiceCall, rules: Rules) -> None:
        fields = {field.key: field for field in change.state.process.fields if field.type == FactType.YES_NO}
        key, value = call.values.get("field", ""), call.values.get("value", "")
        if key not in fields or value not in dict(YES_NO):
            raise NotServed("no_field")
        work = change.acted_on or lead_of(change.state)
        if work is None:
            raise NotServed("no_work")
        field = fields[key]
        change.state.filled[key] = value
        shown = dict(shown_value(field, value))
        change.filled.append(Filled(key, dict(field.name), value, shown, field.type, work))
        change.data["filled"] = [key]


SERVICE = SetFlag()

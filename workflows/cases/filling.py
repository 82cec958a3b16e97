"""What an officer fills in where they choose an outcome: read under the door, kept, and at once a fact of the case."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from workflows.cases.change import Change, Filled
from workflows.cases.errors import NotPossible
from workflows.cases.models import Work
from workflows.processes.definition import Field, Outcome, ProcessDefinition
from workflows.processes.field_values import read_value, shown_value

Given = Mapping[str, str]
"""Field keys to what was typed."""


def fill_in(change: Change, work: Work, outcome: Outcome, given: Given | None) -> None:
    """Keep what was given for the fields that an outcome asks. The event says which, and none of the words.

    Raises ``NotPossible`` with a sentence for one that is missing, wrong, or not asked for. One that need not be filled
    in and is empty now empties what stood there.
    """
    typed = dict(given or {})
    filled: list[str] = []
    for field, required in asked_by(change.state.process, outcome):
        value = _read(field, typed.pop(field.key, ""))
        if required and not value:
            raise NotPossible(_("Fill in “%(field)s”.") % {"field": in_language(field.name)})
        if value or change.state.filled_in(field.key):
            change.state.filled[field.key] = value
            shown = shown_value(field, value)
            change.filled.append(Filled(field.key, dict(field.name), value, dict(shown), field.type, work))
            filled.append(field.key)
    if any(value.strip() for value in typed.values()):
        raise NotPossible(_("Something was filled in that this outcome does not ask for. Look at the request again."))
    if filled:
        change.data["filled"] = filled


def asked_by(process: ProcessDefinition, outcome: Outcome) -> list[tuple[Field, bool]]:
    """The fields that an outcome asks for, in its order, each with whether it must be filled in."""
    fields = {field.key: field for field in process.fields}
    return [(fields[asked.field], asked.required) for asked in outcome.fields]


def _read(field: Field, typed: str) -> str:
    try:
        return read_value(field, typed)
    except ValidationError as error:
        sentence = _("“%(field)s”: %(why)s") % {"field": in_language(field.name), "why": " ".join(error.messages)}
        raise NotPossible(sentence) from error

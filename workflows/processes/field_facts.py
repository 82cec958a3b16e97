"""The fields of a process as facts: what conditions may ask of what officers filled in."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from permissions.agencies.models import Agency, AgencyRole
from permissions.translated_text import in_language
from workflows.facts.catalogue import FIELD
from workflows.facts.fact import Fact, FactType, Labels
from workflows.processes.definition import Field, ProcessDefinition
from workflows.questions.types import YES_NO

CHOSEN = frozenset({FactType.CHOICE, FactType.YES_NO, FactType.AGENCY})
"""What is chosen and not written: it may stand in an event."""


def facts_of(process: ProcessDefinition) -> Mapping[str, Fact]:
    """By their names, ``field.<key>``, whether or not anybody is asked for them."""
    return {f"{FIELD}{field.key}": field_fact(field) for field in process.fields}


def field_fact(field: Field) -> Fact:
    """One field as a fact. What officers write is sealed as what citizens write is."""
    return Fact(
        name=f"{FIELD}{field.key}",
        words=_("%(field)s (filled in by officers)") % {"field": in_language(field.name) or field.key},
        type=field.type,
        reader=lambda asked: asked.state.filled_in(field.key),
        domain=(lambda: domain_of(field)) if field.type in CHOSEN else None,
        sealed=field.type not in CHOSEN,
    )


def domain_of(field: Field) -> Labels:
    """What a field that is chosen can be, to the words of each in the reader's language."""
    match field.type:
        case FactType.CHOICE:
            return {choice.key: in_language(choice.name) for choice in field.choices}
        case FactType.YES_NO:
            return {key: str(label) for key, label in YES_NO}
        case FactType.AGENCY:
            found = Agency.objects.filter(active=True, role=AgencyRole.PUBLIC_BODY).order_by("code")
            return {agency.code: str(agency) for agency in found}
    raise KeyError(field.type)

"""What the conditions of a process may ask for: what its kinds have, and what officers fill in on the way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from permissions.agencies.models import Agency
from permissions.translated_text import in_language
from portal.studio.condition_form import Offered
from workflows.facts.fact import Fact, FactType, Labels
from workflows.questions.types import YES_NO
from workflows.versions.models import Subject

FIELD = "field."


class OfProcess(Offered):
    """The facts of one process as it is drafted (JSON). Without a key those of all kinds."""

    def __init__(self, raw: Mapping[str, Any], key: str = "") -> None:
        super().__init__(Subject.PROCESS if key else "", key)
        self._raw = raw

    @cached_property
    def fields(self) -> Mapping[str, Fact]:
        """What officers fill in, as facts."""
        return {f"{FIELD}{each['key']}": _fact(each) for each in self._raw.get("fields", ())}

    @cached_property
    def all(self) -> Mapping[str, Fact]:
        found = {name: fact for name, fact in super().all.items() if not name.startswith(FIELD)}
        return {**found, **self.fields}

    def fact(self, name: str) -> Fact | None:
        return self.fields.get(name) if name.startswith(FIELD) else super().fact(name)


def _fact(field: Mapping[str, Any]) -> Fact:
    kind = FactType(field["type"])
    domain = (lambda: _domain(field)) if kind in (FactType.CHOICE, FactType.YES_NO, FactType.AGENCY) else None
    words = _("“%(field)s”, filled in by officers") % {"field": in_language(field["name"]) or field["key"]}
    return Fact(
        name=f"{FIELD}{field['key']}",
        words=words,
        type=kind,
        reader=lambda _asked: "",
        domain=domain,
        sealed=not domain,
    )


def _domain(field: Mapping[str, Any]) -> Labels:
    match field["type"]:
        case FactType.CHOICE:
            return {each["key"]: in_language(each["name"]) or each["key"] for each in field.get("choices", ())}
        case FactType.YES_NO:
            return {key: str(label) for key, label in YES_NO}
    return {agency.code: str(agency) for agency in Agency.objects.filter(active=True)}

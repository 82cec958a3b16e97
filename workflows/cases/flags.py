"""Flags: the fields of processes that are answered by yes or no, by hand or by an automatic act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q

from workflows.cases.models import FilledField
from workflows.facts.fact import FactType
from workflows.processes.publishable import PROCESSES
from workflows.questions.types import YES
from workflows.versions.selectors import Stamp


def flags_of(processes: Iterable[Stamp]) -> dict[str, Mapping[str, str]]:
    """Key to name by language, of all that some versions of processes have; the latest version's name counts."""
    found: dict[str, Mapping[str, str]] = {}
    for _version, process in sorted(PROCESSES.of_stamps(processes).items()):
        found |= {field.key: field.name for field in process.fields if field.type == FactType.YES_NO}
    return found


def flagged(key: str, *, case: str) -> Q:
    """The condition that a case has a flag set: the latest value of it counts. ``case``: the way to its id."""
    given = FilledField.objects.filter(case=OuterRef(case), key=key)
    taken_back = FilledField.objects.filter(case=OuterRef("case"), key=key, pk__gt=OuterRef("pk"))
    return Q(Exists(given.filter(~Exists(taken_back), value=YES)))

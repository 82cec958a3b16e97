"""Routing tables as they were published, each parsed once."""

from __future__ import annotations

from workflows.routing.definition import Rule, Table
from workflows.routing.publishable import TABLES
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import Stamp


def table_of(key: str, number: int) -> Table | None:
    """A version of a table, whatever became of it; None where there is none. One light query."""
    found = Version.objects.filter(subject=Subject.ROUTING, key=key, number=number)
    stamp = next((Stamp(*row) for row in found.values_list("pk", "number", "digest")), None)
    return TABLES.of_stamp(stamp) if stamp is not None else None


def rules_of(key: str, number: int) -> tuple[Rule, ...]:
    """The rules of a version of a table; none where there is no such version."""
    table = table_of(key, number)
    return table.rules if table is not None else ()

"""Routing tables as they were published, each parsed once."""

from __future__ import annotations

from workflows.routing.definition import Rule, Table, parse
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import ParsedOnce, Stamp

_tables: ParsedOnce[Table] = ParsedOnce(parse)


def table_of_stamp(stamp: Stamp) -> Table:
    """The table of a version in force."""
    return _tables.of_stamp(stamp)


def rule_of(key: str, number: int, rule: str) -> Rule | None:
    """A rule by the version of its table and its own key; None where there is none. One light query."""
    found = Version.objects.filter(subject=Subject.ROUTING, key=key, number=number)
    stamp = next((Stamp(*row) for row in found.values_list("pk", "number", "digest")), None)
    rules = _tables.of_stamp(stamp).rules if stamp is not None else ()
    return next((each for each in rules if each.key == rule), None)

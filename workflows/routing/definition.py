"""The routing table as plain values: ordered rules over facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Test = Literal["equals", "one_of", "contains_any", "given"]
TESTS: tuple[Test, ...] = ("equals", "one_of", "contains_any", "given")


@dataclass(frozen=True, slots=True)
class Condition:
    """One test on one fact. ``value`` is a text for *equals*, texts for *one_of* and *contains_any*."""

    fact: str
    test: Test
    value: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """All conditions must hold. ``agency`` is a code, or ``"@agency"``: the one the citizen named."""

    key: str
    name: Mapping[str, str]
    when: tuple[Condition, ...]
    agency: str
    process: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rules in their order: the first that holds decides."""

    name: Mapping[str, str]
    rules: tuple[Rule, ...]


NAMED = "@agency"


def parse(definition: Any) -> Table:
    """Build the table from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    rules = tuple(_rule(raw) for raw in definition["rules"])
    return Table(name=definition["name"], rules=rules)


def _rule(raw: Any) -> Rule:
    return Rule(
        key=raw["key"],
        name=raw["name"],
        when=tuple(_condition(condition) for condition in raw["when"]),
        agency=raw["to"]["agency"],
        process=raw["to"].get("process"),
    )


def _condition(raw: Any) -> Condition:
    if raw["is"] not in TESTS:
        raise ValueError(raw["is"])
    value = raw.get("value", ())
    return Condition(raw["fact"], raw["is"], (value,) if isinstance(value, str) else tuple(value))

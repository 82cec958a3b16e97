"""Where a case goes: the first rule that holds, and its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from workflows.routing.definition import NAMED, Condition, Table

Fact = Callable[[str], str]
Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Routed:
    """What the table said: the rule's key, the agency's code, and another process if the rule names one."""

    rule: str
    agency: str
    process: str | None = None


def route(table: Table, fact: Fact, *, fold: Fold) -> Routed | None:
    """The first rule all of whose conditions hold, or None. ``fold`` makes spellings of one word alike."""
    folded: dict[str, str] = {}
    for rule in table.rules:
        if all(_holds(condition, fact, fold, folded) for condition in rule.when):
            agency = fact("agency") if rule.agency == NAMED else rule.agency
            if agency:
                return Routed(rule.key, agency, rule.process)
    return None


def _holds(condition: Condition, fact: Fact, fold: Fold, folded: dict[str, str]) -> bool:
    """``folded`` keeps what facts came to: many rules ask the same long text."""
    value = fact(condition.fact)
    match condition.test:
        case "given":
            return bool(value)
        case "equals" | "one_of":
            return value in condition.value
        case "contains_any":
            if condition.fact not in folded:
                folded[condition.fact] = fold(value)
            said = folded[condition.fact]
            return any(_folded_word(fold, word) in said for word in condition.value if word)


@lru_cache(maxsize=4096)
def _folded_word(fold: Fold, word: str) -> str:
    """A table's words are the same for every case."""
    return fold(word)

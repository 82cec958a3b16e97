"""Conditions over facts, as owners write them: one test on one fact, or all or any of several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, assert_never, get_args

Test = Literal["one_of", "none_of", "contains_any", "given", "missing", "at_least", "at_most"]
TESTS: tuple[Test, ...] = get_args(Test)
WITHOUT_VALUE = frozenset({"given", "missing"})
DEEPEST = 4
"""How deep conditions lie in one another at most: nobody reads more."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One test on one fact. ``at_least`` and ``at_most`` compare numbers, or dates as ``2026-11-25``."""

    fact: str
    test: Test
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of them holds; so does none at all."""

    conditions: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them holds."""

    conditions: tuple[When, ...]


When = Condition | AllOf | AnyOf
Fact = Callable[[str], str]
"""The value of a fact by its name; empty when it is not known."""
Fold = Callable[[str], str]
"""Makes spellings of one word alike."""


def parse_when(raw: Any, depth: int = 1) -> When:
    """Build a condition from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    if not isinstance(raw, dict):
        raise TypeError(raw)
    if depth > DEEPEST:
        raise ValueError(raw)
    for word, made in (("all", AllOf), ("any", AnyOf)):
        if word in raw:
            if len(raw) != 1 or not isinstance(raw[word], list):
                raise ValueError(raw)
            return made(tuple(parse_when(each, depth + 1) for each in raw[word]))
    return _condition(raw)


def _condition(raw: dict[str, Any]) -> Condition:
    unknown = raw.keys() - {"fact", "is", "value"}
    test = next((test for test in TESTS if test == raw["is"]), None)
    if unknown or test is None or not isinstance(raw["fact"], str):
        raise ValueError(raw)
    given = raw.get("value", [])
    values = (given,) if isinstance(given, str) else tuple(given)
    if not all(isinstance(value, str) for value in values) or bool(values) == (test in WITHOUT_VALUE):
        raise ValueError(raw)
    return Condition(raw["fact"], test, values)


def holds(when: When, fact: Fact, *, fold: Fold) -> bool:
    """Whether a condition holds. Facts are asked in its order, and only as far as it takes to know."""
    match when:
        case AllOf(conditions):
            return all(holds(each, fact, fold=fold) for each in conditions)
        case AnyOf(conditions):
            return any(holds(each, fact, fold=fold) for each in conditions)
        case Condition(name, test, values):
            return _passes(fact(name), test, values, fold)
        case _:
            assert_never(when)


def _passes(value: str, test: Test, values: tuple[str, ...], fold: Fold) -> bool:
    match test:
        case "one_of":
            return value in values
        case "none_of":
            return value not in values
        case "given":
            return bool(value)
        case "missing":
            return not value
        case "contains_any":
            said = fold(value)
            return any(fold(word) in said for word in values if word)
        case "at_least":
            return _compared(value, values[0]) >= 0
        case "at_most":
            return value != "" and _compared(value, values[0]) <= 0
        case _:
            assert_never(test)


def _compared(value: str, other: str) -> int:
    """Below, equal or above, as -1, 0, 1: as numbers where both are, else as texts, which orders dates."""
    try:
        left, right = Decimal(value), Decimal(other)
        return (left > right) - (left < right)
    except InvalidOperation:  # also of two that cannot be compared, as “NaN”
        return (value > other) - (value < other)


def facts_in(when: When) -> Iterator[Condition]:
    """Every test of a condition, in its order."""
    match when:
        case AllOf(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from facts_in(each)
        case Condition():
            yield when
        case _:
            assert_never(when)

"""Conditions over facts, as owners write them: one test on one fact, or all or any of several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Literal, assert_never, get_args

from workflows.versions.raw import Malformed, Raw

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
Value = str | tuple[str, ...]
"""What a fact is in a case: one text or code, or several codes of a list; empty when it is not known."""
Ask = Callable[[str], Value]
"""The value of a fact by its name."""
Says = Callable[[str, tuple[str, ...]], bool]
"""Whether one of some words stands in the text that is a fact, by its name."""
Fold = Callable[[str], str]
"""Makes spellings of one word alike."""


def when_of(raw: Raw, key: str) -> When:
    """The condition under a key of a definition; raises ``Malformed``."""
    try:
        return parse_when(raw.get(key, dict))
    except Malformed:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise Malformed(raw.at(key), "wrong") from error


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
    unfit = bool(values) if test in WITHOUT_VALUE else "value" not in raw
    if unfit or isinstance(given, dict) or not all(isinstance(value, str) for value in values):
        raise ValueError(raw)
    return Condition(raw["fact"], test, values)


def raw_of(when: When) -> dict[str, Any]:
    """A condition as JSON, which ``parse_when`` reads."""
    match when:
        case AllOf(conditions):
            return {"all": [raw_of(each) for each in conditions]}
        case AnyOf(conditions):
            return {"any": [raw_of(each) for each in conditions]}
        case Condition(fact, test, values):
            return {"fact": fact, "is": test} | ({} if test in WITHOUT_VALUE else {"value": list(values)})
        case _:
            assert_never(when)


def holds(when: When, fact: Ask, *, says: Says) -> bool:
    """Whether a condition holds. Facts are asked in its order, and only as far as it takes to know.

    Of what is not known, as an answer that the form of a case did not ask for, “no value” and “none of” hold and
    nothing else does. So it is with what cannot be compared, as words where a number is asked for by now: it is
    neither at least nor at most anything. Nothing of that raises.
    """
    match when:
        case AllOf(conditions):
            return all(holds(each, fact, says=says) for each in conditions)
        case AnyOf(conditions):
            return any(holds(each, fact, says=says) for each in conditions)
        case Condition(name, "contains_any", values):
            return says(name, values)
        case Condition(name, test, values):
            return _passes(fact(name), test, values)
        case _:
            assert_never(when)


def parts_of(fact: Ask, fold: Fold) -> Says:
    """Words are found as parts of the text, wherever they stand in it, however they are spelt.

    Each text is folded once: many conditions ask for the same long one.
    """
    folded: dict[str, str] = {}

    def says(name: str, words: tuple[str, ...]) -> bool:
        if name not in folded:
            folded[name] = fold(text_of(fact(name)))
        return any(_folded(fold, word) in folded[name] for word in words if word)

    return says


@lru_cache(maxsize=4096)
def _folded(fold: Fold, word: str) -> str:
    """What an owner wrote is the same for every case."""
    return fold(word)


def _passes(value: Value, test: Test, values: tuple[str, ...]) -> bool:
    match test:
        case "one_of":
            return any(each in values for each in each_of(value))
        case "none_of":
            return not any(each in values for each in each_of(value))
        case "given":
            return bool(value)
        case "missing":
            return not value
        case "at_least":
            return _compared(text_of(value), "".join(values[:1])) in (0, 1)
        case "at_most":
            return _compared(text_of(value), "".join(values[:1])) in (0, -1)
        case "contains_any":
            raise AssertionError(test)  # words are looked for by ``says``
        case _:
            assert_never(test)


def each_of(value: Value) -> tuple[str, ...]:
    """Of several codes each counts for itself."""
    return (value,) if isinstance(value, str) else value


def text_of(value: Value) -> str:
    """A value as one text; several codes a line each."""
    return value if isinstance(value, str) else "\n".join(value)


def _compared(value: str, other: str) -> int | None:
    """Below, equal or above, as -1, 0, 1, of two numbers or two days; None of all else, as of words that a question
    took before it asked for a number."""
    reads: tuple[Callable[[str], Any], ...] = (Decimal, date.fromisoformat)
    for read in reads:
        try:
            left, right = read(value), read(other)
            return int(left > right) - int(left < right)
        except (InvalidOperation, ValueError):  # also of two that cannot be compared, as “NaN”
            continue
    return None


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


def renamed(when: When, names: Mapping[str, str]) -> When:
    """The same condition, with other names for some of its facts."""
    match when:
        case AllOf(conditions) | AnyOf(conditions):
            return type(when)(tuple(renamed(each, names) for each in conditions))
        case Condition(fact, test, values):
            return Condition(names.get(fact, fact), test, values)
        case _:
            assert_never(when)


def has_empty(when: When) -> bool:
    """Whether “all” or “any” of nothing is asked anywhere in it: what always holds, or never, without saying so."""
    match when:
        case AllOf(conditions) | AnyOf(conditions):
            return not conditions or any(has_empty(each) for each in conditions)
        case Condition():
            return False
        case _:
            assert_never(when)

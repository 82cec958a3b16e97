"""Why a table decided as it did: of each rule above the one that did, the first thing that kept it from it.

It goes by what ``route`` decided, over the same facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workflows.facts.conditions import (
    AllOf,
    AnyOf,
    Ask,
    Condition,
    Fold,
    Says,
    When,
    facts_in,
    holds,
    parts_of,
    text_of,
)
from workflows.routing.analysis import NOTHING_SAID
from workflows.routing.decide import Routed, route
from workflows.routing.definition import NAMED, WORDS, Rule, Table
from workflows.routing.reading import Said

Why = Literal["days", "condition", "nobody_named", "other_words", "weighed", "after"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule (by its number from 0) that did not decide.

    ``days``: it does not stand on that day. ``condition``: ``failed`` is the first of its conditions that does not
    hold; ``partly``: one before it did. ``nobody_named``: it goes to whom the citizen names, and nobody was.
    ``other_words``: it would have held, but words of other rules counted before its own. ``weighed``: it holds without
    words, and words decided. ``after``: it stands below the one that decided.
    """

    rule: int
    why: Why
    failed: When = NOTHING_SAID
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """``routed`` and the number of its rule, if one decided; ``kept``: the rules above it, or all."""

    routed: Routed | None
    rule: int | None
    kept: Sequence[Kept]


def explain(table: Table, fact: Ask, *, fold: Fold, day: date | None = None) -> Explained:
    """What the table decides and why none of the rules above did."""
    routed = route(table, fact, fold=fold, day=day)
    keys = [rule.key for rule in table.rules]
    decided = keys.index(routed.rule) if routed is not None else None
    above = table.rules if decided is None else table.rules[:decided]
    says = _says(table, fact, fold)
    words = bool(routed is not None and routed.words)
    kept = [_kept(number, rule, fact, says, day, words=words) for number, rule in enumerate(above)]
    return Explained(routed, decided, kept)


def _says(table: Table, fact: Ask, fold: Fold) -> Says:
    if table.reading is None:
        return parts_of(fact, fold)
    reading, texts = table.reading, dict[str, Said]()

    def says(name: str, words: tuple[str, ...]) -> bool:
        if name not in texts:
            places = reading.all_place_words if name == WORDS else ()
            texts[name] = Said(text_of(fact(name)), fold=fold, place_words=places, weighing=reading.weighing)
        return any(texts[name].spans(word) for word in words)

    return says


def _kept(number: int, rule: Rule, fact: Ask, says: Says, day: date | None, *, words: bool) -> Kept:
    if day is not None and not rule.stands_on(day):
        return Kept(number, "days")
    failed = first_that_fails(rule.when, fact, says)
    if failed is not None:
        return Kept(number, "condition", failed, any(_those_that_hold(rule.when, failed, fact, says)))
    if rule.agency == NAMED and not fact("agency"):
        return Kept(number, "nobody_named")
    looks = any(test.fact == WORDS and test.test == "contains_any" for test in facts_in(rule.when))
    return Kept(number, "other_words" if looks or not words else "weighed")


def first_that_fails(when: When, fact: Ask, says: Says) -> When | None:
    """The first part of a condition that keeps it from holding; of “or” that is all of it. None where it holds."""
    if holds(when, fact, says=says):
        return None
    match when:
        case AllOf(conditions):
            return next(found for each in conditions if (found := first_that_fails(each, fact, says)) is not None)
        case AnyOf() | Condition():
            return when


def _those_that_hold(when: When, failed: When, fact: Ask, says: Says) -> Iterator[When]:
    """The parts of it before the one that fails."""
    for each in when.conditions if isinstance(when, AllOf) else ():
        if each == failed or not holds(each, fact, says=says):
            return
        yield each

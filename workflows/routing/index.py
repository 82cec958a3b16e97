"""Finds the rules of a long table that can hold for a case, so that not each of them is asked.

It asks no fact that going through all rules would not ask: what was asked stands in the diary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count

from workflows.facts.conditions import AllOf, Ask, Condition, When, each_of
from workflows.routing.reading import Fold, parts_of_word

Tests = Sequence[When]
DEEPEST, WIDEST = 3, 12
"""So many tests of a rule, one behind the other, are looked up, each with so many values at most."""


class Index:
    """By numbers of rules. ``rules``: the condition of each and its words; ``words``: the fact that they stand in."""

    def __init__(self, rules: Sequence[tuple[When, Sequence[str]]], words: str) -> None:
        self._words = [words for _when, words in rules]
        tests = [_tests(when) for when, _words in rules]
        self.need_words = [number for number, each in enumerate(tests) if any(_looks_in(test, words) for test in each)]
        """The rules that hold only where one of their words stands in the text."""
        self.needs_words = frozenset(self.need_words)
        without = set(range(len(rules))) - self.needs_words
        self._all = _Gates(enumerate(tests))
        self._without = _Gates((number, tests[number]) for number in sorted(without))
        self._first_parts: dict[Fold, dict[str, list[int]]] = {}

    def in_order(self, fact: Ask) -> Iterator[int]:
        """The rules that can hold, in their order."""
        return self._all.let_in(fact)

    def without_words(self, fact: Ask) -> Iterator[int]:
        """The same of those that can do without words in the text."""
        return self._without.let_in(fact)

    def by_first_part(self, fold: Fold) -> dict[str, list[int]]:
        """The first part of each word, with the rules that look for it."""
        if fold not in self._first_parts:
            found: dict[str, list[int]] = {}
            for number, words in enumerate(self._words):
                for part in dict.fromkeys(parts[0] for word in words if (parts := parts_of_word(fold, word))):
                    found.setdefault(part, []).append(number)
            self._first_parts[fold] = found
        return self._first_parts[fold]


class _Gates:
    """Rules, by their numbers in order, that are let in by the value of the fact that they ask first.

    A fact is asked when the first rule that asks it comes up, and no sooner; behind it stand further gates.
    """

    def __init__(self, rules: Iterable[tuple[int, Tests]], depth: int = DEEPEST) -> None:
        self.free: list[int] = []
        behind: dict[str, dict[str, list[tuple[int, Tests]]]] = {}
        for number, tests in rules:
            gate = _gate(tests) if depth else None
            if gate is None:
                self.free.append(number)
                continue
            for value in dict.fromkeys(gate.values):
                behind.setdefault(gate.fact, {}).setdefault(value, []).append((number, tests[1:]))
        self.gated = [
            (
                min(there[0][0] for there in values.values()),
                fact,
                {value: _Gates(there, depth - 1) for value, there in values.items()},
            )
            for fact, values in behind.items()
        ]

    def let_in(self, fact: Ask) -> Iterator[int]:
        """Those whose gates are open, in their order."""
        turn = count()
        waiting: list[tuple[int, int, int, tuple[object, ...]]] = []
        _line_up(self, waiting, turn)
        last = -1
        while waiting:
            number, rests, _turn, (one, other) = heappop(waiting)
            if not rests:
                for value in each_of(fact(str(one))):
                    inner = other.get(value) if isinstance(other, dict) else None
                    if inner is not None:
                        _line_up(inner, waiting, turn)
                continue
            if isinstance(one, list) and isinstance(other, int) and other < len(one):
                heappush(waiting, (one[other], 1, next(turn), (one, other + 1)))
            if number != last:
                last = number
                yield number


def _line_up(gates: _Gates, waiting: list[tuple[int, int, int, tuple[object, ...]]], turn: Iterator[int]) -> None:
    """Its free rules and its facts wait for their turn, a fact before the rule of its number."""
    if gates.free:
        heappush(waiting, (gates.free[0], 1, next(turn), (gates.free, 1)))
    for first, fact, values in gates.gated:
        heappush(waiting, (first, 0, next(turn), (fact, values)))


def _tests(when: When) -> Tests:
    return when.conditions if isinstance(when, AllOf) else (when,)


def _looks_in(test: When, fact: str) -> bool:
    return isinstance(test, Condition) and test.test == "contains_any" and test.fact == fact


def _gate(tests: Tests) -> Condition | None:
    test = next(iter(tests), None)
    fits = isinstance(test, Condition) and test.test == "one_of" and len(test.values) <= WIDEST
    return test if fits else None  # type: ignore[return-value]

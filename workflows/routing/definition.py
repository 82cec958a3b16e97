"""The routing table as plain values: ordered rules over facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from workflows.facts.conditions import Condition, When, facts_in, when_of
from workflows.routing.index import Index
from workflows.routing.upgrade import to_format_2
from workflows.versions.raw import Malformed, Raw, format_of

FORMAT = 2
NAMED = "@agency"
WORDS = "subject_text"
"""The fact that is what the citizen wrote."""
WEIGHING = 2
"""The newest way of weighing words."""
LONGEST_NOTE = 500
DAYS_KEPT = 32
"""Of how many days a table remembers which rules stand."""


def asks_for_words(condition: Condition) -> bool:
    """Whether it looks for words in what the citizen wrote."""
    return condition.fact == WORDS and condition.test == "contains_any"


@dataclass(frozen=True)
class Rule:
    """Holds when its condition does. ``agency`` is a code, or ``"@agency"``: the one the citizen named.

    ``priority``: of the case, where the rule says so. Outside of the days from ``since`` to ``until``, both included,
    it is passed over. ``note``: what its owner remembers of it, read by owners alone.
    """

    key: str
    name: Mapping[str, str]
    when: When
    agency: str
    process: str | None = None
    priority: str = ""
    since: date | None = None
    until: date | None = None
    note: str = ""

    def stands_on(self, day: date) -> bool:
        """Whether a case of this day is asked for it."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All that it looks for in what the citizen wrote, in their order: an event names one by its place here."""
        return tuple(word for each in facts_in(self.when) if asks_for_words(each) for word in each.values)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table weighs words: whole words, the subject before the text, and what names two bodies decides nothing.

    Behind one of ``place_words`` (language to words) stands a place. ``weighing``: how far that place goes
    (``reading.py``); a table keeps the one that it was published with, so that its past is decided as it was.
    """

    place_words: Mapping[str, tuple[str, ...]]
    weighing: int = 1

    @property
    def all_place_words(self) -> tuple[str, ...]:
        """Of every language: people mix them."""
        return tuple(word for words in self.place_words.values() for word in words)


@dataclass(frozen=True)
class Table:
    """Rules in their order: the first that holds decides.

    Without ``reading`` words are parts of the whole text, as in tables that were published before there was one.
    """

    name: Mapping[str, str]
    rules: tuple[Rule, ...]
    reading: Reading | None = None
    _of_days: dict[date, Table] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def has_days(self) -> bool:
        """Whether it depends on the day which rules are asked."""
        return any(rule.since or rule.until for rule in self.rules)

    @cached_property
    def index(self) -> Index:
        """By which rules are found that can hold, without asking each."""
        return Index([(rule.when, rule.words) for rule in self.rules], WORDS)

    def on(self, day: date) -> Table:
        """The same with the rules alone that stand on a day."""
        if not self.has_days:
            return self
        if day not in self._of_days:
            if len(self._of_days) >= DAYS_KEPT:
                self._of_days.clear()
            there = tuple(rule for rule in self.rules if rule.stands_on(day))
            self._of_days[day] = replace(self, rules=there, _of_days={})
        return self._of_days[day]


def parse(definition: Any) -> Table:
    """Build the table from its JSON, of format 1 or 2; raises ``Malformed``."""
    number = format_of(definition, FORMAT)
    try:
        raw = Raw(to_format_2(definition) if number == 1 else definition)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Malformed(str(error), "wrong") from error
    raw.only("format", "name", "reading", "rules")
    rules = tuple(_rule(each) for each in raw.each("rules"))
    return Table(raw.words("name"), rules, _reading(raw.inner("reading")) if raw.has("reading") else None)


def _reading(raw: Raw) -> Reading:
    raw.only("place_words", "weighing")
    weighing = raw.get("weighing", int, 1)
    if weighing not in range(1, WEIGHING + 1):
        raise Malformed(raw.at("weighing"), "wrong")
    return Reading(raw.lists("place_words"), weighing)


def _rule(raw: Raw) -> Rule:
    raw.only("key", "name", "when", "to", "since", "until", "note")
    to = raw.inner("to")
    to.only("agency", "process", "priority")
    return Rule(
        key=raw.text("key"),
        name=raw.words("name"),
        when=when_of(raw, "when"),
        agency=to.text("agency"),
        process=to.text("process") if to.has("process") else None,
        priority=to.text("priority", ""),
        since=_day(raw, "since"),
        until=_day(raw, "until"),
        note=raw.text("note", ""),
    )


def _day(raw: Raw, key: str) -> date | None:
    """A day as ``2026-11-25``, if one is said."""
    if not raw.has(key):
        return None
    try:
        return date.fromisoformat(raw.text(key))
    except ValueError as error:
        raise Malformed(raw.at(key), "wrong") from error

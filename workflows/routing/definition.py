"""The routing table as plain values: ordered rules over facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workflows.facts.conditions import Condition, When, facts_in, when_of
from workflows.routing.upgrade import to_format_2
from workflows.versions.raw import Malformed, Raw, format_of

FORMAT = 2
NAMED = "@agency"
WORDS = "subject_text"
"""The fact that is what the citizen wrote."""


def asks_for_words(condition: Condition) -> bool:
    """Whether it looks for words in what the citizen wrote."""
    return condition.fact == WORDS and condition.test == "contains_any"


@dataclass(frozen=True)
class Rule:
    """Holds when its condition does. ``agency`` is a code, or ``"@agency"``: the one the citizen named.

    ``priority``: of the case, where the rule says so.
    """

    key: str
    name: Mapping[str, str]
    when: When
    agency: str
    process: str | None = None
    priority: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All that it looks for in what the citizen wrote, in their order: an event names one by its place here."""
        return tuple(word for each in facts_in(self.when) if asks_for_words(each) for word in each.values)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table weighs words: whole words, the subject before the text, and what names two bodies decides nothing.

    Behind one of ``place_words`` (language to words) stands a place.
    """

    place_words: Mapping[str, tuple[str, ...]]

    @property
    def all_place_words(self) -> tuple[str, ...]:
        """Of every language: people mix them."""
        return tuple(word for words in self.place_words.values() for word in words)


@dataclass(frozen=True, slots=True)
class Table:
    """Rules in their order: the first that holds decides.

    Without ``reading`` words are parts of the whole text, as in tables that were published before there was one.
    """

    name: Mapping[str, str]
    rules: tuple[Rule, ...]
    reading: Reading | None = None


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
    raw.only("place_words")
    return Reading(raw.lists("place_words"))


def _rule(raw: Raw) -> Rule:
    raw.only("key", "name", "when", "to")
    to = raw.inner("to")
    to.only("agency", "process", "priority")
    return Rule(
        key=raw.text("key"),
        name=raw.words("name"),
        when=when_of(raw, "when"),
        agency=to.text("agency"),
        process=to.text("process") if to.has("process") else None,
        priority=to.text("priority", ""),
    )

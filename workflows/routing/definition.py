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

    @property
    def of_words(self) -> bool:
        """Whether it looks for words in what the citizen wrote."""
        return self.fact == WORDS and self.test == "contains_any"


@dataclass(frozen=True, slots=True)
class Rule:
    """All conditions must hold. ``agency`` is a code, or ``"@agency"``: the one the citizen named."""

    key: str
    name: Mapping[str, str]
    when: tuple[Condition, ...]
    agency: str
    process: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """All that it looks for in what the citizen wrote, in their order: an event names one by its place here."""
        return tuple(word for condition in self.when if condition.of_words for word in condition.value)


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


NAMED = "@agency"
WORDS = "subject_text"
"""The fact that is what the citizen wrote."""


def parse(definition: Any) -> Table:
    """Build the table from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    rules = tuple(_rule(raw) for raw in definition["rules"])
    return Table(name=definition["name"], rules=rules, reading=_reading(definition.get("reading")))


def _reading(raw: Any) -> Reading | None:
    if raw is None:
        return None
    return Reading({language: tuple(words) for language, words in raw["place_words"].items()})


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

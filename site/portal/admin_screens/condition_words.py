"""What published things may ask for, as their owners read it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from workflows.facts import catalogue
from workflows.facts.conditions import Value
from workflows.facts.fact import Fact, Labels
from workflows.facts.words import TESTS, in_words

__all__ = ["TESTS", "Offered", "in_words"]


class Offered:
    """What a published thing may ask for, with the values of each fact, looked up once for all its conditions.

    Without a thing, the facts of all kinds.
    """

    def __init__(self, subject: str = "", key: str = "") -> None:
        self._meant = (subject, key)
        self._labels: dict[str, Labels | None] = {}

    @cached_property
    def all(self) -> Mapping[str, Fact]:
        """What the forms ask, too."""
        return catalogue.offered(*self._meant)

    def fact(self, name: str) -> Fact | None:
        return self.all.get(name) if name.startswith(catalogue.ANSWER) else catalogue.facts().get(name)

    def labels(self, name: str) -> Labels | None:
        """What a fact can be; None where people write it."""
        if name not in self._labels:
            fact = self.fact(name)
            self._labels[name] = None if fact is None or fact.domain is None else fact.domain()
        return self._labels[name]

    def as_read(self, name: str, value: Value) -> Value:
        """What was chosen from a list, as conditions read it: of a tree with all that it lies under."""
        fact = self.fact(name)
        paths = fact.paths() if fact is not None and fact.paths is not None else {}
        return paths.get(value, value) if isinstance(value, str) else value

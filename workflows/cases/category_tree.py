"""The tree of categories of one kind of request as plain values: what can be chosen, and under what each one lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from permissions.translated_text import in_language
from workflows.versions.raw import Malformed, Raw, format_of

FORMAT: Final = 1
MOST: Final = 500
"""Categories of one kind."""
DEEPEST: Final = 4
"""How many of them lie in one another at most: nobody looks through more."""
LONGEST_KEY: Final = 40
BETWEEN: Final = " › "
"""Between a category and what lies under it, in one line."""


class WhoChooses(StrEnum):
    """Whether the form of the kind asks for it."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Category:
    """One of them. ``under``: the key of what it lies under. What is ``retired`` is read where it was chosen before."""

    key: str
    name: Mapping[str, str]
    under: str = ""
    retired: bool = False


@dataclass(frozen=True)
class CategoryTree:
    """In the order in which they are read: what lies under one stands behind it."""

    name: Mapping[str, str]
    asked: WhoChooses
    categories: tuple[Category, ...]

    @cached_property
    def _by_key(self) -> Mapping[str, Category]:
        return {each.key: each for each in self.categories}

    def get(self, key: str) -> Category | None:
        return self._by_key.get(key)

    def path(self, key: str) -> tuple[Category, ...]:
        """A category behind all that it lies under, the topmost first; nothing for what the tree does not have."""
        found: list[Category] = []
        while (each := self._by_key.get(key)) is not None and each not in found:
            found.insert(0, each)
            key = each.under
        return tuple(found)

    def in_words(self, key: str, language: str | None = None) -> str:
        """The whole path in a language (default: the reader's); of what the tree does not have its key."""
        return BETWEEN.join(in_language(each.name, language) for each in self.path(key)) or key

    def can_be_chosen(self, key: str) -> bool:
        """Whether it is there, and neither it nor what it lies under is retired."""
        path = self.path(key)
        return bool(path) and not any(each.retired for each in path)

    @cached_property
    def chosen_from(self) -> tuple[Category, ...]:
        """What can be chosen, in its order."""
        return tuple(each for each in self.categories if self.can_be_chosen(each.key))

    @cached_property
    def paths(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of each path, by the key of its last category."""
        return {key: tuple(each.key for each in self.path(key)) for key in self._by_key}

    @cached_property
    def with_others_below(self) -> frozenset[str]:
        """The keys of those under which others lie."""
        return frozenset(each.under for each in self.categories if each.under)


def parse(definition: Any) -> CategoryTree:
    """Build the tree from its JSON; raises ``Malformed``."""
    format_of(definition, FORMAT)
    raw = Raw(definition)
    raw.only("format", "name", "asked", "categories")
    asked = raw.text("asked")
    if asked not in set(WhoChooses):
        raise Malformed(raw.at("asked"), "wrong")
    found = [_category(each) for each in raw.each("categories")]
    return CategoryTree(raw.words("name"), WhoChooses(asked), tuple(in_order(found)))


def _category(raw: Raw) -> Category:
    raw.only("key", "name", "under", "retired")
    return Category(raw.text("key"), raw.words("name"), raw.text("under", ""), raw.yes("retired", default=False))


def in_order(categories: list[Category]) -> Iterator[Category]:
    """Each behind what it lies under, else as they stand; those that lie under nothing that is there come last."""
    below: dict[str, list[Category]] = {}
    for each in categories:
        below.setdefault(each.under, []).append(each)
    passed: set[int] = set()
    waiting = list(reversed(below.pop("", [])))
    while waiting:
        each = waiting.pop()
        passed.add(id(each))
        yield each
        waiting += reversed(below.pop(each.key, []))
    yield from (each for each in categories if id(each) not in passed)

"""What a fact is: something that conditions may ask of a case, by its type, with how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.facts.conditions import TESTS, Test, Value

Labels = Mapping[str, str]
"""Code to the words that owners read for it."""


class FactType(StrEnum):
    """What kind of value a fact has."""

    TEXT = "text"
    PLACE = "place"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    """Any number of a list."""
    YES_NO = "yes_no"
    AGENCY = "agency"
    TREE = "tree"
    """One entry of a tree, with all that it lies under: what is asked of one is asked of those below it."""
    MIXED = "mixed"
    """Asked by several forms, by each in another way: there is nothing that it could be compared with."""


_PRESENT: frozenset[Test] = frozenset({"given", "missing"})
_EQUAL: frozenset[Test] = _PRESENT | {"one_of", "none_of"}
_ORDERED: frozenset[Test] = _PRESENT | {"at_least", "at_most"}
TESTS_OF: Mapping[FactType, frozenset[Test]] = {
    FactType.TEXT: _EQUAL | {"contains_any"},
    FactType.PLACE: _EQUAL | {"contains_any"},
    FactType.NUMBER: _ORDERED,
    FactType.MONEY: _ORDERED,
    FactType.DATE: _ORDERED,
    FactType.CHOICE: _EQUAL,
    FactType.CHOICES: _EQUAL,
    FactType.YES_NO: _EQUAL,
    FactType.AGENCY: _EQUAL,
    FactType.TREE: _EQUAL,
    FactType.MIXED: _PRESENT,
}
"""The tests that mean something for a type."""


TYPE_WORDS: Mapping[FactType, str | Promise] = {
    FactType.TEXT: _("text"),
    FactType.PLACE: _("a place"),
    FactType.NUMBER: _("a number"),
    FactType.MONEY: _("an amount of money"),
    FactType.DATE: _("a date"),
    FactType.CHOICE: _("one answer of several"),
    FactType.CHOICES: _("several answers of many"),
    FactType.YES_NO: _("yes or no"),
    FactType.AGENCY: _("an agency"),
    FactType.TREE: _("one entry of a tree"),
}
"""As what a form asks something, as owners and editors read it; of ``MIXED`` there is no single word."""


@dataclass(frozen=True, slots=True)
class AskedBy:
    """A form that asks for a fact as it is published now: its name to the reader, and as what it asks.

    ``form`` is the same for a form in each of its languages.
    """

    form: str
    name: str
    type: FactType


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """``reader`` gives its value from what ``cases`` has at hand of a case, empty where it is not known.

    ``domain`` says what it can be as it is now; None where people write it themselves. What is ``sealed`` never stands
    in an event: what people write, always, whatever type it has (a number may be that of an identity card).
    ``asked_by``: the forms that ask for it; none of what every case has. ``paths``: of a tree, entry to itself behind
    all that it lies under.
    """

    name: str
    words: str | Promise
    type: FactType
    reader: Callable[[Any], Value]
    domain: Callable[[], Labels] | None = None
    sealed: bool = False
    asked_by: tuple[AskedBy, ...] = ()
    paths: Callable[[], Mapping[str, tuple[str, ...]]] | None = None

    def __post_init__(self) -> None:
        if self.domain is None and not self.sealed:
            raise ValueError(f"{self.name}: what people write is sealed")

    @property
    def tests(self) -> tuple[Test, ...]:
        """The tests that it can be put to, in the order of all tests."""
        return tuple(test for test in TESTS if test in TESTS_OF[self.type])

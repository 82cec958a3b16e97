"""The names that conditions may use, and the values that some of them have. Upper topics fill it at start-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise

Labels = Mapping[str, str]
"""Code to the words that owners read for it."""

_facts: dict[str, str | Promise] = {}
_values: dict[str, Callable[[], Labels]] = {}


def register(facts: Mapping[str, str | Promise], values: Mapping[str, Callable[[], Labels]] | None = None) -> None:
    """Add names with the words that owners read for them, and ``values``: what those can be that have a closed list."""
    _facts.update(facts)
    _values.update(values or {})


def facts() -> Mapping[str, str | Promise]:
    """Every name that a condition may use, with its words."""
    return dict(_facts)


def values_of(fact: str) -> Labels | None:
    """What a fact can be, as it is now; None where people write it themselves."""
    return _values[fact]() if fact in _values else None

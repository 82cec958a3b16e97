"""The names that conditions may use. Upper topics fill it at start-up; checks and forms read it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

_facts: dict[str, str | Promise] = {}


def register(facts: Mapping[str, str | Promise]) -> None:
    """Add names with the words that owners read for them."""
    _facts.update(facts)


def facts() -> Mapping[str, str | Promise]:
    """Every name that a condition may use, with its words."""
    return dict(_facts)

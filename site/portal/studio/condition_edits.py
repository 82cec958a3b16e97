"""What buttons do to a condition as JSON: tests and groups of them are added, moved and taken away.

A *path* says which one is meant: its place in the outermost group, then in the group that stands there, each from 0.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, Final

from workflows.facts.conditions import DEEPEST

Raw = dict[str, Any]
JOINS: Final = ("all", "any")
OF_CONDITIONS: Final = (
    "add-condition",
    "add-group",
    "remove-condition",
    "condition-up",
    "condition-down",
    "condition-out",
    "condition-in",
)
"""The buttons."""


def new_condition() -> Raw:
    return {"fact": "subject_text", "is": "contains_any", "value": []}


def parts_of(when: Raw) -> list[Raw] | None:
    """What lies in a group; None of a single test."""
    found: list[Raw] | None = next((when[word] for word in JOINS if word in when), None)
    return found


def height(when: Raw) -> int:
    """How many groups lie in one another, this one counted; 0 of a single test."""
    inside = parts_of(when)
    return 0 if inside is None else 1 + max((height(each) for each in inside), default=0)


def holds(depth: int, inner: int) -> bool:
    """Whether a group so deep, the outermost at 1, may hold what has so many groups in one another (``height``)."""
    return depth + 1 + inner <= DEEPEST


def edited(when: Raw, do: str, path: Sequence[int]) -> Raw:
    """The condition after a button was pressed; the same where there is nothing at the path, or no room."""
    whole = copy.deepcopy(when)
    if parts_of(whole) is None:
        whole = {"all": [whole]}
    if do in ("add-condition", "add-group"):
        group = _at(whole, path)
        new = new_condition() if do == "add-condition" else {_other(group): [new_condition()]}
        _add(group, new, len(path) + 1)
        return whole
    around = _at(whole, path[:-1]) if path else None
    inside = parts_of(around) if around is not None else None
    if around is None or inside is None or path[-1] >= len(inside):
        return whole
    place = path[-1]
    match do:
        case "remove-condition":
            del inside[place]
        case "condition-up" if place:
            inside.insert(place - 1, inside.pop(place))
        case "condition-down":
            inside.insert(place + 1, inside.pop(place))
        case "condition-out" if len(path) > 1:
            outer = parts_of(_at(whole, path[:-2]) or {}) or []
            outer.insert(path[-2] + 1, inside.pop(place))
        case "condition-in" if place and _add(inside[place - 1], inside[place], len(path) + 1):
            del inside[place]
    return whole


def _at(when: Raw, path: Sequence[int]) -> Raw | None:
    """The group or test at a path; None where there is none."""
    for place in path:
        inside = parts_of(when)
        if inside is None or place >= len(inside):
            return None
        when = inside[place]
    return when


def _other(group: Raw | None) -> str:
    """A group in a group is there for the other word: “all” within “all” says nothing more."""
    return "all" if group is not None and "any" in group else "any"


def _add(group: Raw | None, new: Raw, depth: int) -> bool:
    """Put something at the end of a group that lies so deep; whether there is such a group, and room."""
    inside = parts_of(group) if group is not None else None
    if inside is None or not holds(depth, height(new)):
        return False
    inside.append(new)
    return True

"""Where the tokens of a process go, said a second time in another way: splits are a tree of open places.

A branch is a place that holds one step or one open split; a split is closed when each of its branches is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

JOINED, OVER = object(), object()


@dataclass
class Place:
    """What stands here: the key of a resting step, an open split, ``JOINED`` or ``OVER``."""

    holds: Any = OVER


@dataclass
class Split:
    """An open split with its branches."""

    key: str
    branches: list[Place] = field(default_factory=list)


class SecondModel:
    """Runs the JSON of a process. ``fact`` and ``route`` as the interpreter's."""

    def __init__(self, definition: dict[str, Any], fact: Any, route: Any) -> None:
        self.raw = {step["key"]: step for step in definition["steps"]}
        self.fact, self.route = fact, route
        self.root = Place()
        self.go(self.root, definition["start"])
        self.settle(self.root)

    def go(self, place: Place, key: str) -> None:
        """Stand ``place`` at what ``key`` comes to."""
        step = self.raw[key]
        kind = step["type"]
        if kind in ("task", "wait", "timer"):
            place.holds = key
        elif kind == "end":
            place.holds = OVER
        elif kind == "join":
            place.holds = JOINED
        elif kind == "service":
            self.go(place, step["next"])
        elif kind == "route":
            self.go(place, step["found"] if self.route() else step["not_found"])
        elif kind == "decision":
            branches = (branch["next"] for branch in step["branches"] if self.true(branch["when"]))
            self.go(place, next(branches, step["default"]))
        else:
            split = place.holds = Split(key)
            for first in step["branches"]:
                branch = Place()
                split.branches.append(branch)
                self.go(branch, first)

    def true(self, when: dict[str, Any]) -> bool:
        if "all" in when:
            return all(self.true(each) for each in when["all"])
        if "any" in when:
            return any(self.true(each) for each in when["any"])
        value = self.fact(when["fact"])
        if when["is"] == "at_least":
            return value.isdecimal() and int(value) >= int(when["value"])
        said: dict[str, bool] = {
            "one_of": value in when.get("value", ()),
            "given": value != "",
            "missing": value == "",
        }
        return said[when["is"]]

    def settle(self, place: Place) -> None:
        """Close every split whose branches are all at its join or over, from the inside out."""
        while isinstance(place.holds, Split):
            for branch in place.holds.branches:
                self.settle(branch)
            if not all(branch.holds in (JOINED, OVER) for branch in place.holds.branches):
                return
            self.go(place, self.raw[self.raw[place.holds.key]["join"]]["next"])

    def leave(self, branch: str, outcome: str) -> None:
        """By the name of a branch, as the interpreter writes it."""
        place = self.root
        for part in branch.split("/") if branch else ():
            place = place.holds.branches[int(part.rpartition("_")[2]) - 1]
        step = self.raw[place.holds]
        ways = {each["key"]: each["next"] for each in step.get("outcomes", ())} | {"elapsed": step.get("next")}
        self.go(place, ways[outcome])
        self.settle(self.root)

    def standing(self) -> set[tuple[str, str]]:
        """Branch and step of everything that rests, joins among them."""
        return set(self._standing(self.root, "", ""))

    def _standing(self, place: Place, name: str, join: str) -> Any:
        if isinstance(place.holds, Split):
            inner = self.raw[place.holds.key]["join"]
            for number, branch in enumerate(place.holds.branches, 1):
                inside = f"{place.holds.key}_{number}"
                yield from self._standing(branch, f"{name}/{inside}" if name else inside, inner)
        elif place.holds is JOINED:
            yield name, join
        elif place.holds is not OVER:
            yield name, place.holds

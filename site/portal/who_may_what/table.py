"""Reads the table of who may what, and refuses one that does not make sense."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("table.toml")
SUBJECTS = ("mine", "other", "accused", "sealed")
"""Whose a case is that an address names."""
ANYTHING = ""
"""The subject of an address that names no case."""

Cells = Mapping[str, frozenset[str]]
"""Subject to the roles that may."""


class TableError(Exception):
    """What is wrong in the table, and where."""


@dataclass(frozen=True, slots=True)
class Line:
    """Addresses that the same people may open. ``of`` tells lines apart that share a route."""

    what: Mapping[str, str]
    routes: tuple[str, ...]
    of: str
    read: Cells
    act: Cells

    @property
    def subjects(self) -> tuple[str, ...]:
        """What there is to ask about: the kinds of cases, or ``ANYTHING`` alone."""
        return SUBJECTS if any(subject in SUBJECTS for subject in (*self.read, *self.act)) else (ANYTHING,)

    def may(self, role: str, subject: str, *, act: bool) -> bool:
        """Whether a role may look, or act."""
        return role in (self.act if act else self.read).get(subject, frozenset())


@dataclass(frozen=True, slots=True)
class Room:
    """Lines that belong together."""

    key: str
    name: Mapping[str, str]
    about: Mapping[str, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``roles`` in the order in which they are drawn, each with the short name above its column."""

    roles: Mapping[str, Mapping[str, str]]
    rooms: tuple[Room, ...]

    def lines(self) -> Iterator[Line]:
        for room in self.rooms:
            yield from room.lines


@cache
def the_table() -> Table:
    """The one of this version of the platform."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> Table:
    """A table from TOML. Raises ``TableError`` with a sentence that names the place."""
    given = tomllib.loads(text)
    roles = {role["code"]: _text(role["code"], role["short"]) for role in given["roles"]}
    groups = _groups(roles, given.get("groups", {}))
    rooms = tuple(_room(room, groups) for room in given["room"])
    seen: set[tuple[str, str]] = set()
    for room in rooms:
        for line in room.lines:
            for route in line.routes:
                if (route, line.of) in seen:
                    raise TableError(f"{room.key}: {route!r} stands in the table already.")
                seen.add((route, line.of))
    return Table(roles, rooms)


def _groups(roles: Iterable[str], given: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """Name to roles; a role is the group of itself, and a group may name those above it."""
    groups = {role: frozenset({role}) for role in roles}
    for name, members in given.items():
        groups[name] = _roles(f"group {name}", members, groups)
    return groups


def _roles(place: str, members: Any, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    unknown = [member for member in members if member not in groups]
    if unknown:
        raise TableError(f"{place}: there is no role or group {', '.join(unknown)}.")
    return frozenset().union(*(groups[member] for member in members))


def _room(given: Mapping[str, Any], groups: Mapping[str, frozenset[str]]) -> Room:
    key = given["key"]
    lines = tuple(_line(f"{key}: {line['what']['en']}", line, groups) for line in given["line"])
    return Room(key, _text(key, given["name"]), _text(key, given["about"]), lines)


def _line(place: str, given: Mapping[str, Any], groups: Mapping[str, frozenset[str]]) -> Line:
    unknown = given.keys() - {"what", "routes", "of", "read", "act", "read_and_act"}
    if unknown:
        raise TableError(f"{place}: a line has no {', '.join(sorted(unknown))}.")
    both = given.get("read_and_act")
    if both is not None and given.keys() & {"read", "act"}:
        raise TableError(f"{place}: read_and_act stands in the place of read and act.")
    read, act = (both, both) if both is not None else (given.get("read", []), given.get("act", []))
    routes = tuple(given["routes"])
    return Line(
        _text(place, given["what"]),
        routes,
        given.get("of", ""),
        _cells(place, read, groups),
        _cells(place, act, groups),
    )


def _cells(place: str, given: Any, groups: Mapping[str, frozenset[str]]) -> Cells:
    if isinstance(given, list):
        return {ANYTHING: _roles(place, given, groups)} if given else {}
    unknown = given.keys() - set(SUBJECTS)
    if unknown:
        raise TableError(f"{place}: a case is not {', '.join(sorted(unknown))}; it is {', '.join(SUBJECTS)}.")
    return {subject: _roles(place, members, groups) for subject, members in given.items()}


def _text(place: str, given: Mapping[str, str]) -> Mapping[str, str]:
    if not (given.get("ar") and given.get("en")):
        raise TableError(f"{place}: what people read is in Arabic (ar) and in English (en).")
    return given

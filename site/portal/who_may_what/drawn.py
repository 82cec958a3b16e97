"""The table as it stands on the screen: rows with a sign for each role, and the same in words for a narrow page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.arabic import fold
from permissions.roles.catalogue import BY_CODE
from permissions.translated_text import in_language
from portal.who_may_what.table import ANYTHING, Line, Room, Table

NONE, READ, ACT, BOTH = "none", "read", "act", "both"
MARKS: dict[str, str | Promise] = {
    BOTH: _("looks and acts"),
    READ: _("looks"),
    ACT: _("acts"),
    NONE: _("not there"),
}
"""What a role may, in words; what one may not open is not there."""
WHOSE: dict[str, str | Promise] = {
    "mine": _("their own"),
    "other": _("of another"),
    "accused": _("accusing them"),
    "sealed": _("sealed"),
}
WITHOUT_ACCOUNT: dict[str, str | Promise] = {
    "visitor": _("Visitor without an account"),
    "citizen": _("Citizen with the secret"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one role may."""

    role: str | Promise
    mark: str
    words: str | Promise


@dataclass(frozen=True, slots=True)
class Row:
    """One subject of a line. ``first`` of its line, which spans ``rows``; ``whose`` is empty where no case is named."""

    what: str
    routes: tuple[str, ...]
    first: bool
    rows: int
    whose: str | Promise
    cells: tuple[Cell, ...]

    def by_mark(self) -> list[tuple[str, str | Promise, list[str | Promise]]]:
        """The roles that may something, gathered under what they may."""
        gathered = [(mark, [cell for cell in self.cells if cell.mark == mark]) for mark in (BOTH, READ, ACT)]
        return [(mark, MARKS[mark], _named(cells, self.cells)) for mark, cells in gathered if cells]


@dataclass(frozen=True, slots=True)
class Section:
    """A room with the rows that are shown of it."""

    key: str
    name: str
    about: str
    rows: tuple[Row, ...]
    addresses: int

    @property
    def names_cases(self) -> bool:
        return any(row.whose for row in self.rows)


def _named(some: Collection[Cell], every: Collection[Cell]) -> list[str | Promise]:
    """The names of roles, in one word where they are all of them or all who have an account."""
    names = [cell.role for cell in some]
    if len(some) == len(every):
        return [_("Everybody")]
    if names == [cell.role for cell in every if cell.role not in WITHOUT_ACCOUNT.values()]:
        return [_("All of the staff")]
    return names


def names_of(table: Table) -> dict[str, str | Promise]:
    """Code to the full name of each role, in the reader's language."""
    return {code: WITHOUT_ACCOUNT.get(code) or _full(code) for code in table.roles}


def sections(table: Table, *, role: str, words: str, everything: bool) -> list[Section]:
    """What is looked for. With a role, its own column alone, and of it what the role may unless ``everything``."""
    names = names_of(table)
    roles = {role: names[role]} if role else names
    found = []
    for room in table.rooms:
        lines = [line for line in room.lines if _fits(room, line, words)]
        if role and not everything:
            lines = [line for line in lines if _opens_something(line, role)]
        rows = tuple(row for line in lines for row in _rows(line, roles))
        if rows:
            addresses = sum(len(line.routes) for line in lines)
            found.append(Section(room.key, in_language(room.name), in_language(room.about), rows, addresses))
    return found


def _full(code: str) -> str:
    spec = BY_CODE[code]
    return in_language({"ar": spec.ar, "en": spec.en})


def _fits(room: Room, line: Line, words: str) -> bool:
    text = fold(" ".join([*room.name.values(), *line.what.values(), *line.routes]))
    return all(word in text for word in fold(words).split())


def _opens_something(line: Line, role: str) -> bool:
    return any(role in roles for cells in (line.read, line.act) for roles in cells.values())


def _rows(line: Line, roles: Mapping[str, str | Promise]) -> Iterator[Row]:
    for number, subject in enumerate(line.subjects):
        cells = tuple(_cell(line, subject, code, name) for code, name in roles.items())
        whose = "" if subject == ANYTHING else WHOSE[subject]
        yield Row(in_language(line.what), line.routes, number == 0, len(line.subjects), whose, cells)


def _cell(line: Line, subject: str, code: str, name: str | Promise) -> Cell:
    marks = {(True, True): BOTH, (True, False): READ, (False, True): ACT, (False, False): NONE}
    mark = marks[line.may(code, subject, act=False), line.may(code, subject, act=True)]
    return Cell(name, mark, MARKS[mark])


def count(found: Collection[Section]) -> int:
    """How many addresses stand in them."""
    return sum(section.addresses for section in found)

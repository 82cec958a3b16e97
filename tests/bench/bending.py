"""A thousand bendings, of cases and of rows of the house, by one who may write any row and has no key; and ``verify``.

Where a column, a row and a value are drawn, none is left out for being hard to find.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final, TypeVar

from django.db import IntegrityError, transaction

from permissions.proving import checking as proving
from portal.operations.sweeping import seal_rows
from portal.operations.verifying import everything
from tests.bench.figures import Sheet
from tests.bench.house_bending import house_bendings, told_of
from tests.bench.sizes import Sizes
from tests.bench.year import run
from tests.bending import bendable, by_force
from tests.workflows.cases.bending import Column, another, columns, copy, delete, is_taken, read, write
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import Case
from workflows.cases.proving.parts import CASE, PARTS, Part

A_HUNDRED_THOUSAND: Final = 100_000
WITHIN: Final = 180
"""Seconds for a hundred thousand."""


@dataclass
class Rows:
    """Rows of each part, with the cases that they belong to; ``bent``: cases that were bent already."""

    dice: Random
    of: dict[Part, list[tuple[int, int]]] = field(default_factory=dict)
    bent: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for part in PARTS:
            rows = part.model._default_manager.all()
            found = list((rows.filter(part.only) if part.only is not None else rows).values_list("pk", part.case))
            self.dice.shuffle(found)
            self.of[part] = found

    def draw(self, part: Part) -> tuple[int, int] | None:
        """A row of a case that is as it was."""
        while self.of[part]:
            row, case_id = self.of[part].pop()
            if case_id not in self.bent:
                return row, case_id
        return None


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Load lives, ask ``verify``, bend as much as is wanted, and ask it once more.

    Rows of the house and cases by turns, since a bent row of the house makes a sentence of many a case.
    """
    run("demo_world", "--cases", str(sizes.verified))
    seal_rows()  # as the minute after does: what was written within it is proved by what bears its own HMAC alone
    cases, began = Case.objects.count(), time.perf_counter()
    problems = sum(1 for _problem in everything())
    seconds = time.perf_counter() - began
    sheet.add(f"verify over {cases:,} cases", seconds, "s", WITHIN * max(cases / A_HUNDRED_THOUSAND, 0.01))
    sheet.add("verify: problems before anything was bent", problems, "count", 0)
    proved = len(columns()), len(bendable())
    with by_force():
        house = list(house_bendings(sizes.bendings * proved[1] // sum(proved)))
        missed = _missed(house, told_of(proving.differences()))
    with by_force():
        cases_bent = list(bendings(sizes.bendings - len(house)))
        missed += _missed(cases_bent, _cases_told())
    sheet.add(f"bendings of rows of the house ({proved[1]} columns), each of another", len(house), "count")
    sheet.add(f"bendings of cases ({proved[0]} columns), each of another", len(cases_bent), "count")
    sheet.add("bendings that were not found", len(missed), "count", 0)
    for what in missed:
        print("not found:", what)


T = TypeVar("T")


def _missed(done: Iterable[tuple[str, set[T]]], told: set[T]) -> list[str]:
    """What was done of which nothing was told."""
    return [what for what, rows in done if not rows & told]


def bendings(count: int, *, seed: int = 16) -> Iterator[tuple[str, set[int]]]:
    """Bend so many cases, or as many as there are; what was done, and to which cases."""
    dice = Random(seed)  # noqa: S311  the same bendings each time
    rows, ways = Rows(dice), (_changed, _changed, _deleted, _swapped, _copied, _put_in)
    all_columns = columns()
    done = 0
    while done < count and any(rows.of.values()):
        column = dice.choice(all_columns)
        found = dice.choice(ways)(column, rows)
        if found is not None:
            rows.bent |= found[1]
            done += 1
            yield found


def _cases_told() -> set[int]:
    """The cases that ``verify`` names, by their numbers or ids."""
    said = list(inconsistencies())
    by_number = dict(Case.objects.values_list("tracking", "pk"))
    words = {word for sentence in said for word in re.findall(r"[\w-]+", sentence)}
    ids = {int(found) for sentence in said for found in re.findall(r"case (\d+)\b(?!-)", sentence)}
    return ids | {by_number[word] for word in words if word in by_number}


def _tried(column: Column, row: int, value: Any) -> bool:
    return bool(value != read(column, row)) and is_taken(column, row, value)


def _changed(column: Column, rows: Rows) -> tuple[str, set[int]] | None:
    found = rows.draw(column.part)
    if found is None or not _tried(column, found[0], another(column, read(column, found[0]), rows.dice)):
        return None
    return f"{column.name} of row {found[0]} changed", {found[1]}


def _copied(column: Column, rows: Rows) -> tuple[str, set[int]] | None:
    """The value of another row."""
    found, other = rows.draw(column.part), rows.draw(column.part)
    if found is None or other is None or not _tried(column, found[0], read(column, other[0])):
        return None
    return f"{column.name} of row {found[0]} copied from {other[0]}", {found[1]}


def _swapped(column: Column, rows: Rows) -> tuple[str, set[int]] | None:
    """What two rows say, exchanged."""
    found, other = rows.draw(column.part), rows.draw(column.part)
    if found is None or other is None or found[1] == other[1]:
        return None
    first, second = read(column, found[0]), read(column, other[0])
    if first == second:
        return None
    try:
        with transaction.atomic():
            write(column, found[0], second)
            write(column, other[0], first)
    except IntegrityError:
        return None
    return f"{column.name} of rows {found[0]} and {other[0]} swapped", {found[1], other[1]}


def _deleted(column: Column, rows: Rows) -> tuple[str, set[int]] | None:
    if column.part is CASE:
        return None
    found = rows.draw(column.part)
    if found is None:
        return None
    delete(column.part, found[0])
    return f"row {found[0]} of {column.part.name} deleted", {found[1]}


def _put_in(column: Column, rows: Rows) -> tuple[str, set[int]] | None:
    """A row of one case copied to another."""
    found, other = rows.draw(column.part), rows.draw(column.part)
    if column.part is CASE or found is None or other is None or found[1] == other[1]:
        return None
    try:
        with transaction.atomic():
            copy(column.part, found[0], other[1])
    except IntegrityError:
        return None
    return f"row {found[0]} of {column.part.name} put in case {other[1]} too", {other[1]}

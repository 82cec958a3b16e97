"""Each column that is proved, bent once, is found; and each is in one of the lists that say so."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from permissions.audit.covered import Covered, said_wrongly
from tests.bending import undone
from tests.workflows.cases.bending import another, columns, delete, is_taken, read, without_triggers
from tests.workflows.cases.proved_world import proved_country
from workflows.cases.consistency import inconsistencies
from workflows.cases.proving.checking import unproved
from workflows.cases.proving.parts import PARTS, Part
from workflows.cases.what_is_proved import LISTED

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NAMES = [part.name for part in PARTS]
REFUSED = {"workflows_case.status", "workflows_case.closed_at"}
"""What a constraint may not take: a closed case has the time of its closing, and no other has one."""


@pytest.fixture(autouse=True)
def _world() -> None:
    proved_country()
    assert list(inconsistencies()) == []


def rows_of(part: Part) -> list[int]:
    rows = part.model._default_manager.order_by("pk")
    return list((rows.filter(part.only) if part.only is not None else rows).values_list("pk", flat=True))


@pytest.mark.parametrize("name", NAMES)
def test_each_column_bent_once_is_found(name: str) -> None:
    part = next(each for each in PARTS if each.name == name)
    rows = rows_of(part)
    assert rows, "the country has none of it"
    dice = random.Random(name)  # noqa: S311  the same bendings each time
    tried, missed = Counter[str](), list[str]()
    with without_triggers():
        for column in (each for each in columns() if each.part is part):
            for row in dice.sample(rows, len(rows)) * 4:
                stands = read(column, row)
                value = another(column, stands, dice)
                with undone():
                    if value != stands and is_taken(column, row, value):
                        tried[column.name] += 1
                        missed += (
                            []
                            if any(unproved()) or any(inconsistencies())
                            else [f"{column.name} of {row}: {stands!r} to {value!r}"]
                        )
                if tried[column.name]:
                    break
    assert missed == []
    assert {each.name for each in columns() if each.part is part} - tried.keys() <= REFUSED


@pytest.mark.parametrize("name", NAMES)
def test_each_row_that_is_deleted_is_found(name: str) -> None:
    part = next(each for each in PARTS if each.name == name)
    if name == "case":
        pytest.skip("its rows name it: the database refuses")
    missed = []
    with without_triggers():
        for row in rows_of(part)[:3]:
            with undone():
                delete(part, row)
                missed += [] if any(unproved()) or any(inconsistencies()) else [row]
    assert missed == []


def test_no_column_is_listed_twice_or_is_not_there() -> None:
    assert said_wrongly(LISTED) == []


def test_each_part_is_listed_as_covered() -> None:
    listed = {said.model for said in LISTED if isinstance(said, Covered)}
    assert {part.model._meta.label for part in PARTS} <= listed

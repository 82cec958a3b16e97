"""Writes the rows of figures: of each table one statement for all cases at hand, and none where nothing is to write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, TypeVar

from permissions import many_rows
from workflows.figures.fold import SENSITIVE, Life
from workflows.figures.models import FOREVER, Occurrence, OfACase, Standing, StepTaken
from workflows.figures.row import Happened, Left, Stands

OfStep = TypeVar("OfStep", Left, Happened)
NAMES: Final[Mapping[type[OfACase], tuple[str, ...]]] = {
    Standing: Stands._fields,
    StepTaken: Left._fields,
    Occurrence: Happened._fields,
}
"""The columns that follow from the diary, by model; beside them each row has its case."""
_TAKEN: Final = attrgetter(*NAMES[Standing])
_ENDED: Final = ("until", "memory")
_ALL: Final = tuple(field.name for field in Standing._meta.concrete_fields if field.name not in ("id", "case"))


@dataclass(slots=True)
class Written:
    """The rows of one case, to be written. ``stood``: the row from which it went on; None: all of them are new.
    ``apart``: why it was set apart until now.
    """

    case_id: int
    life: Life
    stood: Standing | None = None
    apart: str = ""


def standing_of(case_ids: Collection[int]) -> dict[int, Standing]:
    """The rows that stand, by their cases; one statement."""
    return {row.case_id: row for row in Standing.objects.filter(case__in=case_ids, until=FOREVER)}


def stands_of(row: Standing) -> Stands:
    """A row as plain values."""
    return Stands._make(_TAKEN(row))._replace(until=None if row.until == FOREVER else row.until)


def forget(case_ids: Collection[int]) -> None:
    """No row of these cases is left."""
    for model in NAMES:
        model._default_manager.filter(case__in=case_ids).delete()


def write(cases: Sequence[Written]) -> None:
    """Write what became of some cases; their rows must be gone where all of them are new."""
    ended: list[Standing] = []
    changed: list[Standing] = []
    for each in cases:
        if each.stood is not None:
            _end(each, ended, changed)
    if ended:
        many_rows.update(Standing, _ENDED, ended)
    if changed:
        many_rows.update(Standing, _ALL, changed)
    _set_apart(cases)
    _insert(Standing, ((each.case_id, row) for each in cases for row in _new(each)))
    _insert(StepTaken, ((each.case_id, as_now(row, each.life)) for each in cases for row in each.life.left))
    _insert(Occurrence, ((each.case_id, as_now(row, each.life)) for each in cases for row in each.life.happened))


def _insert(model: type[OfACase], rows: Iterable[tuple[int, Stands | Left | Happened]]) -> None:
    """New rows of one table, if there are any."""
    if made := [(case_id, *values_of(row)) for case_id, row in rows]:
        many_rows.insert_values(model, ("case_id", *NAMES[model]), made)


def values_of(row: Stands | Left | Happened) -> Stands | Left | Happened:
    """A row as its table has it: what stands does so for ever."""
    return row._replace(until=FOREVER) if isinstance(row, Stands) and row.until is None else row


def _new(each: Written) -> Sequence[Stands]:
    return each.life.rows if each.stood is None else each.life.rows[1:]


def _end(each: Written, ended: list[Standing], changed: list[Standing]) -> None:
    """The row that stood, as it is now: until when it did, or otherwise, where two acts were at one instant."""
    row, is_now = each.stood, each.life.rows[0]
    if row is None or is_now == (was := stands_of(row)):
        return
    for name, value in zip(NAMES[Standing], values_of(is_now), strict=True):
        setattr(row, name, value)
    only_ended = is_now._replace(until=was.until, memory=was.memory) == was
    (ended if only_ended else changed).append(row)


def _set_apart(cases: Iterable[Written]) -> None:
    """Steps and occurrences say of their case what holds today: where that changed, those of before follow. But for
    one that was sealed since, or is no longer: what was missed before counts, whoever proposed to seal it."""
    by: dict[str, list[int]] = {}
    for each in cases:
        if each.stood is not None and (each.life.apart != each.apart or each.life.is_guarding_said):
            by.setdefault(each.life.guarding, []).append(each.case_id)
    for apart, case_ids in by.items():
        for model in (StepTaken, Occurrence):
            model._default_manager.filter(case__in=case_ids).exclude(apart=SENSITIVE).update(apart=apart)


def as_now(row: OfStep, life: Life) -> OfStep:
    """A step or an occurrence with what holds of its case by now."""
    return row if row.apart in (SENSITIVE, life.guarding) else row._replace(apart=life.guarding)

"""The rows of figures made anew from the diary: for cases of before there were rows, and where somebody asks for it.

Part by part, from the newest case down. How far it has come stands in a row, so that whoever is stopped goes on there.
Acts do not wait, but for those on the cases of a part, until that is written.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from django.db.models import Max

from workflows.cases.among import among
from workflows.cases.figured import lives_of
from workflows.cases.models import Case
from workflows.figures import rows
from workflows.figures.fold import Life
from workflows.figures.models import MakingAnew, Occurrence, OfACase, Standing, StepTaken
from workflows.figures.then import Then
from workflows.transactions.turn import write_transaction

AT_ONCE: Final = 500
"""Cases in one commit."""
PATIENCE: Final = 60.0
"""Seconds; the rest is rung for again."""
Rows = dict[type[OfACase], list[tuple[Any, ...]]]
"""The rows of one case by their tables; those that have none are not named."""
_MEMORY: Final = rows.NAMES[Standing].index("memory")


def begin() -> None:
    """All rows are to be made anew; nothing where that is under way."""
    with write_transaction():
        newest = Case.objects.aggregate(newest=Max("pk"))["newest"]
        if newest is not None and not MakingAnew.objects.exists():
            MakingAnew.objects.create(before=newest + 1)


def is_under_way() -> bool:
    """Whether there are cases whose rows are still to be made: figures of them say too little. One statement."""
    return MakingAnew.objects.exists()


def go_on(*, patience: float, progress: Callable[[int], object] = lambda count: None) -> bool:
    """Make rows for so many seconds; whether there is more to do. ``progress`` is told after each part how many."""
    until, then = time.monotonic() + patience, Then()
    while made := _part(then):
        progress(made)
        if time.monotonic() >= until:
            return True
    return False


def go_on_for_a_while() -> None:
    """What the queue does after an upgrade, until there is nothing left."""
    go_on(patience=PATIENCE)


def _part(then: Then) -> int:
    """The next cases, and how many that were."""
    with write_transaction():
        place = MakingAnew.objects.select_for_update().first()
        if place is None:
            return 0
        case_ids = list(Case.objects.filter(pk__lt=place.before).order_by("-pk").values_list("pk", flat=True)[:AT_ONCE])
        if not case_ids:
            place.delete()
            return 0
        make(case_ids, then)
        place.before = case_ids[-1]
        place.save()
    return len(case_ids)


def make(case_ids: Collection[int], then: Then) -> Sequence[int]:
    """Make the rows of some cases as their diary has them; those (ids) whose rows were otherwise.

    Needs an open transaction.
    """
    locked = list(Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk").values_list("pk", flat=True))
    lives = dict(lives_of(locked, then))
    wrong = [case_id for case_id, found in _found(locked).items() if _differs(found, lives[case_id])]
    rows.forget(wrong)
    rows.write([rows.Written(case_id, lives[case_id]) for case_id in wrong])
    return wrong


def differing(case_ids: Collection[int], then: Then) -> list[int]:
    """The cases whose rows are not those of their diary; nothing is written."""
    found = _found(case_ids)
    return [case_id for case_id, life in lives_of(case_ids, then) if _differs(found[case_id], life)]


def _differs(found: Rows, life: Life) -> bool:
    """Whether a case has other rows than its diary. They mostly stand in its order: then nothing need be counted."""
    made = _rows_of(life)
    return found != made and _counted(found) != _counted(made)


def _counted(some: Rows) -> dict[type[OfACase], Counter[tuple[Any, ...]]]:
    return {model: Counter(each) for model, each in some.items()}


def _found(case_ids: Collection[int]) -> dict[int, Rows]:
    """The rows that there are, by their cases; three statements."""
    found: dict[int, Rows] = {case_id: {} for case_id in case_ids}
    for model, names in rows.NAMES.items():
        there = model._default_manager.filter(among("case_id", case_ids)).order_by("pk")
        for case_id, *values in there.values_list("case_id", *names):
            if case_id in found:
                found[case_id].setdefault(model, []).append(_plain(model, values))
    return found


def _rows_of(life: Life) -> Rows:
    made: Rows = {
        Standing: [_plain(Standing, rows.values_of(row)) for row in life.rows],
        StepTaken: [rows.as_now(left, life) for left in life.left],
        Occurrence: [rows.as_now(happened, life) for happened in life.happened],
    }
    return {model: some for model, some in made.items() if some}


def _plain(model: type[OfACase], values: Sequence[Any]) -> tuple[Any, ...]:
    """The values of a row, all of which can be counted."""
    if model is not Standing:
        return tuple(values)
    return (*values[:_MEMORY], json.dumps(values[_MEMORY], sort_keys=True), *values[_MEMORY + 1 :])

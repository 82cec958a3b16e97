"""The one history of a draft: its rows, what folds into one step, and how many are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any, Final

from permissions.now import now
from workflows.versions.models import Drafting, DraftStep, Version

MOST: Final = 200
"""Steps that can be undone."""
MOST_LETTERS: Final = 20_000_000
"""Of the JSON of all of them together: a table of five hundred rules keeps fewer steps."""
LONGEST_PATH: Final = 200
"""Letters of the column; what lies deeper is a step of its own each time."""
IN_A_ROW: Final = timedelta(minutes=5)
"""Saved by itself and in one field within so long, what somebody types is one step."""


def remember(drafting: Drafting, before: DraftStep, version: Version, *, auto: bool) -> None:
    """Add what ``version`` is now to the history; ``before``: how it was, kept where nothing is known of it yet.

    What was undone cannot be done again from here on.
    """
    steps = DraftStep.objects.filter(version=version)
    steps.filter(number__gt=drafting.number).delete()
    last = steps.filter(number=drafting.number).first()
    if last is None:
        before.number = drafting.number
        before.save()
        last = before
    elif last.by_id != before.by_id:  # who went back to it chose it: later it is theirs, not its writer's
        last.by_id = before.by_id
        last.save(update_fields=["by"])
    path = _only_change(last, version) if auto else ""
    new = step_of(version, number=drafting.number + 1, path=path)
    if path and last.number and (last.path, last.by_id) == (path, new.by_id) and new.at - last.at <= IN_A_ROW:
        _fold(drafting, last, new)
    else:
        new.save()
        drafting.number = new.number
    _forget_the_oldest(drafting)


def step_of(version: Version, *, number: int = 0, path: str = "") -> DraftStep:
    """How a draft is, as a step that is not written yet."""
    return DraftStep(
        version=version,
        number=number,
        definition=version.definition,
        note=version.note,
        by_id=version.drafted_by_id,
        at=version.drafted_at,
        path=path,
        size=size_of(version.definition, version.note),
    )


def size_of(definition: Any, note: str) -> int:
    """How many letters a step takes."""
    return len(json.dumps(definition, ensure_ascii=False)) + len(note)


def beside(version: Version) -> tuple[DraftStep | None, DraftStep | None]:
    """The steps before and after the one at which a draft stands: what can be undone, and done again."""
    place = Drafting.objects.filter(version=version).values_list("number", flat=True).first()
    if place is None:
        return None, None
    around = {step.number: step for step in version.steps.filter(number__range=(max(place - 1, 0), place + 1))}
    return around.get(place - 1), around.get(place + 1)


def drafters(version: Version) -> list[Any]:
    """All who changed a draft in the steps that are kept, and whoever counts as having drafted it."""
    found = [step.by for step in version.steps.select_related("by").defer("definition") if step.number]
    return [each for each in dict.fromkeys([*found, version.drafted_by]) if each is not None]


def _fold(drafting: Drafting, last: DraftStep, new: DraftStep) -> None:
    """One step of two; none where the second takes the first back."""
    former = DraftStep.objects.filter(version=last.version, number=last.number - 1).first()
    if former is not None and (former.definition, former.note) == (new.definition, new.note):
        last.delete()
        drafting.number = former.number
        return
    last.definition, last.note, last.size, last.at = new.definition, new.note, new.size, now()
    last.save()


def _forget_the_oldest(drafting: Drafting) -> None:
    steps = DraftStep.objects.filter(version_id=drafting.version_id, number__lte=drafting.number).order_by("-number")
    letters, kept = 0, 0
    for size in steps.values_list("size", flat=True):
        letters += size
        if kept > 1 and (letters > MOST_LETTERS or kept > MOST):
            break
        kept += 1
    steps.filter(number__lte=drafting.number - kept).delete()


def _only_change(last: DraftStep, version: Version) -> str:
    """Where the one value stands that differs; "" where several do, or none."""
    found = list(islice(_changes([last.definition, last.note], [version.definition, version.note], ""), 2))
    return found[0] if len(found) == 1 and len(found[0]) <= LONGEST_PATH else ""


def _changes(before: Any, after: Any, path: str) -> Iterator[str]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        for key, value in before.items():
            yield from _changes(value, after[key], f"{path}/{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, value in enumerate(before):
            yield from _changes(value, after[place], f"{path}/{place}")
    else:
        yield path

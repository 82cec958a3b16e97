"""The published escalation ladder in words, for pages that explain it."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.cases.models import RequestKind
from workflows.escalation.publishable import LADDERS
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import published


@dataclass(frozen=True, slots=True)
class ShownRung:
    """A level (0 is the liaison officer) and how many working days it has before the request climbs on.

    ``days`` is None at the top, from which nothing climbs.
    """

    level: int
    days: int | None


def rungs_of_the_usual_ladder() -> list[ShownRung]:
    """The rungs, ground first, of the first kind that has a ladder; empty when none is published yet."""
    kind = RequestKind.objects.exclude(ladder="").first()
    if kind is None:
        return []
    try:
        ladder = LADDERS.of(published(Subject.LADDER, kind.ladder))
    except Version.DoesNotExist:
        return []
    days = [rung.after_days for rung in ladder.rungs]
    levels = [0, *(rung.level for rung in ladder.rungs)]
    return [ShownRung(level, wait) for level, wait in zip(levels, [*days, None], strict=True)]

"""The published escalation ladder in words, for pages that explain it."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.calendars.duration_words import written_duration
from workflows.cases.models import RequestKind
from workflows.escalation.publishable import LADDERS
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import published


@dataclass(frozen=True, slots=True)
class ShownRung:
    """A level (0 is the liaison officer) and how long it has, in words, before the request climbs on.

    ``time`` is empty at the top, from which nothing climbs.
    """

    level: int
    time: str


def rungs_of_the_usual_ladder() -> list[ShownRung]:
    """The rungs, ground first, of the first kind that has a ladder; empty when none is published yet."""
    kind = RequestKind.objects.filter(active=True).exclude(ladder="").first()
    if kind is None:
        return []
    try:
        ladder = LADDERS.of(published(Subject.LADDER, kind.ladder))
    except Version.DoesNotExist:
        return []
    times = [written_duration(rung.after) for rung in ladder.rungs]
    levels = [0, *(rung.level for rung in ladder.rungs)]
    return [ShownRung(level, wait) for level, wait in zip(levels, [*times, ""], strict=True)]

"""Requests that are hidden (sealed, or accusing somebody): no job tries anything on them, and no number counts them.

Whoever writes a draft chooses what it asks of a request, word by word. One number that it could move, however many
hidden requests stand behind it, would answer that question about each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import QuerySet

from permissions.now import now
from permissions.writing import local, midnight
from workflows.cases.models import HIDDEN, Case, Track, Work
from workflows.figures.question import one_of_them

STEP: Final = 5
"""How many there are is told in steps of so many: one more or less would point at somebody's."""
NOT_TRIED: Final = "not_tried"


def is_hidden(work: Work | Case) -> bool:
    """Whether nothing is tried on a case or a piece of its work."""
    return bool(work.guarded or work.track == Track.SENSITIVE)


def note_not_tried(found: dict[str, Any], cases: QuerySet[Case]) -> None:
    """Keep in ``found`` how many of ``cases`` are hidden, so roughly that no single one can be told.

    Those of this week aren't counted: two jobs of the same week say the same, whatever was filed between them.
    ``cases``: by nothing that a draft says, or the number would answer what the draft asks.
    """
    week = one_of_them("week", local(now()).date())
    earlier = cases.filter(HIDDEN, opened_at__lt=midnight(week.start))
    found[NOT_TRIED] = earlier.count() // STEP * STEP


def not_tried(found: Mapping[str, Any]) -> int | None:
    """At least so many were not tried; 0 for fewer than ``STEP``, None where the job didn't get that far."""
    count = found.get(NOT_TRIED)
    return None if count is None else int(count)

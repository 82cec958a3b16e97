"""What is hidden (sensitive, or accusing somebody) in what a job found: counted by itself, and told from a few on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from workflows.cases.models import Case, Track, Work

FEWEST: Final = 5
"""So many hidden cases at least, or they are not counted at all: fewer would point at somebody's."""
HIDDEN, CASES = "hidden", "cases"


def is_hidden(work: Work | Case) -> bool:
    """Whether a piece of work, or a case, is counted by itself, in no agency's row, and its case never named."""
    return bool(work.guarded or work.track == Track.SENSITIVE)


def counts_of(found: dict[str, Any], work: Work) -> dict[str, Any]:
    """Where that work is counted."""
    counts: dict[str, Any] = found.setdefault(HIDDEN, {}) if is_hidden(work) else found
    return counts


def note_cases(found: dict[str, Any], case_ids: Collection[int]) -> None:
    """These hidden cases have been counted, each in one call: several deadlines of one case are still one."""
    if case_ids:
        hidden = found.setdefault(HIDDEN, {})
        hidden[CASES] = hidden.get(CASES, 0) + len(case_ids)


def told(found: Mapping[str, Any]) -> int:
    """How many hidden cases are in the sums; 0 where they are too few to be."""
    count = int(found.get(HIDDEN, {}).get(CASES, 0))
    return count if count >= FEWEST else 0


def whole(found: Mapping[str, Any], name: str) -> int:
    """A number of all cases, hidden ones too where they are enough."""
    return int(found.get(name, 0)) + (int(found[HIDDEN].get(name, 0)) if told(found) else 0)

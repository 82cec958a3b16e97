"""By when a case must be decided, whatever becomes of its pieces of work: the overall limit in words."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.now import now
from permissions.writing import written_due
from workflows.cases.state import State


@dataclass(frozen=True, slots=True)
class ShownLimit:
    """``words``: the date, as it is promised; empty while a question pauses it. ``passed``: it is over."""

    words: str
    passed: bool

    @property
    def paused(self) -> bool:
        return not self.words


def limit_of(state: State) -> ShownLimit | None:
    """None where the case has no limit, or has been decided."""
    case = state.case
    if case.limit_due is not None:
        return ShownLimit(written_due(case.limit_due, by_day=case.limit_by_day), case.limit_due <= now())
    return ShownLimit("", passed=False) if state.limit_deadlines() else None

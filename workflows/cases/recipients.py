"""Who is told that work has gone up: the people whom a rung of its ladder names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workflows.cases.models import Work
from workflows.cases.recusal import destination_of
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.escalation.definition import CITIZEN, DEFAULT, FORMER_HOLDER, HOLDER
from workflows.escalation.recipients import HEAD, UNIT


@dataclass(frozen=True, slots=True)
class GoneUp:
    """Work that has just reached its new level, and the id of who held it before."""

    state: State
    work: Work
    former_holder_id: int | None
    rules: Rules


def _of_the_unit(gone: GoneUp) -> int | None:
    """Who acts for the unit above the agencies and is free of the case."""
    return destination_of(gone.state, gone.rules.unit(gone.state.track).pk, 0, gone.rules).seat.user_id


def _head(gone: GoneUp) -> int | None:
    """Who acts in the highest post of the agency that has the work, and is free of the case."""
    agency_id = gone.work.agency_id
    return destination_of(gone.state, agency_id, gone.rules.top(agency_id), gone.rules).seat.user_id


STAFF: Mapping[str, Callable[[GoneUp], int | None]] = {
    HOLDER: lambda gone: gone.work.holder_id,
    FORMER_HOLDER: lambda gone: gone.former_holder_id,
    HEAD: _head,
    UNIT: _of_the_unit,
}
"""By the name that a rung uses: the id of an account, None where there is nobody now."""


def named_by_ladder(work: Work, rules: Rules) -> tuple[str, ...]:
    """Whom the ladder in force names for the level that the work has reached."""
    rungs = rules.ladder(work.ladder).rungs if work.ladder else ()
    return next((rung.tells for rung in rungs if rung.level == work.level), DEFAULT)


def staff_told(names: tuple[str, ...], gone: GoneUp) -> list[int | None]:
    """Those of the staff among the named."""
    return [STAFF[name](gone) for name in names if name != CITIZEN]

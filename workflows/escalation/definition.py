"""The escalation ladder as plain values, read from JSON: format 2, and format 1, whose rungs named nobody to tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = 2
HOLDER, FORMER_HOLDER, CITIZEN = "holder", "former_holder", "citizen"
DEFAULT = (HOLDER, FORMER_HOLDER, CITIZEN)
"""Whom a rung tells that names nobody."""
_LADDER = {"format", "name", "rungs", "remind_every_days", "question_pause_days"}
_RUNG = {"level", "after_days", "tells"}


@dataclass(frozen=True, slots=True)
class Rung:
    """After ``after_days`` working days without an act at the level below, work climbs to ``level``.

    ``tells``: whom, by the names in ``recipients``.
    """

    level: int
    after_days: int
    tells: tuple[str, ...] = DEFAULT


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs from the ground up, and how long the top and the citizen's silence count. All days are working days."""

    name: Mapping[str, str]
    rungs: tuple[Rung, ...]
    remind_every_days: int
    question_pause_days: int


def parse(definition: Any) -> Ladder:
    """Build the ladder from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed.

    What format 2 does not know is refused; of format 1, which has no number, it is passed over, as it always was.
    """
    name, rungs = definition["name"], definition["rungs"]
    numbered = definition.get("format", 1) == FORMAT
    if numbered:
        _refuse_unknown(definition, _LADDER)
    return Ladder(
        name=name,
        rungs=tuple(_rung(raw, numbered=numbered) for raw in rungs),
        remind_every_days=int(definition["remind_every_days"]),
        question_pause_days=int(definition["question_pause_days"]),
    )


def _rung(raw: Any, *, numbered: bool) -> Rung:
    level, after_days = int(raw["level"]), int(raw["after_days"])
    if not numbered:
        return Rung(level, after_days)
    _refuse_unknown(raw, _RUNG)
    tells = raw.get("tells", [*DEFAULT])
    if not isinstance(tells, list) or not all(isinstance(name, str) for name in tells):
        raise TypeError("tells")
    return Rung(level, after_days, tuple(dict.fromkeys(tells)))


def _refuse_unknown(names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(name)

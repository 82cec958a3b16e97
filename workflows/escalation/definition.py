"""The escalation ladder as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rung:
    """After ``after_days`` working days without an act at the level below, work climbs to ``level``."""

    level: int
    after_days: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs from the ground up, and how long the top and the citizen's silence count. All days are working days."""

    name: Mapping[str, str]
    rungs: tuple[Rung, ...]
    remind_every_days: int
    question_pause_days: int


def parse(definition: Any) -> Ladder:
    """Build the ladder from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    return Ladder(
        name=definition["name"],
        rungs=tuple(Rung(int(raw["level"]), int(raw["after_days"])) for raw in definition["rungs"]),
        remind_every_days=int(definition["remind_every_days"]),
        question_pause_days=int(definition["question_pause_days"]),
    )

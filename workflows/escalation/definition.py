"""The escalation ladder as plain values, read from JSON: format 3, and the former ones through ``upgrade.py``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.calendars.working_time import ENDINGS, Duration, Ending
from workflows.escalation.upgrade import to_format_3

FORMAT = 3
HOLDER, FORMER_HOLDER, CITIZEN = "holder", "former_holder", "citizen"
DEFAULT = (HOLDER, FORMER_HOLDER, CITIZEN)
"""Whom a rung tells that names nobody."""
_LADDER = {"format", "name", "ends", "rungs", "remind_every", "question_pause"}
_RUNG = {"level", "after", "tells"}


@dataclass(frozen=True, slots=True)
class Rung:
    """After so long without an act at the level below, work climbs to ``level``.

    ``tells``: whom, by the names in ``recipients``.
    """

    level: int
    after: Duration
    tells: tuple[str, ...] = DEFAULT


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs from the ground up, how long the top and the citizen's silence count, and how counts of days end."""

    name: Mapping[str, str]
    rungs: tuple[Rung, ...]
    remind_every: Duration
    question_pause: Duration
    ends: Ending = "moment"


def newest(definition: Any) -> Any:
    """A definition in the format of today; raises ``KeyError`` and the like where it is malformed."""
    return definition if definition.get("format", 1) == FORMAT else to_format_3(definition)


def parse(definition: Any) -> Ladder:
    """Build the ladder from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    raw = newest(definition)
    _refuse_unknown(raw, _LADDER)
    if raw["ends"] not in ENDINGS:
        raise ValueError("ends")
    return Ladder(
        name=raw["name"],
        rungs=tuple(_rung(each) for each in raw["rungs"]),
        remind_every=Duration.of(raw["remind_every"]),
        question_pause=Duration.of(raw["question_pause"]),
        ends=raw["ends"],
    )


def _rung(raw: Any) -> Rung:
    _refuse_unknown(raw, _RUNG)
    tells = raw.get("tells", [*DEFAULT])
    if not isinstance(tells, list) or not all(isinstance(name, str) for name in tells):
        raise TypeError("tells")
    return Rung(int(raw["level"]), Duration.of(raw["after"]), tuple(dict.fromkeys(tells)))


def _refuse_unknown(names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(name)

"""What becomes of one more asking: plain rules over how many there were within the hour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from math import ceil
from typing import Final

HOUR: Final = timedelta(hours=1)
TRIES: Final = 200
"""Derivations, at most, that the first challenge costs: about a second of a telephone's time."""
MOST_TRIES: Final = 2_000


class Verdict(IntEnum):
    """From the mildest to the hardest."""

    GO = 0
    SLOW = 1
    """Only once a challenge is answered."""
    STOP = 2
    """Not within this hour."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``free`` an hour are answered at once, up to ``most`` after a challenge, and no more; without ``most`` nothing
    is ever refused."""

    name: str
    free: int
    most: int | None = None


def decide(limit: Limit, used: int) -> Verdict:
    """``used``: how many there are within the hour, with this one."""
    if limit.most is not None and used > limit.most:
        return Verdict.STOP
    return Verdict.GO if used <= limit.free else Verdict.SLOW


def hardest(counted: Iterable[tuple[Limit, int]]) -> Verdict:
    """Of several limits at once, each with its own count."""
    return max((decide(limit, used) for limit, used in counted), default=Verdict.GO)


def tries_for(counted: Iterable[tuple[Limit, int]]) -> int:
    """How many derivations the next challenge may cost: the more were asked for beyond what is free, the more."""
    return max((_tries(limit, used) for limit, used in counted), default=TRIES)


def _tries(limit: Limit, used: int) -> int:
    beyond = max(0, used - limit.free)
    return min(MOST_TRIES, TRIES + TRIES * beyond // max(1, limit.free))


def hour_of(at: datetime) -> datetime:
    """When the hour that ``at`` lies in began, by the clock on the wall."""
    return at.replace(minute=0, second=0, microsecond=0)


def seconds_left(at: datetime) -> int:
    """Until the counts begin anew; at least 1."""
    return max(1, ceil((hour_of(at) + HOUR - at).total_seconds()))

"""What the clock does when the time has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(Action):
    """Up one level: the clock when the time is over, or a person before it is, who names no deadline."""

    right: ClassVar[str | None] = WORK_CASE
    by_clock: ClassVar[bool] = True
    deadline_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(Action):
    """Nobody acted at the top: the complaints unit is told.

    Here and below ``deadline_id`` is None for a deadline that only lives in memory, in bulk.
    """

    by_clock: ClassVar[bool] = True
    deadline_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Action):
    """The citizen has not answered in time: the count goes on."""

    by_clock: ClassVar[bool] = True
    deadline_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseInSilence(Action):
    """The citizen has not contradicted the answer in time."""

    by_clock: ClassVar[bool] = True
    deadline_id: int | None

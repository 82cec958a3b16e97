"""The root of all actions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One act. ``work_id`` names the open step it is about; None: the only one there is.

    ``of_the_platform``: the right is asked over the platform as a whole, and reaches no case for anything else.
    ``to_citizen``: the citizen reads the words that come with it.
    """

    right: ClassVar[str | None] = None
    by_citizen: ClassVar[bool] = False
    by_clock: ClassVar[bool] = False
    of_the_platform: ClassVar[bool] = False
    to_citizen: ClassVar[bool] = False
    work_id: int | None = None

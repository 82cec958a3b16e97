"""What comes next on a ladder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workflows.calendars.working_time import Duration
from workflows.escalation.definition import Ladder


@dataclass(frozen=True, slots=True)
class Next:
    """What the clock does when ``after`` is over without an act: climb to ``level``, or remind from the top."""

    kind: Literal["escalate", "remind"]
    level: int
    after: Duration


def next_rung(ladder: Ladder, level: int) -> Next:
    """The next thing after arriving at ``level`` (0: the ground), or after an act at it.

    Above the top there is nobody in the agency: the complaints unit is told, again and again.
    """
    for rung in ladder.rungs:
        if rung.level > level:
            return Next("escalate", rung.level, rung.after)
    return Next("remind", level, ladder.remind_every)

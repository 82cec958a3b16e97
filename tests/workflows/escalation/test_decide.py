"""What comes next on a ladder, from the ground to above its top."""

from __future__ import annotations

import pytest

from workflows.calendars.working_time import Duration
from workflows.escalation.decide import Next, next_rung
from workflows.escalation.definition import Ladder, Rung

LADDER = Ladder(
    name={}, rungs=(Rung(1, Duration(2)), Rung(2, Duration(3))), remind_every=Duration(7), question_pause=Duration(5)
)


@pytest.mark.parametrize(
    ("level", "comes"),
    [
        (0, Next("escalate", 1, Duration(2))),
        (1, Next("escalate", 2, Duration(3))),
        (2, Next("remind", 2, Duration(7))),
        (3, Next("remind", 3, Duration(7))),
    ],
)
def test_each_level_is_reached_after_its_days_and_above_the_top_is_reminded(level: int, comes: Next) -> None:
    assert next_rung(LADDER, level) == comes


def test_a_ladder_without_a_rung_reminds_from_the_ground() -> None:
    bare = Ladder(name={}, rungs=(), remind_every=Duration(7), question_pause=Duration(5))
    assert next_rung(bare, 0) == Next("remind", 0, Duration(7))

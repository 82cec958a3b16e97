"""Jordan's rule of two working days and two more."""

from __future__ import annotations

from typing import Any

_TWO_AND_TWO = {
    "rungs": [{"level": 1, "after_days": 2}, {"level": 2, "after_days": 2}],
    "remind_every_days": 2,
    "question_pause_days": 5,
}

LADDERS: dict[str, dict[str, Any]] = {
    "default": {"name": {"ar": "يوما عمل ثم يومان", "en": "Two working days, then two more"}, **_TWO_AND_TWO},
    "sensitive": {"name": {"ar": "سُلّم الحالات الحساسة", "en": "Ladder of sensitive cases"}, **_TWO_AND_TWO},
}
"""Key to definition."""

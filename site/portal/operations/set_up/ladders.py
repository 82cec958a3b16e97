"""Jordan's rule of two working days and two more; where someone may be in danger, the first rung comes sooner."""

from __future__ import annotations

from typing import Any


def _ladder(arabic: str, english: str, *, first: int) -> dict[str, Any]:
    return {
        "name": {"ar": arabic, "en": english},
        "rungs": [{"level": 1, "after_days": first}, {"level": 2, "after_days": 2}],
        "remind_every_days": 2,
        "question_pause_days": 5,
    }


LADDERS: dict[str, dict[str, Any]] = {
    "default": _ladder("يوما عمل ثم يومان", "Two working days, then two more", first=2),
    "sensitive": _ladder("سُلّم تصعيد الطلبات الحساسة", "Ladder of sensitive requests", first=1),
}
"""Key to definition."""

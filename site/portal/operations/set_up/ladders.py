"""Jordan's rule of two working days and two more; where someone may be in danger, the first rung comes sooner.

The days end when the body closes: what people are told is a day. A reply that decides nothing starts the count again
once; then only a decision, a question or a referral does.
"""

from __future__ import annotations

from typing import Any

from workflows.calendars.working_time import Duration
from workflows.escalation.definition import FORMAT
from workflows.escalation.limit import FORMAT as LIMIT_FORMAT


def _ladder(arabic: str, english: str, *, first: int) -> dict[str, Any]:
    return {
        "name": {"ar": arabic, "en": english},
        "format": FORMAT,
        "ends": "day_end",
        "rungs": [{"level": 1, "after": Duration(first).as_json()}, {"level": 2, "after": Duration(2).as_json()}],
        "remind_every": Duration(2).as_json(),
        "question_pause": Duration(5).as_json(),
        "acts": {"reply": "once"},
        "asking": {"most": 2, "rests": Duration(10).as_json()},
    }


def _of_objections(arabic: str, english: str, *, days: int) -> dict[str, Any]:
    """An objection has one date, at whatever level it is decided: only the decision or an order of work is an act."""
    ladder = _ladder(arabic, english, first=days)
    rungs = [{"level": level, "after": Duration(days).as_json()} for level in (1, 2)]
    return {**ladder, "rungs": rungs, "remind_every": Duration(days).as_json(), "acts": {"reply": "never"}}


COMPLAINTS_WITHIN: dict[str, Any] = {
    "format": LIMIT_FORMAT,
    "name": {"ar": "المهلة القصوى للشكاوى", "en": "Overall limit for complaints"},
    "within": Duration(15).as_json(),
    "ends": "day_end",
    "kinds": ["complaint"],
    "priorities": [],
    "warnings": [{"before": Duration(3).as_json(), "tells": ["holder"]}],
    "tells": ["holder", "unit", "citizen"],
    "rungs": [],
}
"""How long a complaint may take from its filing to its decision: a draft, since that is a country's to promise."""
LADDERS: dict[str, dict[str, Any]] = {
    "default": _ladder("يوما عمل ثم يومان", "Two working days, then two more", first=2),
    "objection": _of_objections("الاعتراض الأول", "First objection", days=5),
    "second_objection": _of_objections("الاعتراض الثاني", "Second objection", days=10),
    "sensitive": _ladder("سُلّم تصعيد الطلبات الحساسة", "Ladder of sensitive requests", first=1),
}
"""Key to definition."""

"""The process of complaints with a step *Legal review* for amounts over 1,000, and whatever a test adds to it."""

from __future__ import annotations

import copy
from typing import Any

from tests.workflows.processes.whole import amount, decides, named
from workflows.processes.standard import STANDARD_PROCESSES

OF_EVERY_TYPE: tuple[dict[str, Any], ...] = (
    amount(),
    {"key": "pages", "name": {"ar": "الصفحات", "en": "Pages"}, "type": "number"},
    {"key": "seen_on", "name": {"ar": "تاريخ المعاينة", "en": "Seen on"}, "type": "date"},
    {
        "key": "way",
        "name": {"ar": "الطريق", "en": "Way"},
        "type": "choice",
        "choices": [
            {"key": "post", "name": {"ar": "بريد", "en": "By post"}},
            {"key": "hand", "name": {"ar": "باليد", "en": "By hand"}},
        ],
    },
    {"key": "urgent", "name": {"ar": "عاجل", "en": "Urgent"}, "type": "yes_no"},
    {"key": "body", "name": {"ar": "الجهة الأخرى", "en": "Other agency"}, "type": "agency"},
    {"key": "spot", "name": {"ar": "الموقع", "en": "Spot"}, "type": "place"},
    {"key": "why", "name": {"ar": "السبب", "en": "Why"}, "type": "text", "help": {"ar": "بإيجاز", "en": "In short"}},
)


def reviewed(**performer: Any) -> dict[str, Any]:
    """Handling asks for the amount, which must be there, and for one field of every other type, which need not.

    Over 1,000 it goes on to ``legal``, worked by ``performer`` (the complaints unit), then to ``answer``.
    """
    process = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    steps = {step["key"]: step for step in process["steps"]}
    asked = [{"field": field["key"], "required": field["key"] == "amount"} for field in OF_EVERY_TYPE]
    steps["handle"]["outcomes"].append({"key": "to_review", "next": "large", "effect": "proceed", "fields": asked})
    when = {"fact": "field.amount", "is": "at_least", "value": "1000"}
    legal = {
        "key": "legal",
        "type": "task",
        "name": {"ar": "مراجعة قانونية", "en": "Legal review"},
        "performer": performer or {"agency": "@central"},
        "status": "in_progress",
        "outcomes": [{"key": "agreed", "next": "answer", "effect": "proceed"}],
    }
    answer = {**legal, "key": "answer", "name": {"ar": "الرد", "en": "Answer"}, "performer": {"agency": "@routed"}}
    process["fields"] = [copy.deepcopy(field) for field in OF_EVERY_TYPE]
    process["steps"] += [
        named("large", "decision", branches=[{"key": "over", "when": when, "next": "legal"}], default="answer"),
        legal,
        {**answer, "outcomes": [decides("confirm", "resolved")]},
    ]
    return process


def resting(days: int = 3) -> dict[str, Any]:
    """Handling may have the case wait for so many working days before the answer."""
    process = reviewed()
    handle = next(step for step in process["steps"] if step["key"] == "handle")
    handle["outcomes"].append({"key": "later", "next": "wait", "effect": "proceed"})
    process["steps"].append(named("wait", "timer", status="in_progress", days=days, next="answer"))
    return process

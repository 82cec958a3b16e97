"""The processes that a new installation begins with; owners publish their own over them."""

from __future__ import annotations

from typing import Any

_INTAKE = {"ar": "التوجيه", "en": "Routing"}
_TRIAGE = {"ar": "الفرز", "en": "Triage"}
_HANDLE = {"ar": "دراسة الطلب", "en": "Handling"}
_CONFIRM = {"ar": "رأي صاحب الطلب", "en": "The citizen's view"}
_CLOSED = {"ar": "مغلق", "en": "Closed"}
_RECEIVE = {"ar": "الاستلام وتقدير الخطر", "en": "Receipt and risk check"}
_EXAMINE = {"ar": "التحقّق والقرار", "en": "Examination and decision"}


def _process(name: dict[str, str], outcomes: tuple[str, ...], **handle: Any) -> dict[str, Any]:
    """Route, triage by the central unit where no rule matched, handling, five working days for the citizen."""
    answered = dict.fromkeys(outcomes, "confirm")
    return {
        "name": name,
        "start": "intake",
        "steps": [
            {"key": "intake", "type": "route", "name": _INTAKE, "found": "handle", "not_found": "triage"},
            {
                "key": "triage",
                "type": "task",
                "name": _TRIAGE,
                "agency": "@central",
                "status": "triage",
                "outcomes": {"referred": "handle", "go_elsewhere": "confirm", "refused": "confirm"},
                "laddered": handle.get("laddered", True),
            },
            {
                "key": "handle",
                "type": "task",
                "name": _HANDLE,
                "agency": "@routed",
                "status": "in_progress",
                "outcomes": {**answered, "referred": "handle"},
                **handle,
            },
            {
                "key": "confirm",
                "type": "wait",
                "name": _CONFIRM,
                "status": "answered",
                "days": 5,
                "outcomes": {"accepted": "closed", "silent": "closed", "reopened": "handle"},
            },
            {"key": "closed", "type": "end", "name": _CLOSED},
        ],
    }


def _praise() -> dict[str, Any]:
    """Thanks are passed on and noted; nobody has to agree to that."""
    process = _process({"ar": "ثناء", "en": "Praise"}, (), laddered=False)
    steps = {step["key"]: step for step in process["steps"]}
    steps["triage"]["outcomes"] = {"referred": "handle", "noted": "closed"}
    steps["handle"]["outcomes"] = {"noted": "closed", "referred": "handle"}
    return {**process, "steps": [step for key, step in steps.items() if key != "confirm"]}


def _sealed(name: dict[str, str]) -> dict[str, Any]:
    """Read at once by the unit for sensitive requests, examined there, never sent on; ten working days for the citizen.

    What needs no examination is answered on receipt: a danger that was met, a matter that is not the unit's.
    """
    answered = dict.fromkeys(_SETTLED, "confirm")
    unit = {"type": "task", "agency": "@central", "status": "in_progress"}
    return {
        "name": name,
        "start": "receive",
        "steps": [
            {"key": "receive", "name": _RECEIVE, **unit, "outcomes": {"examine": "handle", **answered}},
            {"key": "handle", "name": _EXAMINE, **unit, "outcomes": answered},
            {
                "key": "confirm",
                "type": "wait",
                "name": _CONFIRM,
                "status": "answered",
                "days": 10,
                "outcomes": {"accepted": "closed", "silent": "closed", "reopened": "handle"},
            },
            {"key": "closed", "type": "end", "name": _CLOSED},
        ],
    }


_SETTLED = ("resolved", "partly_resolved", "explained", "refused", "go_elsewhere")

STANDARD_PROCESSES: dict[str, dict[str, Any]] = {
    "complaint": _process({"ar": "شكوى", "en": "Complaint"}, _SETTLED),
    "inquiry": _process({"ar": "استفسار", "en": "Inquiry"}, ("explained", "refused", "go_elsewhere")),
    "suggestion": _process({"ar": "اقتراح", "en": "Suggestion"}, ("resolved", "noted", "refused", "go_elsewhere")),
    "praise": _praise(),
    "integrity": _sealed({"ar": "بلاغ نزاهة", "en": "Integrity report"}),
    "rights": _sealed({"ar": "حقوق الإنسان وسلامة الطلبة", "en": "Human rights and schools"}),
}
"""Process key to definition, ready to be drafted and published."""

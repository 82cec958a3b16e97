"""The processes that a new installation begins with; owners publish their own over them."""

from __future__ import annotations

from typing import Any

_INTAKE = {"ar": "التوجيه", "en": "Routing"}
_TRIAGE = {"ar": "الفرز", "en": "Triage"}
_HANDLE = {"ar": "دراسة الطلب", "en": "Handling"}
_CONFIRM = {"ar": "رأي صاحب الطلب", "en": "The citizen's view"}
_CLOSED = {"ar": "مغلق", "en": "Closed"}


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


_SETTLED = ("resolved", "partly_resolved", "explained", "refused", "go_elsewhere")

STANDARD_PROCESSES: dict[str, dict[str, Any]] = {
    "complaint": _process({"ar": "شكوى", "en": "Complaint"}, _SETTLED),
    "inquiry": _process({"ar": "استفسار", "en": "Inquiry"}, ("explained", "refused", "go_elsewhere")),
    "suggestion": _process({"ar": "اقتراح", "en": "Suggestion"}, ("resolved", "noted", "refused", "go_elsewhere")),
    "praise": _praise(),
    "integrity": _process({"ar": "بلاغ نزاهة", "en": "Integrity report"}, _SETTLED),
}
"""Process key to definition, ready to be drafted and published."""

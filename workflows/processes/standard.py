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


def _process(name: dict[str, str], results: tuple[str, ...], *, ladder: str = "@kind") -> dict[str, Any]:
    """Route, triage by the central unit where no rule matched, handling, five working days for the citizen."""
    referred = {"key": "referred", "next": "handle", "effect": "refer"}
    return {
        "format": 4,
        "name": name,
        "start": "intake",
        "steps": [
            {"key": "intake", "type": "route", "name": _INTAKE, "found": "handle", "not_found": "triage"},
            {
                "key": "triage",
                "type": "task",
                "name": _TRIAGE,
                "performer": {"agency": "@central"},
                "status": "triage",
                "outcomes": [referred, *_answers(("go_elsewhere", "refused"), "confirm")],
                "ladder": ladder,
            },
            {
                "key": "handle",
                "type": "task",
                "name": _HANDLE,
                "performer": {"agency": "@routed"},
                "status": "in_progress",
                "outcomes": [*_answers(results, "confirm"), referred],
                "ladder": ladder,
            },
            _confirm(days=5),
            {"key": "closed", "type": "end", "name": _CLOSED},
        ],
    }


def _answers(results: tuple[str, ...], following: str) -> list[dict[str, str]]:
    """Outcomes that decide, each named as its result."""
    return [{"key": result, "next": following, "effect": "decide", "result": result} for result in results]


def _confirm(*, days: int) -> dict[str, Any]:
    return {
        "key": "confirm",
        "type": "wait",
        "name": _CONFIRM,
        "status": "answered",
        "days": days,
        "outcomes": [
            {"key": "accepted", "next": "closed", "effect": "accept"},
            {"key": "silent", "next": "closed", "effect": "silent"},
            {"key": "reopened", "next": "handle", "effect": "reopen"},
        ],
    }


def _praise() -> dict[str, Any]:
    """Thanks are passed on and noted; nobody has to agree to that."""
    process = _process({"ar": "ثناء", "en": "Praise"}, (), ladder="")
    steps = {step["key"]: step for step in process["steps"]}
    noted, referred = _answers(("noted",), "closed"), {"key": "referred", "next": "handle", "effect": "refer"}
    steps["triage"]["outcomes"] = [referred, *noted]
    steps["handle"]["outcomes"] = [*noted, referred]
    return {**process, "steps": [step for key, step in steps.items() if key != "confirm"]}


def _sealed(name: dict[str, str]) -> dict[str, Any]:
    """Read at once by the unit for sensitive requests, examined there, never sent on; ten working days for the citizen.

    What needs no examination is answered on receipt: a danger that was met, a matter that is not the unit's.
    """
    unit = {"type": "task", "performer": {"agency": "@central"}, "status": "in_progress"}
    answers = _answers(_SETTLED, "confirm")
    examine: dict[str, Any] = {"key": "examine", "next": "handle", "effect": "proceed", "answers": True}
    return {
        "format": 4,
        "name": name,
        "start": "receive",
        "steps": [
            {"key": "receive", "name": _RECEIVE, **unit, "outcomes": [examine, *answers]},
            {"key": "handle", "name": _EXAMINE, **unit, "outcomes": answers},
            _confirm(days=10),
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

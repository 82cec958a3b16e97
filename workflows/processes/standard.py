"""The processes that a new installation begins with; owners publish their own over them."""

from __future__ import annotations

from typing import Any

from workflows.processes.definition import CENTRAL, OBJECTION

_INTAKE = {"ar": "التوجيه", "en": "Routing"}
_TRIAGE = {"ar": "الفرز", "en": "Triage"}
_HANDLE = {"ar": "دراسة الطلب", "en": "Handling"}
_CONFIRM = {"ar": "رأي صاحب الطلب", "en": "The citizen's view"}
_OBJECTION = {"ar": "النظر في الاعتراض", "en": "Objection"}
_ORDER = {"ar": "تنفيذ ما طُلب", "en": "Ordered work"}
_VIEW = {"ar": "رأي صاحب الطلب في القرار على اعتراضه", "en": "The citizen's view of the decision on the objection"}
_SECOND = {"ar": "النظر في الاعتراض الثاني", "en": "Second objection"}
_CLOSED = {"ar": "مغلق", "en": "Closed"}
_RECEIVE = {"ar": "الاستلام وتقدير الخطر", "en": "Receipt and risk check"}
_EXAMINE = {"ar": "التحقّق والقرار", "en": "Examination and decision"}


def _process(name: dict[str, str], results: tuple[str, ...], *, ladder: str = "@kind") -> dict[str, Any]:
    """Route, triage by the central unit where no rule matched, handling, five working days for the citizen, who may
    object twice."""
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
            *_views(results, days=5, works="@routed", ladder=ladder),
            {"key": "closed", "type": "end", "name": _CLOSED},
        ],
    }


def _answers(results: tuple[str, ...], following: str) -> list[dict[str, str]]:
    """Outcomes that decide, each named as its result."""
    return [{"key": result, "next": following, "effect": "decide", "result": result} for result in results]


def _views(results: tuple[str, ...], *, days: int, works: str, ladder: str) -> list[dict[str, Any]]:
    """What the citizen thinks of the answer, and two objections: whoever is above decides on the first, and may order
    work (done by ``works``) before that; another body decides on the second, which ends it."""
    task = {"type": "task", "status": "in_progress"}
    ordered = {"key": "ordered", "next": "order", "effect": "proceed", "answers": True}
    done = {"key": "done", "next": "objection", "effect": "proceed"}
    objected: dict[str, Any] = {
        "key": "objection",
        "name": _OBJECTION,
        **task,
        "performer": {"agency": OBJECTION},
        "outcomes": [*_answers(results, "second_view"), ordered],
        "ladder": "objection",
    }
    return [
        _view("confirm", _CONFIRM, days=days, objected="objection", not_done="handle"),
        objected,
        {
            "key": "order",
            "name": _ORDER,
            **task,
            "performer": {"agency": works},
            "outcomes": [done],
            "ladder": ladder,
        },
        _view("second_view", _VIEW, days=days, objected="second_objection", not_done="order"),
        {
            **objected,
            "key": "second_objection",
            "name": _SECOND,
            "outcomes": _answers(results, "closed"),
            "ladder": "second_objection",
        },
    ]


def _view(key: str, name: dict[str, str], *, days: int, objected: str, not_done: str) -> dict[str, Any]:
    return {
        "key": key,
        "type": "wait",
        "name": name,
        "status": "answered",
        "days": days,
        "outcomes": [
            {"key": "accepted", "next": "closed", "effect": "accept"},
            {"key": "silent", "next": "closed", "effect": "silent"},
            {"key": "reopened", "next": objected, "effect": "reopen"},
            {"key": "not_done", "next": not_done, "effect": "not_done"},
        ],
    }


def _praise() -> dict[str, Any]:
    """Thanks are passed on and noted; nobody has to agree to that."""
    process = _process({"ar": "ثناء", "en": "Praise"}, (), ladder="")
    stays = ("intake", "triage", "handle", "closed")
    steps = {step["key"]: step for step in process["steps"]}
    noted, referred = _answers(("noted",), "closed"), {"key": "referred", "next": "handle", "effect": "refer"}
    steps["triage"]["outcomes"] = [referred, *noted]
    steps["handle"]["outcomes"] = [*noted, referred]
    return {**process, "steps": [steps[key] for key in stays]}


def _sealed(name: dict[str, str]) -> dict[str, Any]:
    """Read at once by the unit for sensitive requests, examined there, never sent on; ten working days for the citizen.

    What needs no examination is answered on receipt: a danger that was met, a matter that is not the unit's.
    """
    unit = {"type": "task", "performer": {"agency": CENTRAL}, "status": "in_progress"}
    answers = _answers(_SETTLED, "confirm")
    examine: dict[str, Any] = {"key": "examine", "next": "handle", "effect": "proceed", "answers": True}
    return {
        "format": 4,
        "name": name,
        "start": "receive",
        "steps": [
            {"key": "receive", "name": _RECEIVE, **unit, "outcomes": [examine, *answers]},
            {"key": "handle", "name": _EXAMINE, **unit, "outcomes": answers},
            *_views(_SETTLED, days=10, works=CENTRAL, ladder="@kind"),
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

"""A process as releases before format 2 published it."""

from __future__ import annotations

from typing import Any

FORMAT_1: dict[str, Any] = {
    "name": {"ar": "تجربة", "en": "Trial"},
    "start": "which",
    "steps": [
        {
            "key": "which",
            "type": "decision",
            "name": {"ar": "النوع", "en": "Kind"},
            "branches": [{"fact": "kind", "one_of": ["praise", "inquiry"], "next": "thanks"}],
            "default": "handle",
        },
        {
            "key": "thanks",
            "type": "task",
            "name": {"ar": "شكر", "en": "Thanks"},
            "agency": "@central",
            "status": "triage",
            "outcomes": {"noted": "closed"},
            "laddered": False,
        },
        {
            "key": "handle",
            "type": "task",
            "name": {"ar": "دراسة", "en": "Handling"},
            "agency": "@routed",
            "status": "in_progress",
            "outcomes": {"resolved": "confirm", "examine": "handle", "referred": "handle"},
        },
        {
            "key": "confirm",
            "type": "wait",
            "name": {"ar": "رأي", "en": "View"},
            "status": "answered",
            "days": 5,
            "outcomes": {"accepted": "closed", "silent": "closed", "reopened": "handle"},
        },
        {"key": "closed", "type": "end", "name": {"ar": "مغلق", "en": "Closed"}},
    ],
}

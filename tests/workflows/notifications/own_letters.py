"""A letter as owners make one."""

from __future__ import annotations

from typing import Any


def own_letter(to: str = "citizen", text: str = "", **changes: Any) -> dict[str, Any]:
    """A definition that can be published. ``text``: in both languages."""
    words = {
        "subject": {"ar": "بشأن طلبك {tracking}", "en": "About your request {tracking}"},
        "text": {"ar": f"أحضر هويتك. {text}".strip(), "en": f"Bring your card. {text}".strip()},
        "act": {"ar": "متابعة", "en": "Follow"},
    }
    if to == "citizen":
        words["message"] = {"ar": "أحضر هويتك", "en": "Bring your card"}
    return {"format": 1, "name": {"ar": "أحضر الهوية", "en": "Bring the card"}, "letters": {to: words}, **changes}

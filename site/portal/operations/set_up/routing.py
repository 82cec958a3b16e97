"""Where a request goes before anybody has drawn a map of bodies: to the one that the citizen named, or to a person."""

from __future__ import annotations

from typing import Any

from portal.operations.set_up import words
from workflows.routing.definition import WEIGHING


def rule(key: str, agency: str, arabic: str, english: str, *conditions: dict[str, Any]) -> dict[str, Any]:
    """A rule of a table; ``agency`` is a code, or ``@agency`` for the one that was named."""
    return {
        "key": key,
        "name": {"ar": arabic, "en": english},
        "when": {"all": list(conditions)},
        "to": {"agency": agency},
    }


def says(*lists: tuple[str, ...]) -> dict[str, Any]:
    """The condition that subject or text have one of the words."""
    return {"fact": "subject_text", "is": "contains_any", "value": [word for words in lists for word in words]}


FIRST = [
    rule(
        "named",
        "@agency",
        "الجهة التي ذكرها صاحب الطلب",
        "The agency that the citizen named",
        {"fact": "agency", "is": "given"},
    ),
    rule("platform", "central", "هذه المنصّة نفسها", "This platform itself", says(words.PLATFORM)),
]
"""What comes first in the general table, whatever the bodies of a country."""
_SENSITIVE = [rule("all", "rights", "كل طلب حساس", "Every sensitive request", {"fact": "kind", "is": "given"})]
_UNIT = [
    rule("all", "central", "كل رسالة إلى الوحدة", "Every message to the unit", {"fact": "kind", "is": "given"}),
]

TABLES: dict[str, dict[str, Any]] = {
    "main": {
        "format": 2,
        "name": {"ar": "جدول التوجيه العام", "en": "General routing table"},
        "reading": {
            "place_words": {language: list(found) for language, found in words.PLACE_WORDS.items()},
            "weighing": WEIGHING,
        },
        "rules": FIRST,
    },
    "sensitive": {
        "format": 2,
        "name": {"ar": "توجيه الطلبات الحساسة", "en": "Routing of sensitive requests"},
        "rules": _SENSITIVE,
    },
    "unit": {
        "format": 2,
        "name": {"ar": "ما يُكتب إلى وحدة الشكاوى", "en": "Messages to the complaints unit"},
        "rules": _UNIT,
    },
}
"""Key to definition."""

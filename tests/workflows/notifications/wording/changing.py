"""An owner's words for a topic: as delivered, but for what a test changes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.scenes import publish_one
from workflows.notifications.wording.delivered import delivered


def changed(topic: str, part: str, field: str, **by_language: str) -> dict[str, Any]:
    """The delivered definition with other words in one field."""
    definition = deepcopy(delivered(topic))
    definition["letters"][part][field] |= by_language
    return definition


def publish_words(topic: str, part: str, **fields: dict[str, str]) -> None:
    """Put the delivered words with these fields changed in force, as an operator does."""
    definition = deepcopy(delivered(topic))
    for field, words in fields.items():
        definition["letters"][part][field] |= words
    publish_one("letter", topic, definition)

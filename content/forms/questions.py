"""The questions that an editor's blocks come to, as plain values."""

from __future__ import annotations

from typing import Any

from content.forms.condition_blocks import routes_of, when_of
from workflows.questions.types import NEVER_EMPTY, Option, Question, QuestionKind


def questions_of(stream: Any) -> tuple[Question, ...]:
    """The questions in ``stream``, a ``StreamValue`` of ``QuestionsBlock``, with what stands between them."""
    return tuple(_question(place, child.block_type, child.value) for place, child in enumerate(stream))


def _question(place: int, block_type: str, value: Any) -> Question:
    kind = QuestionKind(block_type)
    key = value.get("key") or (f"{kind}-{place}" if kind == QuestionKind.WORDS else str(kind))
    options = value.get("options") or ()
    return Question(
        kind=kind,
        key=key,
        label=value.get("label") or "",
        help_text=value.get("help_text") or "",
        required=kind in NEVER_EMPTY or bool(value.get("required")),
        options=tuple(Option(option["key"], option["label"]) for option in options),
        least=value.get("least"),
        most=value.get("most"),
        ask_name=bool(value.get("ask_name")),
        shown_if=when_of(value.get("shown_if")),
        required_if=when_of(value.get("required_if")),
        routes=routes_of(key, value.get("routes")),
        link=value.get("link") or "",
        link_words=value.get("link_words") or "",
    )

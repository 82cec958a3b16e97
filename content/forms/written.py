"""How a form is written once in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from content.forms.questions import ALL
from content.pages.seeding import FILING_SLUG
from content.pages.written import Both
from workflows.questions.types import QuestionKind

NO_HINT = Both("", "")


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form as it is seeded. ``questions`` and ``notes`` are lists of stream blocks whose words are ``Both``.

    Its address ends in its kind, or in ``slug``; it lies under the page of the forms, or under the page ``under``.
    """

    kind: str
    title: Both
    heading: Both
    summary: Both
    intro: Both
    send: Both
    questions: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    under: str = FILING_SLUG
    slug: str = ""


def ask(
    kind: QuestionKind, label: Both, hint: Both = NO_HINT, *, required: bool = False, ask_name: bool = False
) -> dict[str, Any]:
    """A question of the case's own: its key is that of its kind."""
    value: dict[str, Any] = {"label": label, "help_text": hint}
    if kind == QuestionKind.CONTACT:
        value["ask_name"] = ask_name
    return {"type": str(kind), "value": value | ({"required": True} if required else {})}


def ask_own(
    kind: QuestionKind,
    key: str,
    label: Both,
    hint: Both = NO_HINT,
    *,
    required: bool = False,
    options: tuple[tuple[str, Both], ...] = (),
    only_if: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """A question beside those of every case, known by its ``key``; ``options`` (key, label) where one chooses.

    ``only_if``: shown where the question of this key has this answer.
    """
    value: dict[str, Any] = {"key": key, "label": label, "help_text": hint, "required": required}
    if only_if is not None:
        test = {"question": only_if[0], "test": "one_of", "values": only_if[1]}
        tests = [{"type": "item", "id": str(uuid4()), "value": test}]
        value["shown_if"] = {"together": ALL, "tests": tests}
    if options:
        # An item without an id is invisible to wagtail-localize.
        value["options"] = [
            {"type": "item", "id": str(uuid4()), "value": {"key": each, "label": words}} for each, words in options
        ]
    return {"type": str(kind), "value": value}

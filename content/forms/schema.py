"""What a form asks, as plain values: made from the blocks of a page, read by the Django form and by other channels."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


class QuestionKind(StrEnum):
    """The kinds of questions; the value is the name of the block."""

    AGENCY = "agency"
    SUBJECT = "subject"
    STATEMENT = "text"
    PLACE = "place"
    FILES = "files"
    CONCERNS = "concerns"
    CONTACT = "contact"
    CONFIDENTIAL = "confidential"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    DATE = "date"
    NUMBER = "number"


# Questions that fill the case itself have a fixed key, the name of their block.
OF_THE_CASE = frozenset(
    {
        QuestionKind.AGENCY,
        QuestionKind.SUBJECT,
        QuestionKind.STATEMENT,
        QuestionKind.PLACE,
        QuestionKind.FILES,
        QuestionKind.CONCERNS,
        QuestionKind.CONTACT,
        QuestionKind.CONFIDENTIAL,
    }
)
NEVER_EMPTY = frozenset({QuestionKind.AGENCY, QuestionKind.SUBJECT, QuestionKind.STATEMENT})


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: the key that is kept, the label that is read."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question in one language. ``key`` is its HTML name and the key of its answer."""

    kind: QuestionKind
    key: str
    label: str
    help_text: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    ask_name: bool = False

    @property
    def of_the_case(self) -> bool:
        """Its answer is a column of the case or its person, not a row of answers."""
        return self.kind in OF_THE_CASE


@dataclass(frozen=True, slots=True)
class FormSchema:
    """A form: the kind of request it opens (a code), the language it speaks, its questions in order."""

    kind: str
    language: str
    questions: tuple[Question, ...]

    def asks(self, kind: QuestionKind) -> Question | None:
        """The first question of ``kind``, or None."""
        return next((question for question in self.questions if question.kind == kind), None)


def questions_of(stream: Any) -> tuple[Question, ...]:
    """The questions in ``stream``, a ``StreamValue`` of ``QuestionsBlock``."""
    return tuple(_question(child.block_type, child.value) for child in stream)


def _question(block_type: str, value: Any) -> Question:
    kind = QuestionKind(block_type)
    options = value.get("options") or ()
    return Question(
        kind=kind,
        key=value.get("key") or str(kind),
        label=value["label"],
        help_text=value.get("help_text") or "",
        required=kind in NEVER_EMPTY or bool(value.get("required")),
        options=tuple(Option(option["key"], option["label"]) for option in options),
        least=value.get("least"),
        most=value.get("most"),
        ask_name=bool(value.get("ask_name")),
    )

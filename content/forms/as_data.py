"""A form for machines: what it asks as JSON, and the file by which an editor takes it elsewhere and brings it back."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from content.forms.blocks import QuestionsBlock
from content.forms.form import FormSchema
from workflows.facts.conditions import raw_of
from workflows.questions.types import Question

FORMAT = 1
MOST_BYTES = 500_000
_PLAIN = ("label", "help_text", "example", "required", "ask_name", "shortest", "longest", "past", "link", "link_words")
_WRITTEN = ("least", "most", "earliest", "latest")
"""Numbers and days, as text."""


def schema_as_data(schema: FormSchema) -> dict[str, Any]:
    """What a form asks, in its language, as JSON: the kinds of ``QuestionKind``, and what is empty left out.

    Conditions name questions by their keys, as ``workflows.facts.conditions`` has them in JSON.
    """
    return {
        "format": FORMAT,
        "kind": schema.kind,
        "language": schema.language,
        "questions": [question_as_data(question) for question in schema.questions],
    }


def question_as_data(question: Question) -> dict[str, Any]:
    """One question, or what stands between questions."""
    found: dict[str, Any] = {"kind": str(question.kind), "key": question.key}
    found |= {name: getattr(question, name) for name in _PLAIN}
    found |= {name: _text(getattr(question, name)) for name in _WRITTEN}
    found["options"] = [
        {"key": option.key, "label": option.label} | ({"group": option.group} if option.group else {})
        for option in question.options
    ]
    found["shown_if"] = None if question.shown_if is None else raw_of(question.shown_if)
    found["required_if"] = None if question.required_if is None else raw_of(question.required_if)
    found["routes"] = [{"when": raw_of(route.when), "to": route.to} for route in question.routes]
    return {name: value for name, value in found.items() if value not in (None, "", [], False)}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def as_file(kind: str, stream: Any) -> str:
    """The questions of a form as a file: JSON that ``from_file`` reads, for people to read, too."""
    told = {"insaf_form": FORMAT, "kind": kind, "questions": stream.get_prep_value()}
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def from_file(content: bytes) -> Any:
    """The questions in a file, checked as the editor's own are. Raises ``ValidationError`` with a sentence.

    It is read and never run: what it holds are blocks by their names, and each is cleaned as a block of that name.
    """
    block = QuestionsBlock()
    raw = _questions_in(content)
    unknown = sorted({str(each.get("type")) for each in raw} - set(block.child_blocks))
    if unknown:
        raise ValidationError(
            _("The file has a question of a kind that is not known here: %(kind)s.") % {"kind": unknown[0][:60]}
        )
    try:
        return block.clean(block.normalize(block.to_python(raw)))
    except ValidationError as error:
        raise ValidationError(_("The file was not taken: %(why)s") % {"why": _first_sentence(error)}) from error
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ValidationError(_no_form()) from error


def _no_form() -> str:
    return _("This is no file of a form: take one that was saved here.")


def _questions_in(content: bytes) -> list[dict[str, Any]]:
    try:
        read = json.loads(content) if len(content) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        read = None
    questions = read.get("questions") if isinstance(read, dict) and read.get("insaf_form") == FORMAT else None
    if not isinstance(questions, list) or not all(isinstance(each, dict) for each in questions):
        raise ValidationError(_no_form())
    if not all(isinstance(each.get("value"), dict) for each in questions):
        raise ValidationError(_no_form())
    return questions


def _first_sentence(error: Any) -> str:
    """The first that is said anywhere in the errors of nested blocks, whose type is Wagtail's own."""
    waiting = [error.as_json_data() if hasattr(error, "as_json_data") else {"messages": error.messages}]
    while waiting:
        told = waiting.pop(0)
        if isinstance(told, dict):
            if told.get("messages"):
                return str(told["messages"][0])
            waiting += told.values()
        elif isinstance(told, list):
            waiting += told
    return ""

"""A form as a file of JSON, by which an editor takes it elsewhere and brings it back."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from content.forms.blocks import QuestionsBlock

FORMAT = 1
MOST_BYTES = 500_000


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
    return _("This is not a file of a form: take one that was saved here.")


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

"""What a link to a form has filled in already: ``?subject=…&visited=yes``, for whoever reads it to change or keep."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from content.forms.fields import CONCERNS, NO_ONE, UNKNOWN, PublicBody, body_of
from content.forms.form import FormSchema
from permissions.agencies.selectors import heir_of, is_code
from permissions.now import now
from workflows.questions.national_numbers import COUNTRIES
from workflows.questions.types import ANSWERS, LINE_LIMIT, WITH_FILES, YES, Question, QuestionKind, read_words

NEVER = frozenset(
    {
        *(QuestionKind.CONSENT, QuestionKind.NATIONAL_NUMBER, QuestionKind.EMAIL, QuestionKind.PHONE),
        *(QuestionKind.LONG_TEXT, QuestionKind.FOR_OTHER, *WITH_FILES),
    }
)
"""What somebody says of themselves, agrees to or attaches, nobody says for them."""
_LINES = (QuestionKind.SUBJECT, QuestionKind.PLACE)


def prefilled(schema: FormSchema, given: QueryDict) -> dict[str, Any]:
    """The answers in ``given``, the words behind an address, that a link may give; what cannot be read is left out."""
    found = {}
    for question in schema.questions:
        if question.key in given and question.kind not in NEVER:
            value = _read(question, given)
            if value not in (None, "", []):
                found[question.key] = value
    return found


def _read(question: Question, given: QueryDict) -> Any:
    typed = given.getlist(question.key) if question.kind == QuestionKind.CHOICES else given[question.key]
    try:
        if question.kind in _LINES:
            return read_words(typed, label=question.label, limit=LINE_LIMIT, one_line=True)
        return ANSWERS[question.kind].read(question, typed) if question.kind in ANSWERS else None
    except ValidationError:
        return None


def example_of(schema: FormSchema, bodies: Sequence[PublicBody]) -> dict[str, Any]:
    """A made-up answer to each question, for an editor who tries the form: its own example where it has one."""
    code = bodies[0].code if bodies else ""
    found: dict[str, Any] = {"email": "name@example.com", "name": gettext("A citizen"), CONCERNS: NO_ONE}
    for question in schema.questions:
        if question.kind not in WITH_FILES:
            found[question.key] = _example(question) or _made_up(question, code)
    return found


def _example(question: Question) -> Any:
    """The editor's own, read as an answer; None where it cannot be one."""
    try:
        return ANSWERS[question.kind].read(question, question.example) if question.example else None
    except ValidationError:
        return None


def _made_up(question: Question, body: str) -> Any:
    made = {
        QuestionKind.AGENCY: body,
        QuestionKind.BODY: body,
        QuestionKind.CHOICE: next(iter(question.labels), ""),
        QuestionKind.FOR_OTHER: next(iter(question.labels), ""),
        QuestionKind.SERVICE: next((key for key in question.labels if body_of(key) == body), ""),
        QuestionKind.CATEGORY: next(iter(question.labels), ""),
        QuestionKind.AREA: _last_area(question),
        QuestionKind.CHOICES: list(question.labels)[:1],
        QuestionKind.YES_NO: YES,
        QuestionKind.CONSENT: YES,
        QuestionKind.CONCERNS: NO_ONE,
        QuestionKind.CONFIDENTIAL: False,
        QuestionKind.DATE: question.latest or question.earliest or timezone.localdate(now()),
        QuestionKind.NUMBER: _within(question),
        QuestionKind.MONEY: _within(question),
        QuestionKind.PHONE: "0790000000",
        QuestionKind.EMAIL: "name@example.com",
        QuestionKind.NATIONAL_NUMBER: "1" * COUNTRIES[settings.NATIONAL_NUMBER].digits,
    }
    return made.get(question.kind, question.label)


def _last_area(question: Question) -> list[str]:
    last = question.options[-1:]
    return [each for option in last for each in (option.under, option.key) if each]


def _within(question: Question) -> Any:
    return question.least if question.least is not None else question.most or Decimal(1)


def linked_body(code: str, bodies: Sequence[PublicBody]) -> str:
    """The agency that a link has chosen already; of one that has closed, whoever took over."""
    if code == UNKNOWN or any(body.code == code for body in bodies):
        return code
    return heir_of(code) if is_code(code) else ""

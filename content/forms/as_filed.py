"""A form as somebody filled it in: its version of then, question by question, with what was answered to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import override
from wagtail.models import Revision

from content.forms.area_fields import POSITION
from content.forms.facts_asked import labels_of
from content.forms.fields import UNKNOWN
from content.forms.form import FormSchema
from content.forms.page import FormPage
from content.forms.way import Way, find_way, pages_of
from permissions.translated_text import in_language
from workflows.cases.categories import as_value, names_of
from workflows.cases.identity import filed_as_confidential
from workflows.cases.models import Answer, Case
from workflows.facts.conditions import Value
from workflows.questions.types import NO, UNASKED, WITH_FILES, YES, Question, QuestionKind, as_fact

NAMING = (QuestionKind.CONTACT, QuestionKind.PERSON, QuestionKind.PROOF)
"""What tells who somebody is, and is shown where names are."""
WRITTEN = (QuestionKind.SUBJECT, QuestionKind.STATEMENT, QuestionKind.PLACE)


class How(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    EMPTY = "empty"
    NOT_ASKED = "not_asked"
    APART = "apart"
    """Its answer is a name, and stands where names do."""
    BETWEEN = "between"
    """No question, but a heading or words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question of the form. ``options``: what could be chosen; ``chosen``: what was, in the same words."""

    label: str
    hint: str
    how: How
    shown: str = ""
    options: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    is_step: bool = False


@dataclass(frozen=True, slots=True)
class FormAsFiled:
    """``saved_at``: when the version of the form was saved that was filled in."""

    title: str
    saved_at: datetime
    lines: tuple[Line, ...]


def form_as_filed(case: Case, opened: Mapping[str, Any], *, statement: str) -> FormAsFiled | None:
    """The form by which ``case`` was sent, as the revision of its page asked it that ``opened``, the data of its first
    event, names; None where that version is not kept."""
    revision = opened.get("revision")
    found = Revision.objects.filter(pk=revision).first() if revision is not None else None
    page = found.as_object() if found is not None else None
    if found is None or not isinstance(page, FormPage):
        return None
    answers = {answer.key: answer for answer in case.answers.all()}
    chosen = str(next(iter(opened.get("category", ())[-1:]), ""))
    given = _Given(case, answers, statement, chosen.removeprefix(as_value(case.kind.code, "")))
    with override(page.locale.language_code):  # in which it was read and answered, whoever looks at it now
        lines = tuple(_lines(page.schema, given))
    return FormAsFiled(page.title, found.created_at, lines)


def _lines(schema: FormSchema, given: _Given) -> Iterator[Line]:
    way = find_way(schema.questions, given.facts(schema))
    for key, questions in pages_of(schema.questions):
        step = schema.steps.get(key)
        if step is not None:
            yield Line(step.label, step.help_text, How.BETWEEN, is_step=True)
        yield from (_line(question, given, way) for question in questions)


def _line(question: Question, given: _Given, way: Way) -> Line:
    label, hint = question.label, question.help_text
    if question.kind in UNASKED:
        return Line(label, hint, How.BETWEEN)
    # Which services there are stands on pages of today: of then, what was answered.
    options = () if question.kind == QuestionKind.SERVICE else tuple(question.labels.values())
    chosen = given.keys(question)
    if question.key not in way.asked:
        return Line(label, hint, How.NOT_ASKED, options=options)
    if question.kind in NAMING:
        return Line(label, hint, How.APART)
    shown = given.shown(question)
    how = How.ANSWERED if shown else How.EMPTY
    return Line(
        label, hint, how, shown, options, tuple(words for key, words in question.labels.items() if key in chosen)
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """What a case keeps of what was answered. ``category``: the one that was chosen, whatever officers set since."""

    case: Case
    answers: Mapping[str, Answer]
    statement: str
    category: str

    def facts(self, schema: FormSchema) -> dict[str, Value]:
        """As conditions of the form compare it."""
        found: dict[str, Value] = {key: as_fact(answer.value) for key, answer in self.answers.items()}
        for question in schema.questions:
            if question.of_the_case:
                found[question.key] = self._column(question)
        return found

    def keys(self, question: Question) -> tuple[str, ...]:
        """Those of the options that were chosen."""
        answer = self.answers.get(question.key)
        value = as_fact(answer.value) if answer is not None else self._column(question)
        return value if isinstance(value, tuple) else (value,)

    def shown(self, question: Question) -> str:
        """In the words of whoever answered."""
        answer = self.answers.get(question.key)
        if question.kind == QuestionKind.AREA:
            position = self.answers.get(POSITION)
            said = (answer.shown if answer is not None else "", self.case.place, position.shown if position else "")
            return "\n".join(filter(None, said))
        if answer is not None:
            return str(answer.shown)
        if question.kind in WITH_FILES:
            count = self.case.files.filter(event_number=1, asked_by="").count()
            return str(count) if count else ""
        if question.kind == QuestionKind.CATEGORY:
            return names_of(self.case.kind.code, self.category)
        if question.kind == QuestionKind.AGENCY and self.case.subject_agency is not None:
            return in_language(self.case.subject_agency.name)
        value = self._column(question)
        return labels_of(question).get(value, value) if question.kind not in WRITTEN else value

    def _column(self, question: Question) -> str:
        case = self.case
        match question.kind:
            case QuestionKind.AGENCY:
                return case.subject_agency.code if case.subject_agency is not None else UNKNOWN
            case QuestionKind.SUBJECT:
                return str(case.own_subject)
            case QuestionKind.STATEMENT:
                return self.statement
            case QuestionKind.PLACE:
                return str(case.place)
            case QuestionKind.CATEGORY:
                return self.category
            case QuestionKind.CONCERNS:
                return str(case.concerns)
            case QuestionKind.CONFIDENTIAL:
                return YES if filed_as_confidential(case) else NO
            case _:
                return ""

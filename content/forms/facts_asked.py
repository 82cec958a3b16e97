"""The questions of a form as the facts that its own conditions ask for, by their keys."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from content.forms.fields import CONCERN_ANSWERS, NO_ONE, UNKNOWN, public_bodies
from permissions.writing import active_language
from workflows.facts.conditions import Value
from workflows.facts.fact import Fact, FactType, Labels
from workflows.questions.types import ANSWERS, WITH_FILES, YES_NO, Question, QuestionKind

_TYPES = {
    QuestionKind.AGENCY: FactType.AGENCY,
    QuestionKind.CATEGORY: FactType.CHOICE,
    QuestionKind.CONCERNS: FactType.CHOICE,
    QuestionKind.CONFIDENTIAL: FactType.YES_NO,
    QuestionKind.SUBJECT: FactType.TEXT,
    QuestionKind.STATEMENT: FactType.TEXT,
    QuestionKind.PLACE: FactType.PLACE,
}
"""Those of the case itself that conditions may ask for; not whom it comes from, and not the files."""
_WRITTEN = (FactType.TEXT, FactType.PLACE)


def facts_of(questions: Sequence[Question]) -> dict[str, Fact]:
    """Every question that has an answer which conditions may ask for."""
    return {each.key: fact_of(each) for each in questions if has_fact(each)}


def has_fact(question: Question) -> bool:
    """Whether conditions of its form may ask for it. Of files nothing is known before they were sent."""
    return fact_type(question.kind) is not None


def fact_type(kind: QuestionKind) -> FactType | None:
    """As what conditions compare the answer to a question of this kind; None where they may not ask for it."""
    if kind in WITH_FILES:
        return None
    return ANSWERS[kind].fact if kind in ANSWERS else _TYPES.get(kind)


def fact_of(question: Question) -> Fact:
    """A question as a fact that is called as the question is; its value is asked of no case."""
    answer = ANSWERS.get(question.kind)
    kind = answer.fact if answer is not None else _TYPES[question.kind]
    written = kind in _WRITTEN or (answer is not None and answer.domain is None)
    # Known where the tree is, or the pages of the bodies.
    written |= question.kind in (QuestionKind.CATEGORY, QuestionKind.SERVICE) and not question.options
    return Fact(
        name=question.key,
        words=question.label,
        type=kind,
        reader=_unread,
        domain=None if written else lambda: labels_of(question),
        sealed=written,
    )


def _unread(_asked: object) -> Value:
    return ""


def labels_of(question: Question) -> Labels:
    """What can be answered, by the keys that are kept, in the reader's language."""
    answer = ANSWERS.get(question.kind)
    if answer is not None and answer.domain is not None:
        return answer.domain(question)
    match question.kind:
        case QuestionKind.AGENCY:
            return {
                UNKNOWN: gettext("I don’t know"),
                **{body.code: body.name for body in public_bodies(active_language()[:2])},
            }
        case QuestionKind.CONCERNS:
            return {key: str(label) for key, label in CONCERN_ANSWERS if key != NO_ONE}
        case QuestionKind.CONFIDENTIAL:
            return {key: str(label) for key, label in YES_NO}
        case _:
            return question.labels


class FactsAsked:
    """The questions of a form by what its conditions call them, for ``workflows.facts.words``."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._facts = facts_of(questions)

    def fact(self, name: str) -> Fact | None:
        return self._facts.get(name)

    def labels(self, name: str) -> Labels | None:
        fact = self._facts.get(name)
        return None if fact is None or fact.domain is None else fact.domain()

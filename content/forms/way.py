"""Which questions of a form are asked, on which pages, by what was answered so far; the same for the same answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from permissions.arabic import fold
from workflows.facts.conditions import Value, When, holds, parts_of
from workflows.questions.types import ANSWERS, NO, UNASKED, YES, Question, QuestionKind, as_fact


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, or words between questions, that a citizen meets. ``required``: by what was answered before it."""

    question: Question
    required: bool


@dataclass(slots=True)
class Page:
    """What is asked at once. ``step`` begins it; the first page of a form needs none."""

    step: Question | None = None
    asked: list[Asked] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.step.key if self.step is not None else ""


@dataclass(slots=True)
class Way:
    """The pages that some answers lead through, in their order, and the exit that they lead to, if any."""

    pages: list[Page]
    exit: Question | None = None

    @property
    def asked(self) -> dict[str, Asked]:
        """The questions on the way, by their keys."""
        return {each.question.key: each for page in self.pages for each in page.asked}


def find_way(questions: Sequence[Question], answers: Mapping[str, Value]) -> Way:
    """The way through ``questions`` that ``answers`` (as conditions compare them, by key) lead.

    Each question is looked at once and in its order, so no way has a loop. Conditions know the answers of questions
    that are asked themselves, and of no others: what was answered and is asked no more counts as not answered.
    """
    walk = _Walk(answers)
    for question in questions:
        if walk.exit is None:
            walk.meet(question)
    pages = [page for page in walk.pages if page.asked]
    return Way(pages or walk.pages[:1], walk.exit)


class _Walk:
    """Where one stands. ``bound_for``: the step or exit that an answer on this page leads to, when the page ends."""

    def __init__(self, answers: Mapping[str, Value]) -> None:
        self.answers = answers
        self.known: dict[str, Value] = {}
        self.pages = [Page()]
        self.exit: Question | None = None
        self.bound_for = ""
        self.passing = False

    def meet(self, question: Question) -> None:
        if question.kind == QuestionKind.STEP:
            self._step(question)
        elif question.kind == QuestionKind.EXIT:
            self._exit(question)
        elif not self.passing and self.holds(question.shown_if):
            self._ask(question)

    def holds(self, when: When | None) -> bool:
        ask = self._answer
        return when is None or holds(when, ask, says=parts_of(ask, fold))

    def _answer(self, name: str) -> Value:
        return self.known.get(name, "")

    def _step(self, step: Question) -> None:
        arrived = step.key == self.bound_for
        self.passing = (bool(self.bound_for) and not arrived) or not self.holds(step.shown_if)
        if arrived:
            self.bound_for = ""
        if not self.passing:
            self.pages.append(Page(step))

    def _exit(self, question: Question) -> None:
        by_itself = question.shown_if is not None and not self.passing and not self.bound_for
        if question.key == self.bound_for or (by_itself and self.holds(question.shown_if)):
            self.exit = question

    def _ask(self, question: Question) -> None:
        required = question.required or (question.required_if is not None and self.holds(question.required_if))
        self.pages[-1].asked.append(Asked(question, required))
        if question.kind in UNASKED:
            return
        self.known[question.key] = self.answers.get(question.key, "")
        if not self.bound_for:
            self.bound_for = next((route.to for route in question.routes if self.holds(route.when)), "")


def answers_given(questions: Sequence[Question], cleaned: Mapping[str, Any]) -> dict[str, Value]:
    """What was answered, as conditions compare it; ``cleaned``: the values that were read, by key."""
    found: dict[str, Value] = {}
    for question in questions:
        value, answer = cleaned.get(question.key), ANSWERS.get(question.kind)
        if value in (None, "", []):
            continue
        if answer is not None:
            found[question.key] = as_fact(answer.kept(value))
        elif isinstance(value, bool):
            found[question.key] = YES if value else NO
        else:
            found[question.key] = str(value)
    return found


def pages_of(questions: Sequence[Question]) -> Iterator[tuple[str, list[Question]]]:
    """All pages of a form, whatever was answered: the key of the step of each, and what stands on it but exits."""
    key, found = "", list[Question]()
    for question in questions:
        if question.kind == QuestionKind.STEP:
            yield key, found
            key, found = question.key, []
        elif question.kind != QuestionKind.EXIT:
            found.append(question)
    yield key, found

"""Each type of question reads what is typed, keeps it, shows it, and is a fact of its type."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from workflows.facts.fact import FactType
from workflows.questions.reading import read_number
from workflows.questions.types import (
    ANSWERS,
    CHOSEN,
    LINE_LIMIT,
    Option,
    Question,
    QuestionKind,
    as_fact,
)

COLOURS = (Option("red", "Red"), Option("blue", "Blue"))


def question(kind: QuestionKind) -> Question:
    return Question(kind, "it", "What is it?", options=COLOURS)


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown", "fact"),
    [
        (QuestionKind.SHORT_TEXT, "  12 /\n 7 ", "12 / 7", "12 / 7", "12 / 7"),
        (QuestionKind.LONG_TEXT, "a\r\nb", "a\nb", "a\nb", "a\nb"),
        (QuestionKind.CHOICE, "red", "red", "Red", "red"),
        (QuestionKind.CHOICES, ["blue", "red", "blue"], ["blue", "red"], "Blue\nRed", ("blue", "red")),
        (QuestionKind.YES_NO, "yes", True, "Yes", "yes"),
        (QuestionKind.YES_NO, "no", False, "No", "no"),
        (QuestionKind.DATE, "٢٤/١١/٢٠٢٦", "2026-11-24", "Tuesday 24 November 2026", "2026-11-24"),
        (QuestionKind.NUMBER, "٣٫٥", 3.5, "3.5", "3.5"),
        (QuestionKind.NUMBER, "3", 3, "3", "3"),
    ],
)
def test_an_answer_from_what_is_typed_to_the_fact(
    kind: QuestionKind, typed: Any, kept: Any, shown: str, fact: Any
) -> None:
    answer = ANSWERS[kind]
    with translation.override("en"):
        value = answer.read(question(kind), typed)
        assert answer.shown(question(kind), value, "en") == shown
    assert answer.kept(value) == json.loads(json.dumps(answer.kept(value))) == kept
    assert as_fact(kept) == fact
    labels = answer.domain(question(kind)) if answer.domain else None
    assert labels is None or set([fact] if isinstance(fact, str) else fact) <= labels.keys()


@pytest.mark.parametrize("kind", ANSWERS)
def test_nothing_typed_is_no_answer(kind: QuestionKind) -> None:
    assert ANSWERS[kind].read(question(kind), "") in ("", None, [])


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        (
            QuestionKind.SHORT_TEXT,
            "x" * (LINE_LIMIT + 1),
            "“What is it?” has 201 characters: shorten it to 200 at most.",
        ),
        (QuestionKind.CHOICE, "green", "Choose one of the answers."),
        (QuestionKind.CHOICES, ["red", "green"], "Choose among the answers."),
        (QuestionKind.YES_NO, "perhaps", "Choose one of the answers."),
        (QuestionKind.DATE, "31/02/2026", "Write the date like this: 24/11/2026."),
        (QuestionKind.DATE, "24/11/0026", "Write the year with four digits, like 2026."),
        (QuestionKind.NUMBER, "Infinity", "Write a number."),
        (QuestionKind.NUMBER, "1e400", "Write a number of at most 15 digits."),
        (QuestionKind.NUMBER, "1e-400", "Write a number of at most 15 digits."),
        (QuestionKind.NUMBER, "1234567890123456", "Write a number of at most 15 digits."),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(kind: QuestionKind, typed: Any, sentence: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        ANSWERS[kind].read(question(kind), typed)
    with translation.override("en"):
        assert refused.value.messages == [sentence]


def test_a_number_lies_within_its_limits() -> None:
    assert read_number("5", least=Decimal(5), most=Decimal(5)) == 5
    for typed, word in (("4", "below"), ("6", "above")):
        with translation.override("en"), pytest.raises(ValidationError, match=word):
            read_number(typed, least=Decimal(5), most=Decimal(5))


def test_only_what_is_chosen_may_stand_in_an_event() -> None:
    assert {FactType.CHOICE, FactType.CHOICES, FactType.YES_NO, FactType.AGENCY, FactType.TREE} == CHOSEN

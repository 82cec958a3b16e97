"""An editor is told at the block what is wrong with a condition or a route, in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from content.forms.questions import questions_of, when_of
from content.forms.rules_checked import check_rules, faults
from tests.content.forms.made import condition, options, question, route, stream
from workflows.facts.conditions import AllOf, AnyOf, Condition

NEEDED = [question("subject", label="Subject"), question("text")]
COLOUR = question("choice", key="colour", label="Colour", options=options(("red", "Red"), ("blue", "Blue")))
TIMES = question("number", key="times", label="Times")


def said(*raw: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(each.place, each.child, each.sentence) for each in faults(questions_of(stream([*NEEDED, *raw])))]


def test_what_holds_together_is_good() -> None:
    raw = [
        COLOUR, TIMES,
        question("short_text", key="why", shown_if=condition(("colour", "one_of", "red"), ("times", "at_least", "2"))),
        question("yes_no", key="sure", required_if=condition(("why", "given", ""), together="any")),
        question("step", key="more", shown_if=condition(("sure", "one_of", "yes"))),
        question("place"),
    ]  # fmt: skip
    assert said(*raw) == []


def test_a_question_that_a_condition_needs_is_named_when_it_is_gone() -> None:
    asked = question("short_text", key="why", shown_if=condition(("colour", "one_of", "red")))
    assert said(COLOUR, asked) == []
    assert said(asked) == [(2, "shown_if", "The condition needs the question “colour”, which this form does not have.")]


def test_a_condition_knows_earlier_questions_alone() -> None:
    asked = question("short_text", key="why", shown_if=condition(("colour", "one_of", "red")))
    assert said(asked, COLOUR) == [
        (2, "shown_if", "The condition asks for the answer to “Colour”, which does not stand before it.")
    ]


@pytest.mark.parametrize(
    ("test", "sentence"),
    [
        (("colour", "at_least", "2"), "asks whether “Colour” is at least or at most something"),
        (("colour", "one_of", "green"), "compares “Colour” with “green”, which does not exist."),
        (("colour", "one_of", ""), "compares with nothing: give at least one value."),
        (("times", "one_of", "2"), "a number or a date: take “at least” and “at most”."),
        (("times", "at_least", "often"), "compares “Times” with “often”"),
    ],
)
def test_a_test_that_cannot_be_asked_says_why(test: tuple[str, str, str], sentence: str) -> None:
    ((place, child, told),) = said(COLOUR, TIMES, question("place", shown_if=condition(test)))
    assert (place, child) == (4, "shown_if")
    assert sentence in told


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("nowhere", "There is no step and no exit “nowhere”."),
        ("times", "There is no step and no exit “times”."),
        ("first", "“The first step” stands before this question."),
    ],
)
def test_a_route_leads_to_a_later_step(to: str, sentence: str) -> None:
    led = COLOUR | {"value": COLOUR["value"] | {"routes": [route("one_of", "red", to)]}}
    raw = [
        question("step", key="first", label="The first step"),
        led,
        TIMES,
        question("step", key="last"),
        question("place"),
    ]
    assert said(*raw) == [(3, "routes", sentence)]


def test_no_route_leads_past_what_every_request_needs() -> None:
    led = COLOUR | {"value": COLOUR["value"] | {"routes": [route("one_of", "red", "last")]}}
    raw = [led, question("step", key="said"), *NEEDED, question("step", key="last"), question("place")]
    found = list(faults(questions_of(stream(raw))))
    assert [each.sentence for each in found] == ["This leads past “Subject”, which every request needs."]


def test_a_step_or_exit_that_no_answer_reaches_is_named() -> None:
    routes = [route("one_of", "red", "last"), route("one_of", "blue", "last")]
    led = COLOUR | {"value": COLOUR["value"] | {"routes": routes, "required": True}}
    steps = [question("step", key="lost"), TIMES, question("step", key="last"), question("place")]
    lost = "No answer leads to this step: every answer before it leads past it."
    assert said(led, *steps) == [(3, "key", lost)]
    assert said(question("exit", key="out"))[0][1:] == (
        "key", "No answer leads to this exit: give it a condition, or lead to it.",
    )  # fmt: skip


def test_the_sentence_stands_at_its_block_in_the_page_editor() -> None:
    led = COLOUR | {"value": COLOUR["value"] | {"routes": [route("one_of", "red", "nowhere")]}}
    value = stream([*NEEDED, led, question("place", shown_if=condition(("gone", "given", "")))])
    with pytest.raises(ValidationError) as error:
        value.stream_block.clean(value)
    told = error.value.as_json_data()["blockErrors"]  # type: ignore[attr-defined]  # Wagtail's own errors have it
    at_route = told[2]["blockErrors"]["routes"]["blockErrors"][0]["blockErrors"]["to"]["messages"]
    assert at_route == ["There is no step and no exit “nowhere”."]
    row = told[3]["blockErrors"]["shown_if"]["blockErrors"]["tests"]["blockErrors"][0]["blockErrors"]
    assert "needs the question “gone”" in row["question"]["messages"][0]


def test_an_answer_may_be_written_as_it_is_read() -> None:
    value = stream([*NEEDED, COLOUR, question("place", shown_if=condition(("colour", "one_of", " BLUE \nred")))])
    cleaned = value.stream_block.clean(value)
    assert when_of(cleaned[3].value["shown_if"]) == AllOf((Condition("colour", "one_of", ("blue", "red")),))


def test_tests_hold_together_or_one_is_enough_and_none_is_no_condition() -> None:
    made = condition(("a", "given", ""), ("b", "missing", ""), together="any")
    (child,) = stream([question("place", shown_if=made)])
    assert when_of(child.value["shown_if"]) == AnyOf((Condition("a", "given"), Condition("b", "missing")))
    assert when_of(child.value["required_if"]) is None


def test_words_steps_and_exits_are_translated_and_conditions_are_not() -> None:
    made = question(
        "exit", key="out", label="Elsewhere", help_text="Go there", link="/ar/file/rights/", link_words="There",
        shown_if=condition(("colour", "one_of", "red")),
    )  # fmt: skip
    (child,) = stream([made])
    segments = child.block.get_translatable_segments(child.value)
    assert [segment.path for segment in segments] == ["label", "help_text", "link", "link_words"]


def test_in_a_group_it_is_told_at_the_test_of_its_own_question() -> None:
    """The group's own condition stands before that of each of its questions, and each is asked up to three times."""
    name = question("short_text", key="name")
    ill = condition(("name", "given", ""), ("gone", "one_of", "red"))
    school = question("short_text", key="school", shown_if=ill, required_if=condition(("colour", "one_of", "green")))
    group = question(
        "group",
        key="child",
        label="Child",
        more="Another?",
        most=3,
        questions=[name, school],
        shown_if=condition(("colour", "one_of", "red"), ("times", "at_least", "often")),
    )
    with pytest.raises(ValidationError) as raised:
        check_rules(stream([*NEEDED, COLOUR, TIMES, group]))
    (errors,) = raised.value.block_errors.values()  # type: ignore[attr-defined]  # of a stream
    assert errors.block_errors.keys() == {"shown_if", "questions"}
    (own,) = rows_of(errors.block_errors["shown_if"]).items()
    assert own[0] == 1
    assert "compares “Times” with “often”" in str(own[1].block_errors["values"])
    ((child, inner),) = errors.block_errors["questions"].block_errors.items()
    assert (child, inner.block_errors.keys()) == (1, {"shown_if", "required_if"})
    (gone,) = rows_of(inner.block_errors["shown_if"]).items()
    assert gone[0] == 1
    assert "needs the question “gone”" in str(gone[1].block_errors["question"])
    (needed,) = rows_of(inner.block_errors["required_if"]).items()
    assert needed[0] == 0
    assert "which does not exist" in str(needed[1].block_errors["values"])


def rows_of(error: Any) -> dict[int, Any]:
    """What is wrong with the tests of a condition, by their rows."""
    found: dict[int, Any] = error.block_errors["tests"].block_errors
    return found

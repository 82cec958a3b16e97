"""The way through a form ends, asks nothing twice, and knows no answer that was not asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from content.forms.way import find_way
from workflows.facts.conditions import AllOf, AnyOf, Condition, Value, When
from workflows.questions.types import Option, Question, QuestionKind, Route

KEYS = [f"q{number}" for number in range(6)]
STEPS = [f"s{number}" for number in range(4)]
OPTIONS = (Option("a", "A"), Option("b", "B"))
ANSWERS = st.dictionaries(st.sampled_from([*KEYS, "forged"]), st.sampled_from(["a", "b", ""]))


@st.composite
def forms(draw: st.DrawFn) -> tuple[Question, ...]:
    """Questions, steps and exits in any order, with conditions and routes that may name anything."""
    names = draw(st.permutations([*KEYS, *STEPS]))
    return tuple(draw(_question(name)) for name in names)


@st.composite
def _question(draw: st.DrawFn, name: str) -> Question:
    shown, required = draw(st.none() | _conditions()), draw(st.none() | _conditions())
    if name in STEPS:
        kind = draw(st.sampled_from([QuestionKind.STEP, QuestionKind.STEP, QuestionKind.EXIT]))
        return Question(kind, name, name, shown_if=shown)
    routes = draw(st.lists(st.sampled_from(STEPS), max_size=2))
    made = tuple(Route(Condition(name, "one_of", (draw(st.sampled_from("ab")),)), to) for to in routes)
    needed = draw(st.booleans())
    return Question(
        QuestionKind.CHOICE, name, name, "", needed, OPTIONS, shown_if=shown, required_if=required, routes=made
    )


def _conditions() -> st.SearchStrategy[When]:
    names, values = st.sampled_from(KEYS), st.sampled_from("ab").map(lambda value: (value,))
    tests = st.builds(Condition, names, st.sampled_from(["one_of", "none_of"]), values)
    tests |= st.builds(Condition, names, st.sampled_from(["given", "missing"]))
    groups = st.lists(tests, min_size=1, max_size=2).map(tuple)
    return tests | st.builds(AllOf, groups) | st.builds(AnyOf, groups)


@settings(max_examples=60, deadline=None)
@given(forms(), ANSWERS)
def test_every_way_goes_forward_and_ends(questions: tuple[Question, ...], answers: dict[str, Value]) -> None:
    way = find_way(questions, answers)
    order = [question.key for question in questions]
    met = [each.question.key for page in way.pages for each in page.asked]
    assert met == sorted(set(met), key=order.index)
    steps = [page.key for page in way.pages if page.step is not None]
    assert steps == sorted(set(steps), key=order.index)
    if way.exit is not None:
        assert all(order.index(key) < order.index(way.exit.key) for key in met)


@settings(max_examples=60, deadline=None)
@given(forms(), ANSWERS, ANSWERS)
def test_what_is_not_asked_changes_nothing_whatever_is_sent_for_it(
    questions: tuple[Question, ...], answers: dict[str, Value], forged: dict[str, Value]
) -> None:
    way = find_way(questions, answers)
    hidden = {key: value for key, value in forged.items() if key not in way.asked}
    kept = {key: value for key, value in answers.items() if key in way.asked}
    assert find_way(questions, kept) == find_way(questions, kept | hidden) == way


@settings(max_examples=40, deadline=None)
@given(forms(), ANSWERS)
def test_it_is_required_where_it_is_asked_and_said_so(
    questions: tuple[Question, ...], answers: dict[str, Value]
) -> None:
    for each in find_way(questions, answers).asked.values():
        assert each.required >= each.question.required
        assert each.required <= (each.question.required or each.question.required_if is not None)


def choice(key: str, **more: Any) -> Question:
    return Question(QuestionKind.CHOICE, key, key, options=OPTIONS, **more)


def step(key: str, **more: Any) -> Question:
    return Question(QuestionKind.STEP, key, key, **more)


def is_a(key: str) -> Condition:
    return Condition(key, "one_of", ("a",))


def keys_of(questions: tuple[Question, ...], answers: Mapping[str, Value]) -> list[tuple[str, list[str]]]:
    pages = find_way(questions, answers).pages
    return [(page.key, [each.question.key for each in page.asked]) for page in pages]


def test_an_answer_leads_past_steps_once_its_page_ends() -> None:
    questions = (choice("q1", routes=(Route(is_a("q1"), "s2"),)), choice("q2"), step("s1"), choice("q3"), step("s2"),
                 choice("q4"))  # fmt: skip
    assert keys_of(questions, {"q1": "a"}) == [("", ["q1", "q2"]), ("s2", ["q4"])]
    assert keys_of(questions, {"q1": "b"}) == [("", ["q1", "q2"]), ("s1", ["q3"]), ("s2", ["q4"])]


def test_a_step_with_a_condition_is_passed_with_all_that_stands_on_it() -> None:
    questions = (choice("q1"), step("s1", shown_if=is_a("q1")), choice("q2"), step("s2"), choice("q3"))
    assert keys_of(questions, {"q1": "b", "q2": "a"}) == [("", ["q1"]), ("s2", ["q3"])]


def test_a_condition_over_a_question_that_is_not_asked_itself_does_not_hold() -> None:
    questions = (choice("q1"), choice("q2", shown_if=is_a("q1")), choice("q3", shown_if=is_a("q2")))
    assert keys_of(questions, {"q1": "b", "q2": "a"}) == [("", ["q1"])]
    assert keys_of(questions, {"q1": "a", "q2": "a"}) == [("", ["q1", "q2", "q3"])]


def test_an_exit_is_met_by_a_route_or_by_its_own_condition_and_by_nothing_else() -> None:
    exit_ = Question(QuestionKind.EXIT, "x", "Elsewhere")
    routed = (choice("q1", routes=(Route(is_a("q1"), "x"),)), exit_, choice("q2"))
    assert find_way(routed, {"q1": "a"}).exit == exit_
    assert find_way(routed, {"q1": "b"}).exit is None
    ruled = Question(QuestionKind.EXIT, "x", "Elsewhere", shown_if=is_a("q1"))
    assert find_way((choice("q1"), ruled, choice("q2")), {"q1": "a"}).exit == ruled
    assert keys_of((choice("q1"), ruled, choice("q2")), {"q1": "b"}) == [("", ["q1", "q2"])]

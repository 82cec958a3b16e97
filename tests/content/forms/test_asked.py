"""What published forms ask can be decided by, and only that, as it is asked today; what people write stays theirs."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from content.forms.page import FormPage
from permissions.actors import Actor
from permissions.arabic import fold
from permissions.now import now
from tests.content.forms import made
from tests.scenes import file_case, publish_one
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Answer, Case, Work
from workflows.cases.rules import Rules
from workflows.cases.selectors import state_of
from workflows.cases.steps import CaseWorld
from workflows.cases.submission import GivenAnswer
from workflows.facts import catalogue
from workflows.facts.conditions import Condition, Test, holds, parts_of
from workflows.facts.fact import FactType
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Subject
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db
COLOURS = made.options(("red", "Red"), ("blue", "Blue"))
OWN = [
    made.question("choice", key="colour", label="Which colour?", options=COLOURS),
    made.question("number", key="times", label="How often?"),
    made.question("short_text", key="name_of_street", label="Which street?"),
]


def ask(kind: str, *questions: dict[str, Any]) -> FormPage:
    """Put questions on the published form of a kind, beside those that every form has."""
    page: FormPage = FormPage.objects.get(kind=kind)
    page.questions = made.stream([made.question("subject"), made.question("text"), *questions])
    page.save()
    return page


def by(fact: str, test: str, *value: str) -> dict[str, Any]:
    """The process of complaints, which ends at once where the condition holds."""
    raw = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    when = {"fact": fact, "is": test} | ({"value": list(value)} if value else {})
    decision = {
        "key": "extra",
        "name": {"ar": "زيادة", "en": "Extra"},
        "type": "decision",
        "branches": [{"key": "asked", "when": when, "next": "closed"}],
        "default": raw["start"],
    }
    return {**raw, "start": "extra", "steps": [*raw["steps"], decision]}


def refused(fact: str, test: str, *value: str) -> list[str]:
    return problems(Subject.PROCESS, "complaint", by(fact, test, *value))


def test_a_question_of_a_published_form_is_a_fact_with_its_type_and_its_values() -> None:
    made.english_forms("complaint", "inquiry")
    ask("complaint", *OWN)
    offered = catalogue.offered(Subject.PROCESS, "complaint")
    colour, times = offered["answer.colour"], offered["answer.times"]
    assert (colour.type, dict(colour.domain() if colour.domain else {})) == (
        FactType.CHOICE,
        {"red": "Red", "blue": "Blue"},
    )
    assert (str(colour.words), colour.sealed) == ("answer to “Which colour?”", False)
    assert (times.type, times.domain, times.sealed) == (FactType.NUMBER, None, True)
    assert "answer.subject" not in offered
    assert "answer.colour" not in catalogue.offered(Subject.PROCESS, "inquiry"), "its forms ask other things"
    assert "answer.colour" in catalogue.offered(Subject.ROUTING, "main"), "complaints go by it, too"
    assert "answer.colour" not in catalogue.offered(Subject.ROUTING, "sensitive")
    assert "answer.colour" in catalogue.offered(Subject.PROCESS, "brand-new"), "nothing goes by it yet"


def test_the_check_reads_the_forms_as_they_are_today() -> None:
    made.english_forms("complaint")
    (sentence,) = refused("answer.colour", "one_of", "red")
    assert sentence.startswith("The step “Extra” asks for the answer to “colour”, a question that none of these forms")
    page = ask("complaint", *OWN)
    assert refused("answer.colour", "one_of", "red") == []
    assert refused("answer.times", "at_least", "3") == []
    assert len(refused("answer.colour", "one_of", "green")) == 1
    assert len(refused("answer.colour", "at_least", "3")) == 1
    page.unpublish()
    assert refused("answer.colour", "one_of", "red") == [
        "The step “Extra” asks for “answer.colour”, of which nothing is known."
    ]


def test_forms_that_ask_in_different_ways_can_only_be_asked_whether_anything_was_said() -> None:
    made.english_forms("complaint", "inquiry")
    ask("complaint", *OWN)
    ask("inquiry", made.question("yes_no", key="colour", label="In colour?"))
    assert catalogue.offered(Subject.ROUTING, "main")["answer.colour"].type == FactType.MIXED
    ask("inquiry", made.question("choice", key="colour", label="Colour", options=made.options(("green", "Green"))))
    colour = catalogue.offered(Subject.ROUTING, "main")["answer.colour"]
    assert colour.domain is not None
    assert set(colour.domain()) == {"red", "blue", "green"}


RED = GivenAnswer("colour", "Which colour?", "red", "Red", FactType.CHOICE)
STREET = GivenAnswer("name_of_street", "Which street?", "the street of roses", "the street of roses", FactType.TEXT)


@pytest.mark.parametrize(("answers", "status"), [((RED,), "closed"), ((), "in_progress")])
def test_a_process_decides_by_an_answer(answers: tuple[GivenAnswer, ...], status: str) -> None:
    made.english_forms("complaint")
    ask("complaint", *OWN)
    publish_one("process", "complaint", by("answer.colour", "one_of", "red"))
    case = file_case(answers=answers)
    assert case.status == status
    assert case.events.get().data["read"]["answer.colour"] == ("red" if answers else "")


def test_what_was_written_decides_and_never_stands_in_the_diary() -> None:
    made.english_forms("complaint")
    ask("complaint", *OWN)
    publish_one("process", "complaint", by("answer.name_of_street", "contains_any", "roses"))
    case = file_case(answers=(STREET,))
    assert case.status == "closed"
    assert "answer.name_of_street" not in case.events.get().data["read"]
    assert "roses" not in str(case.events.get().data)


def test_an_answer_is_read_as_it_was_given_though_the_form_asks_other_things_now() -> None:
    made.english_forms("complaint")
    ask("complaint", *OWN)
    raw = by("answer.times", "at_least", "3")
    decision = raw["steps"][-1]
    decision["branches"][0]["next"] = "confirm"
    decision["default"] = "closed"
    for outcome in raw["steps"][2]["outcomes"]:
        outcome["next"] = "extra" if outcome["effect"] == "decide" else outcome["next"]
    publish_one("process", "complaint", {**raw, "start": STANDARD_PROCESSES["complaint"]["start"]})
    case = file_case(answers=(GivenAnswer("times", "How often?", 4, "4", FactType.NUMBER),))
    FormPage.objects.get(kind="complaint").unpublish()
    assert Answer.objects.get(case=case).type == "number"
    decide(case)
    assert Case.objects.get(pk=case.pk).status == "answered"


def decide(case: Case) -> None:
    officer = Actor.staff(Work.objects.get(case=case, done_at=None).holder_id or 0)
    apply(case.pk, Decide(outcome="resolved", text="Done"), actor=officer)


def test_a_question_stays_as_long_as_something_in_force_decides_by_its_answer() -> None:
    made.english_forms("complaint", "inquiry")
    page = ask("complaint", *OWN)
    publish_one("process", "complaint", by("answer.colour", "one_of", "red"))
    page.questions = made.stream([made.question("subject"), made.question("text"), OWN[1]])
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    (sentence,) = refused.value.message_dict["questions"]
    assert sentence.startswith("The question “Which colour?” stays, because it is needed by: ")
    assert sentence.endswith("(step “\u2068Extra\u2069”).")
    page.questions = made.stream([made.question("subject"), made.question("text"), OWN[0]])
    page.full_clean()  # nothing decides by the others
    ask("inquiry", OWN[0])
    page.questions = made.stream([made.question("subject"), made.question("text")])
    page.full_clean()  # another form asks it still
    ask("inquiry")
    publish_one("process", "complaint", STANDARD_PROCESSES["complaint"])
    page.full_clean()


def test_a_question_that_a_routing_table_decides_by_stays_too() -> None:
    made.english_forms("complaint")
    page = ask("complaint", *OWN)
    rule = {"key": "often", "name": {"ar": "كثيرًا", "en": "Often"}, "to": {"agency": "moh"}}
    when = {"any": [{"fact": "answer.times", "is": "at_least", "value": ["3"]}]}
    table = {"format": 2, "name": {"ar": "جدول", "en": "Table"}, "rules": [{**rule, "when": when}]}
    publish_one("routing", "main", table)
    assert file_case(answers=(GivenAnswer("times", "How often?", 4, "4", FactType.NUMBER),)).agency.code == "moh"
    page.questions = made.stream([made.question("subject"), made.question("text")])
    with pytest.raises(ValidationError, match=r"“How often\?” stays, because .* \(rule "):
        page.full_clean()


COMPARED: tuple[Test, ...] = ("one_of", "none_of", "contains_any", "at_least", "at_most")
FACTS: dict[str, Any] = {"subject": "سؤال", "text": "لا أعرف لمن", "agency": None}
EVERY_TEST: list[tuple[Test, tuple[str, ...]]] = [
    ("given", ()),
    ("missing", ()),
    *((test, (value,)) for test in COMPARED for value in ("3", "2026-11-25", "red", "yes")),
]
GIVEN = {
    "nothing": (),
    "text": (GivenAnswer("colour", "Colour?", "red as 3 roses", "red as 3 roses", FactType.TEXT),),
    "choice": (RED,),
    "choices": (GivenAnswer("colour", "Colours?", ["red", "blue"], "Red\nBlue", FactType.CHOICES),),
    "yes_no": (GivenAnswer("colour", "In colour?", value=True, shown="Yes", type=FactType.YES_NO),),
    "number": (GivenAnswer("colour", "Colours?", 4.5, "4.5", FactType.NUMBER),),
    "date": (GivenAnswer("colour", "Since when?", "2026-11-26", "26 November", FactType.DATE),),
    "empty": (GivenAnswer("colour", "Colour?", "", "", ""),),
}
HOLDS = {
    "nothing": {"missing", "none_of"},
    "empty": {"missing", "none_of"},
    "number": {"given", "none_of", "at_least 3"},
    "date": {"given", "none_of", "at_least 2026-11-25"},
    "yes_no": {"given", "one_of yes", "contains_any yes", "none_of"},
    "choice": {"given", "one_of red", "contains_any red", "none_of"},
    "choices": {"given", "one_of red", "contains_any red", "none_of"},
    "text": {"given", "contains_any 3", "contains_any red", "none_of"},
}
"""What holds of each answer, whatever its question is asked as by now; of “none of” what was not given."""


@pytest.mark.parametrize("given", GIVEN)
def test_a_case_of_an_earlier_edition_of_its_form_is_decided_by_every_test_and_nothing_raises(given: str) -> None:
    made.english_forms("complaint")
    case = file_case(**FACTS, answers=GIVEN[given])
    state = state_of(case)
    asked = CaseWorld(state, Rules(at=now()))
    says = parts_of(asked.fact, fold)
    for test, values in EVERY_TEST:
        held = holds(Condition("answer.colour", test, values), asked.fact, says=says)
        named = {test, " ".join([test, *values])}
        own = set(values) & {"red", "yes"} & set(_codes(given))
        assert held == (bool(named & HOLDS[given]) and not (test == "none_of" and own)), (test, values)
    assert asked.told().get("read", {}).get("answer.colour", "") in ("", "red", "yes", ("red", "blue"))


def _codes(given: str) -> list[str]:
    value = GIVEN[given][0].value if GIVEN[given] else ""
    return ["yes"] if value is True else value if isinstance(value, list) else [str(value)]


def test_a_case_filed_before_a_question_was_asked_goes_through_a_table_that_decides_by_it() -> None:
    made.english_forms("complaint")
    case = file_case(**FACTS)
    ask("complaint", *OWN)
    publish_one("routing", "main", _table("answer.times", "at_least", "3"))
    world = CaseWorld(state_of(case), Rules(at=now()))
    assert world.route() is False
    assert "answer.times" in world.read


def _table(fact: str, test: str, *value: str) -> dict[str, Any]:
    rule = {"key": "often", "name": {"ar": "كثيرًا", "en": "Often"}, "to": {"agency": "moh"}}
    when = {"fact": fact, "is": test, "value": list(value)}
    return {"format": 2, "name": {"ar": "جدول", "en": "Table"}, "rules": [{**rule, "when": when}]}


def test_the_check_names_the_forms_in_which_the_question_is_missing() -> None:
    made.english_forms("complaint", "inquiry")
    titles = dict(FormPage.objects.values_list("kind", "title"))
    ask("inquiry", *OWN)
    (sentence,) = refused("answer.colour", "one_of", "red")
    assert sentence.startswith("The step “Extra” asks for the answer to “colour”, a question that none of these forms")
    assert sentence.endswith(f"has now: “\u2068{titles['complaint']}\u2069”.")
    assert problems(Subject.ROUTING, "main", _table("answer.colour", "one_of", "red")) == []
    (sentence,) = problems(Subject.ROUTING, "main", _table("answer.moon", "one_of", "red"))
    assert all(title in sentence for title in titles.values())


def test_the_check_says_which_form_asks_and_as_what() -> None:
    made.english_forms("complaint", "inquiry")
    titles = dict(FormPage.objects.values_list("kind", "title"))
    ask("complaint", *OWN)
    (sentence,) = refused("answer.colour", "at_least", "3")
    assert sentence.endswith(f"Asked for by: “\u2068{titles['complaint']}\u2069” (one answer of several).")
    ask("inquiry", made.question("yes_no", key="colour", label="In colour?"))
    (sentence,) = problems(Subject.ROUTING, "main", _table("answer.colour", "one_of", "red"))
    assert f"“\u2068{titles['complaint']}\u2069” (one answer of several)" in sentence
    assert f"“\u2068{titles['inquiry']}\u2069” (yes or no)" in sentence
    assert "give their questions different keys" in sentence


def test_a_question_is_not_asked_as_something_else_while_something_in_force_decides_by_its_answer() -> None:
    made.english_forms("complaint")
    page = ask("complaint", *OWN)
    publish_one("process", "complaint", by("answer.times", "at_least", "3"))
    head = [made.question("subject"), made.question("text")]
    page.questions = made.stream([*head, OWN[0], made.question("short_text", key="times", label="How often?"), OWN[2]])
    with pytest.raises(ValidationError) as refused_by:
        page.full_clean()
    (sentence,) = refused_by.value.message_dict["questions"]
    assert sentence.startswith("The question “How often?” stays as it is asked (a number), because it is needed by: ")
    page.questions = made.stream(
        [*head, OWN[0], OWN[1], made.question("long_text", key="name_of_street", label="Which street?")]
    )
    page.full_clean()  # it is written in either
    page.questions = made.stream(
        [*head, OWN[0], OWN[1], made.question("yes_no", key="name_of_street", label="A street?")]
    )
    page.full_clean()  # nothing decides by it

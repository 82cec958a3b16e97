"""What cannot be asked of a case is said in its own sentence, for processes and routing tables alike."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from permissions.agencies.models import Agency
from tests.conftest import ROOT
from tests.scenes import country
from workflows.facts import catalogue
from workflows.facts.catalogue import register_source
from workflows.facts.conditions import parse_when
from workflows.facts.fact import TESTS_OF, TYPE_WORDS, AskedBy, Fact, FactType
from workflows.facts.fitting import misfits
from workflows.versions.models import Subject


def asked(name: str, kind: FactType, *values: str) -> Fact:
    return Fact(
        name=f"trial.{name}",
        words=f"the {name}",
        type=kind,
        reader=lambda _asked: "",
        domain=(lambda: dict.fromkeys(values, "")) if values else None,
        sealed=not values,
    )


@pytest.fixture
def _offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_sources", {})
    register_source(
        "trial.",
        lambda _kinds: [
            asked("amount", FactType.MONEY),
            asked("day", FactType.DATE),
            asked("colour", FactType.CHOICE, "red"),
            asked("colour", FactType.CHOICE, "blue"),
            asked("mixed", FactType.CHOICE, "red"),
            asked("mixed", FactType.TEXT),
        ],
    )


def sentences(raw: dict[str, Any], subject: Subject = Subject.ROUTING) -> list[str]:
    with translation.override("en"):
        return list(misfits([("X", parse_when({"any": [{"all": [raw]}]}))], subject, "main"))


MISFITS: dict[str, dict[str, Any]] = {
    "The rule “X” asks for “moon”, of which nothing is known.": {"fact": "moon", "is": "given"},
    "The rule “X” asks for “answer.moon”, of which nothing is known.": {"fact": "answer.moon", "is": "given"},
    "The rule “X” compares with nothing: give at least one value.": {"fact": "place", "is": "one_of", "value": [" "]},
    "The rule “X” looks for words in “channel”, which is chosen from a list: take “one of”.": {
        "fact": "channel",
        "is": "contains_any",
        "value": ["web"],
    },
    "The rule “X” asks whether “place” is at least or at most something: only numbers and dates can be.": {
        "fact": "place",
        "is": "at_least",
        "value": ["1"],
    },
    "The rule “X” compares “the mixed”, which the forms ask for in different ways: give their questions different keys."
    "": {"fact": "trial.mixed", "is": "one_of", "value": ["red"]},
    "The rule “X” compares “the amount”, a number or a date: take “at least” and “at most”.": {
        "fact": "trial.amount",
        "is": "one_of",
        "value": ["5"],
    },
    "The rule “X” compares “the amount” with several values: give one.": {
        "fact": "trial.amount",
        "is": "at_most",
        "value": ["5", "6"],
    },
    "The rule “X” compares “the day” with “5”: write a number, or a day as 2026-11-25.": {
        "fact": "trial.day",
        "is": "at_most",
        "value": ["5"],
    },
    "The rule “X” compares “channel” with “pigeon”, which does not exist.": {
        "fact": "channel",
        "is": "none_of",
        "value": ["web", "pigeon"],
    },
}
EMPTY = "The rule “X” has a group of conditions with none in it: add one, or take the group out."
NOWHERE = (
    "The rule “X” asks for the answer to “moon”, a question that none of these forms has now: “\u2068One\u2069”, "
    "“\u2068Two\u2069”."
)
ASKED_BY = "Asked for by: “\u2068One\u2069” (a number), “\u2068Two\u2069” (text)."
FIT: list[dict[str, Any]] = [
    {"fact": "trial.amount", "is": "at_least", "value": ["99.5"]},
    {"fact": "trial.day", "is": "at_most", "value": ["2026-11-25"]},
    {"fact": "trial.colour", "is": "one_of", "value": ["red", "blue"]},
    {"fact": "trial.mixed", "is": "given"},
    {"fact": "place", "is": "contains_any", "value": ["Amman"]},
]


@pytest.mark.usefixtures("_offered")
@pytest.mark.django_db
@pytest.mark.parametrize("sentence", MISFITS)
def test_what_cannot_be_asked_is_said_in_its_own_sentence(sentence: str) -> None:
    country()
    assert sentences(MISFITS[sentence]) == [sentence]
    assert sentences(MISFITS[sentence], Subject.PROCESS) == [sentence.replace("The rule", "The step")]


@pytest.mark.usefixtures("_offered")
@pytest.mark.django_db
@pytest.mark.parametrize("raw", FIT, ids=str)
def test_what_can_be_asked_passes(raw: dict[str, Any]) -> None:
    country()
    assert sentences(raw) == []


@pytest.mark.usefixtures("_offered")
@pytest.mark.parametrize(
    ("fact", "value"),
    [("day", "20261125"), ("day", "2026-W48-3"), ("day", "25/11/2026"), ("amount", "NaN"), ("amount", "Infinity")],
)
@pytest.mark.django_db
def test_what_cannot_be_ordered_is_refused(fact: str, value: str) -> None:
    (sentence,) = sentences({"fact": f"trial.{fact}", "is": "at_least", "value": [value]})
    assert f"with “{value}”: write a number" in sentence


def test_every_sentence_is_tried_here() -> None:
    tree = ast.parse((ROOT / "workflows/facts/fitting.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    said_by = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_"]
    patterns = [re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(ast.literal_eval(call.args[0]))) for call in said_by]
    assert len(patterns) == 12
    for pattern in patterns:
        assert any(re.fullmatch(pattern, sentence) for sentence in [*MISFITS, EMPTY, NOWHERE, ASKED_BY]), pattern


@pytest.mark.django_db
@pytest.mark.parametrize(
    "raw",
    [
        {"all": []},
        {"any": []},
        {"all": [FIT[4], {"any": []}]},
        {"any": [{"all": [FIT[4]]}, {"all": [{"all": []}]}]},
    ],
    ids=str,
)
def test_all_or_any_of_nothing_is_refused_once_wherever_it_lies(raw: dict[str, Any]) -> None:
    country()
    asked_twice = [("X", parse_when(raw))] * 2
    with translation.override("en"):
        assert list(misfits(asked_twice, Subject.ROUTING, "main")) == [EMPTY]
        assert list(misfits(asked_twice, Subject.PROCESS, "main")) == [EMPTY.replace("The rule", "The step")]
    with translation.override("ar"):
        (sentence,) = misfits(asked_twice, Subject.PROCESS, "main")
    assert sentence.startswith("الخطوة «X» فيها مجموعة شروط خالية:")


@pytest.mark.django_db
def test_ten_thousand_conditions_ask_once_what_a_fact_can_be(django_assert_num_queries: Any) -> None:
    country()
    facts = [("kind", "complaint"), ("agency", "moh"), ("channel", "web"), ("kind", "inquiry")]
    whens = [
        (f"X{number}", parse_when({"fact": fact, "is": "one_of", "value": [value]}))
        for number, (fact, value) in enumerate(facts * 2_500)
    ]
    with django_assert_num_queries(2):  # the kinds of request, and the bodies
        assert list(misfits(whens, Subject.ROUTING, "main")) == []


@pytest.mark.django_db
def test_what_a_fact_can_be_is_looked_up_anew_at_each_check(django_assert_num_queries: Any) -> None:
    country()
    when = [("X", parse_when({"fact": "agency", "is": "one_of", "value": ["moh"]}))]
    assert list(misfits(when, Subject.ROUTING, "main")) == []
    Agency.objects.filter(code="moh").update(active=False)
    with django_assert_num_queries(1):
        assert len(list(misfits(when, Subject.ROUTING, "main"))) == 1


def test_every_type_has_its_tests_and_what_people_write_is_sealed() -> None:
    assert TESTS_OF.keys() == set(FactType)
    with pytest.raises(ValueError, match="sealed"):
        Fact(name="x", words="x", type=FactType.NUMBER, reader=lambda _asked: "")
    assert all(fact.sealed == (fact.domain is None) for fact in catalogue.facts().values())


@pytest.mark.django_db
def test_the_forms_that_ask_and_those_that_do_not_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    country()
    monkeypatch.setattr(catalogue, "_forms", [])
    catalogue.forms_are_named_by(lambda _kinds: ["One", "Two"])
    monkeypatch.setattr(catalogue, "_sources", {})
    one, two = (
        replace(asked("times", kind), asked_by=(AskedBy(name, name, kind),))
        for name, kind in (("One", FactType.NUMBER), ("Two", FactType.TEXT))
    )
    in_another_language = replace(one, asked_by=(AskedBy("One", "Un", FactType.NUMBER),))
    register_source("trial.", lambda _kinds: [one, in_another_language, two])
    assert sentences({"fact": "answer.moon", "is": "given"}) == [NOWHERE]
    (sentence,) = sentences({"fact": "trial.times", "is": "at_least", "value": ["3"]})
    assert sentence.endswith(f" {ASKED_BY}")
    assert sentences({"fact": "trial.times", "is": "given"}) == []


def test_each_type_as_which_a_question_is_asked_has_a_word() -> None:
    assert TYPE_WORDS.keys() == set(FactType) - {FactType.MIXED}

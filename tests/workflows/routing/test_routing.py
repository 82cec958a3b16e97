"""Which rule decides, and what a table must have before it is published."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.arabic import fold
from tests.scenes import ROUTING, country
from workflows.routing.checks import check_routing
from workflows.routing.decide import route
from workflows.routing.definition import parse


def facts(**known: str) -> Any:
    return lambda name: known.get(name, "")


def test_the_first_rule_that_holds_decides_and_says_its_name() -> None:
    table = parse(ROUTING)
    named = route(table, facts(agency="moe", subject_text="مستشفى"), fold=fold)
    words = route(table, facts(subject_text="في المُسْتَشفَى"), fold=fold)
    assert named is not None
    assert words is not None
    assert (named.rule, named.agency) == ("named", "moe")
    assert (words.rule, words.agency) == ("hospitals", "moh")
    assert route(table, facts(subject_text="شيء آخر"), fold=fold) is None


def weighing(*rules: tuple[str, str, list[str]], place_words: list[str] | None = None) -> Any:
    """A table that weighs: key, agency and words of each rule."""
    return parse(
        {
            "name": {},
            "reading": {"place_words": {"en": place_words or []}},
            "rules": [
                {
                    "key": key,
                    "name": {},
                    "when": [{"fact": "subject_text", "is": "contains_any", "value": words}],
                    "to": {"agency": agency},
                }
                for key, agency, words in rules
            ],
        }
    )


def gone(table: Any, subject: str, text: str = "") -> tuple[str, tuple[int, ...]] | None:
    found = route(table, facts(subject=subject, subject_text=f"{subject}\n{text}"), fold=fold)
    return (found.agency, found.words) if found else None


BOTH = (("school", "moe", ["teacher", "school", "مدرسة"]), ("hospital", "moh", ["hospital", "مستشفى"]))


def test_the_subject_weighs_before_the_text() -> None:
    table = weighing(*BOTH)
    assert gone(table, "A school", "They sent him to hospital") == ("moe", (1,))
    assert gone(table, "Help", "They sent him to hospital") == ("moh", (0,))


def test_words_of_two_bodies_decide_nothing() -> None:
    table = weighing(*BOTH)
    assert gone(table, "School and hospital") is None
    assert gone(table, "Help", "From the school to the hospital") is None
    assert gone(weighing(*BOTH, ("clinics", "moh", ["clinic"])), "Hospital, clinic") == ("moh", (0,))


def test_what_stands_behind_a_place_word_is_a_place() -> None:
    plain, weighed = weighing(*BOTH), weighing(*BOTH, place_words=["in front of", "أمام"])
    assert gone(plain, "A hole in front of the school") == ("moe", (1,))
    assert gone(weighed, "A hole in front of the school") is None
    assert gone(weighed, "حفرة وأمام المدرسة تحديدًا") is None
    assert gone(weighed, "In front of our house, a hospital leaves its waste") == ("moh", (0,))
    assert gone(weighed, "In front of", "School") == ("moe", (1,)), "the subject ends like a sentence"


def test_a_word_that_a_rule_before_has_explained_counts_no_more() -> None:
    table = weighing(("insurance", "hia", ["health insurance"]), ("health", "moh", ["health", "hospital"]))
    assert gone(table, "Health insurance") == ("hia", (0,))
    assert gone(table, "Health insurance at the hospital") is None


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("مدرسة", "للمدرسة"),
        ("مدرسة", "وبمدرستنا"),
        ("مدرسة", "المدرستين"),
        ("شارع", "والشارع"),
        ("المياه", "بالمياه"),
        ("هوية شخصية", "هويتي الشخصية"),
        ("جواز سفر", "جوازات السفر"),
        ("street light", "the street lights"),
        ("taxes", "TAXES"),
    ],
)
def test_a_word_is_found_in_any_of_its_forms(word: str, said: str) -> None:
    assert gone(weighing(("it", "moh", [word])), said) == ("moh", (0,))


@pytest.mark.parametrize(
    ("word", "said"), [("طريق", "طريقة التعامل"), ("معان", "المعاناة"), ("bus", "abuse of trust"), ("دواء", "الدوام")]
)
def test_a_word_inside_another_is_not_that_word(word: str, said: str) -> None:
    assert gone(weighing(("it", "moh", [word])), said) is None


def test_a_rule_that_asks_for_no_words_ends_the_table_where_it_stands() -> None:
    raw = {"name": {}, "reading": {"place_words": {}}, "rules": [*ROUTING["rules"]]}
    catch_all = {"key": "all", "name": {}, "when": [{"fact": "kind", "is": "given"}], "to": {"agency": "moe"}}
    last, first = parse(raw | {"rules": [*raw["rules"], catch_all]}), parse(raw | {"rules": [catch_all, *raw["rules"]]})

    def decided(table: Any, text: str) -> str:
        found = route(table, facts(kind="complaint", subject="Help", subject_text=f"Help\n{text}"), fold=fold)
        return found.rule if found else ""

    assert decided(last, "The hospital") == "hospitals"
    assert decided(first, "The hospital") == "all"
    assert decided(last, "Please") == "all"


def test_a_table_without_a_reading_means_what_it_meant() -> None:
    table = parse(ROUTING)
    found = route(table, facts(subject_text="A hole near the hospitals"), fold=fold)
    assert found is not None
    assert (found.agency, found.words) == ("moh", (1,)), "parts of words, wherever they stand"


@pytest.mark.django_db
def test_a_broken_table_says_what_is_missing_and_where() -> None:
    country()
    assert check_routing("main", ROUTING) == []
    rule = {"key": "x", "name": {"en": "s"}, "when": [], "to": {"agency": "nowhere"}}
    broken = {"name": {}, "rules": [rule, rule | {"when": [{"fact": "moon", "is": "equals", "value": ""}]}]}
    assert len(check_routing("main", broken)) == 6
    assert check_routing("main", {"name": {}, "rules": []}) != []
    assert check_routing("main", {"rules": [{"key": "x"}]}) != []

"""What conditions over facts mean, how they are read from JSON, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from workflows.facts.conditions import AllOf, AnyOf, Condition, facts_in, holds, parse_when, parts_of

FACTS = {"kind": "complaint", "place": "", "words": "A Hospital in Irbid", "sum": "120.5", "day": "2026-11-25"}


def kind_is(*values: str) -> dict[str, Any]:
    return {"fact": "kind", "is": "one_of", "value": list(values)}


def asked(raw: dict[str, Any]) -> tuple[bool, list[str]]:
    """Whether it holds, and which facts were asked for to know."""
    names: list[str] = []

    def fact(name: str) -> str:
        names.append(name)
        return FACTS[name]

    return holds(parse_when(raw), fact, says=parts_of(fact, str.lower)), names


@pytest.mark.parametrize(
    ("fact", "test", "value", "true"),
    [
        ("kind", "one_of", ["praise", "complaint"], True),
        ("kind", "one_of", ["praise"], False),
        ("kind", "one_of", "complaint", True),
        ("kind", "none_of", ["praise"], True),
        ("kind", "none_of", ["praise", "complaint"], False),
        ("kind", "given", None, True),
        ("place", "given", None, False),
        ("kind", "missing", None, False),
        ("place", "missing", None, True),
        ("words", "contains_any", ["clinic", "HOSPITAL"], True),
        ("words", "contains_any", ["clinic"], False),
        ("words", "contains_any", [""], False),
        ("sum", "at_least", "120.5", True),
        ("sum", "at_least", "9", True),
        ("sum", "at_least", "1000", False),
        ("sum", "at_most", "120.50", True),
        ("sum", "at_most", "9", False),
        ("sum", "at_most", "1000", True),
        ("day", "at_least", "2026-11-25", True),
        ("day", "at_least", "2026-11-26", False),
        ("day", "at_most", "2026-11-25", True),
        ("day", "at_most", "2026-09-30", False),
        ("place", "at_most", "5", False),
        ("place", "at_least", "5", False),
        ("sum", "at_least", "NaN", False),
        ("sum", "at_most", "NaN", False),
        ("words", "at_least", "5", False),
        ("words", "at_most", "5", False),
        ("words", "at_least", "2026-11-25", False),
        ("sum", "at_most", "2026-11-25", False),
    ],
)
def test_what_a_test_on_a_fact_means(fact: str, test: str, value: object, true: bool) -> None:
    raw = {"fact": fact, "is": test} | ({} if value is None else {"value": value})
    assert asked(raw) == (true, [fact])


def test_all_and_any_ask_in_their_order_and_no_further_than_it_takes() -> None:
    yes, no, place = kind_is("complaint"), kind_is("praise"), {"fact": "place", "is": "given"}
    assert asked({"all": [yes, place, yes]}) == (False, ["kind", "place"])
    assert asked({"all": [yes, yes]}) == (True, ["kind", "kind"])
    assert asked({"any": [place, yes, place]}) == (True, ["place", "kind"])
    assert asked({"any": [no, place]}) == (False, ["kind", "place"])
    assert (asked({"all": []}), asked({"any": []})) == ((True, []), (False, []))


def test_a_condition_is_read_as_it_is_written() -> None:
    raw = {"any": [{"all": [kind_is("praise", "inquiry"), {"fact": "place", "is": "missing"}]}, kind_is("complaint")]}
    praise, nowhere = Condition("kind", "one_of", ("praise", "inquiry")), Condition("place", "missing", ())
    complaint = Condition("kind", "one_of", ("complaint",))
    assert parse_when(raw) == AnyOf((AllOf((praise, nowhere)), complaint))
    assert [*facts_in(parse_when(raw))] == [praise, nowhere, complaint]
    assert Condition("place", "missing") == nowhere


def within(depth: int) -> dict[str, Any]:
    raw: dict[str, Any] = kind_is("praise")
    for level in range(1, depth):
        raw = {("all", "any")[level % 2]: [raw]}
    return raw


def test_conditions_lie_four_deep_in_one_another_and_no_deeper() -> None:
    assert len([*facts_in(parse_when(within(4)))]) == 1
    with pytest.raises(ValueError, match=r"fact"):
        parse_when(within(5))


@pytest.mark.parametrize("nonsense", [None, "always", [kind_is("praise")], {"all": ["always"]}])
def test_what_is_no_object_is_of_the_wrong_kind(nonsense: object) -> None:
    with pytest.raises(TypeError):
        parse_when(nonsense)


@pytest.mark.parametrize("lacking", [{"fact": "kind"}, {"is": "given"}, {}])
def test_what_is_missing_is_named(lacking: dict[str, Any]) -> None:
    with pytest.raises(KeyError):
        parse_when(lacking)


@pytest.mark.parametrize(
    "wrong",
    [
        {"all": [], "any": []},
        {"all": [], "fact": "kind"},
        {"all": kind_is("praise")},
        {"any": {}},
        {**kind_is("praise"), "unless": "x"},
        {"fact": "kind", "is": "odd", "value": ["1"]},
        {"fact": "kind", "is": "given", "value": ["1"]},
        {"fact": "kind", "is": "one_of"},
        {"fact": "kind", "is": "one_of", "value": ["1", 2]},
        {"fact": "kind", "is": "one_of", "value": {"1": 2}},
        {"fact": 3, "is": "given"},
    ],
)
def test_what_is_not_as_it_must_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\{"):
        parse_when(wrong)

"""What holds and what does not, by the value that a fact has."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.arabic import fold
from workflows.facts.conditions import Value, holds, parse_when, parts_of


def said(raw: dict[str, Any], **known: Value) -> bool:
    def fact(name: str) -> Value:
        return known.get(name, "")

    return holds(parse_when(raw), fact, says=parts_of(fact, fold))


@pytest.mark.parametrize(
    ("test", "value", "known", "expected"),
    [
        ("one_of", ["a", "b"], "b", True),
        ("one_of", ["a"], "", False),
        ("one_of", ["a"], ("b", "a"), True),
        ("one_of", ["a"], ("b",), False),
        ("none_of", ["a"], ("b",), True),
        ("none_of", ["a"], ("b", "a"), False),
        ("none_of", ["a"], (), True),
        ("given", [], (), False),
        ("missing", [], (), True),
        ("given", [], ("a",), True),
        ("at_least", ["9"], "10", True),
        ("at_least", ["9"], "8.5", False),
        ("at_most", ["9"], "10", False),
        ("at_most", ["9"], "", False),
        ("at_least", ["-1"], "", False),
        ("at_least", ["2026-11-25"], "2026-12-01", True),
        ("at_most", ["2026-11-25"], "2026-12-01", False),
        ("contains_any", ["مستشفى"], "في المُسْتَشفَى", True),
        ("contains_any", [""], "anything", False),
    ],
)
def test_a_test_on_a_value(test: str, value: list[str], known: Value, expected: bool) -> None:
    raw = {"fact": "it", "is": test} | ({"value": value} if value else {})
    assert said(raw, it=known) is expected


def test_a_text_is_folded_once_however_many_conditions_ask_for_it() -> None:
    folded: list[str] = []

    def counted(text: str) -> str:
        folded.append(text)
        return text

    says = parts_of(lambda _name: "the long text", counted)
    assert [says("text", (word,)) for word in ("short", "long")] == [False, True]
    assert folded.count("the long text") == 1


def test_an_empty_list_of_values_is_a_draft_and_a_missing_one_is_malformed() -> None:
    assert said({"fact": "it", "is": "one_of", "value": []}, it="a") is False
    with pytest.raises(ValueError, match="one_of"):
        parse_when({"fact": "it", "is": "one_of"})
    with pytest.raises(ValueError, match="given"):
        parse_when({"fact": "it", "is": "given", "value": ["a"]})

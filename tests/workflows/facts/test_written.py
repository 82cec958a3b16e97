"""Conditions as lines of text: what is written is read as the same, and what is none says where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.facts.conditions import DEEPEST, AllOf, AnyOf, Condition, When, parse_when
from workflows.facts.written import NotReadable, plainly, read, written

WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), blacklist_characters="“”"), min_size=1
)
TESTS = st.builds(
    Condition,
    st.from_regex(r"[a-z]{1,6}(\.[a-z_]{1,5})?", fullmatch=True),
    st.sampled_from(["one_of", "none_of", "contains_any"]),
    st.lists(WORDS, min_size=1, max_size=3).map(tuple),
) | st.builds(Condition, st.just("agency"), st.sampled_from(["given", "missing"]))
WHENS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: AllOf(tuple(each))),
        st.lists(inner, max_size=3).map(lambda each: AnyOf(tuple(each))),
    ),
    max_leaves=6,
)


def depth(when: When) -> int:
    return 1 if isinstance(when, Condition) else 1 + max(map(depth, when.conditions), default=0)


@settings(max_examples=200, deadline=None)
@given(WHENS.filter(lambda when: depth(when) < DEEPEST))
def test_what_is_written_is_read_as_the_same(when: When) -> None:
    assert plainly(parse_when(read(written(when)))) == plainly(when)


def test_a_row_of_tests_is_read_as_the_studio_shows_it() -> None:
    raw = read('subject_text contains_any "دعم الخبز"، clinic and kind ONE_OF complaint')
    assert raw == {
        "all": [
            {"fact": "subject_text", "is": "contains_any", "value": ["دعم الخبز", "clinic"]},
            {"fact": "kind", "is": "one_of", "value": ["complaint"]},
        ]
    }
    assert read("always") == {"all": []}
    assert read("agency given") == {"all": [{"fact": "agency", "is": "given"}]}


@pytest.mark.parametrize(
    "text",
    [
        *("", "agency", "agency is", 'agency given "x"', "kind one_of", "(agency given", "agency given)"),
        *('kind one_of "x', ",", "agency given and", "(" * 6 + "agency given" + ")" * 6, "=1+1"),
    ],
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        read(text)

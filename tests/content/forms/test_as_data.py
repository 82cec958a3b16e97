"""A form goes out as JSON and comes back as it was; a file of anything else is refused in words and runs nothing."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from content.forms.as_data import as_file, from_file
from content.forms.questions import questions_of
from tests.content.forms.made import condition, every_kind, options, question, route, stream

RULED = [
    *every_kind(),
    question("step", key="more", label="More"),
    question("choice", key="sort", options=options(("a", "A"), ("b", "B")), routes=[route("one_of", "a", "last")]),
    question("number", key="count", least="1", example="3", shown_if=condition(("sort", "one_of", "b"))),
    question("date", key="day", earliest="2026-01-01", required_if=condition(("sort", "given", ""))),
    question("step", key="last", label="Last"),
    question("consent", key="agreed"),
]


def test_a_form_comes_back_from_its_file_as_it_was() -> None:
    before = stream(RULED)
    after = from_file(as_file("complaint", before).encode())
    assert questions_of(after) == questions_of(before)
    assert [child.id for child in after] == [child.id for child in before]


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[1]", b"\xff\xfe", b"[" * 100_000, b'{"insaf_form": 2, "questions": []}',
     b'{"insaf_form": 1, "questions": [1]}', b'{"insaf_form": 1, "questions": [{"type": "text"}]}', b" " * 600_000],
)  # fmt: skip
def test_a_file_of_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="This is not a file of a form"):
        from_file(content)


def test_a_question_of_an_unknown_kind_is_named() -> None:
    file = {"insaf_form": 1, "questions": [*RULED, {"type": "shell", "value": {"run": "rm"}}]}
    with pytest.raises(ValidationError, match="not known here: shell"):
        from_file(json.dumps(file).encode())


def test_what_is_wrong_in_a_file_is_said_as_at_the_block() -> None:
    gone = question("place", shown_if=condition(("gone", "given", "")))
    raw = [question("subject"), question("text"), gone]
    with pytest.raises(ValidationError, match="needs the question “gone”"):
        from_file(as_file("complaint", stream(raw)).encode())


PARTS = ["label", "key", "options", "shown_if", "routes", "least", "questions", "earliest"]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["choice", "group", "number", "date", "exit", "words", "subject"]),
    st.dictionaries(st.sampled_from(PARTS), _JSON),
)
def test_no_value_in_a_file_does_more_than_being_refused(kind: str, value: dict[str, Any]) -> None:
    raw = [question("subject"), question("text"), {"type": kind, "value": {"label": "x"} | value}]
    with contextlib.suppress(ValidationError):
        from_file(json.dumps({"insaf_form": 1, "questions": raw}).encode())

"""An editor cannot build a form whose answers would be lost or mixed up."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.admin.compare import StreamBlockComparison
from wagtail_localize.segments import StringSegmentValue

from content.forms.blocks import QuestionsBlock
from content.forms.keys import RESERVED_KEYS
from tests.content.forms.made import every_kind, options, question, stream

NEEDED = [question("subject"), question("text")]


def errors_of(raw: list[dict[str, Any]]) -> Any:
    """What the page editor is told, as JSON; None when the form is good."""
    value = stream(raw)
    try:
        value.stream_block.clean(value)
    except ValidationError as error:
        return error.as_json_data()  # type: ignore[attr-defined]  # Wagtail's own errors have it
    return None


def key_error(number: int, raw: list[dict[str, Any]]) -> str:
    found = errors_of(raw)["blockErrors"]
    assert list(found) == [number]
    return str(found[number]["blockErrors"]["key"]["messages"][0])


def test_a_form_of_every_kind_is_good() -> None:
    assert errors_of(every_kind()) is None


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_a_new_question_of_several_answers_has_two_empty_ones(kind: str) -> None:
    block = QuestionsBlock().child_blocks[kind]
    shown = block.get_form_state(block.get_default())["options"]  # what the page editor's script starts from
    assert [item["value"] for item in shown] == [{"label": None, "key": None}] * 2
    assert block.child_blocks["options"].meta.min_num == len(shown)


@pytest.mark.parametrize("missing", ["subject", "text"])
def test_a_form_needs_a_subject_and_a_statement(missing: str) -> None:
    raw = [each for each in every_kind() if each["type"] != missing]
    assert errors_of(raw)["messages"]


@pytest.mark.parametrize("kind", ["agency", "subject", "text", "place", "files", "contact"])
def test_what_a_case_has_once_is_asked_once(kind: str) -> None:
    assert errors_of([*every_kind(), question(kind)])["messages"]


@pytest.mark.parametrize("key", ["Visited", "1st", "visited-before", "زيارة", "visited before", "_x", "x" * 41])
def test_a_key_is_small_latin_letters_digits_and_underscores(key: str) -> None:
    assert key_error(2, [*NEEDED, question("short_text", key=key)])


def test_two_questions_cannot_have_one_key() -> None:
    raw = [*NEEDED, question("short_text", key="visits"), question("date", key="visits")]
    assert key_error(3, raw) == "Another question of this form has this key already."


@pytest.mark.parametrize("key", sorted(RESERVED_KEYS))
def test_names_that_the_platform_uses_itself_are_refused(key: str) -> None:
    assert key_error(2, [*NEEDED, question("short_text", key=key)]) == (
        "The platform uses this name itself: choose another."
    )


def test_two_answers_cannot_have_one_key() -> None:
    raw = [*NEEDED, question("choice", key="mine", options=options(("a", "أ"), ("a", "ب")))]
    found = errors_of(raw)["blockErrors"][2]["blockErrors"]["options"]["blockErrors"]
    assert found[1]["blockErrors"]["key"]["messages"] == ["Another answer has this key already."]


def test_a_choice_needs_two_answers() -> None:
    assert errors_of([*NEEDED, question("choice", key="mine", options=options(("a", "أ")))])


def test_the_smallest_number_cannot_be_above_the_largest() -> None:
    assert errors_of([*NEEDED, question("number", key="mine", least="5", most="4")])


def test_texts_are_translated_and_keys_and_limits_are_not() -> None:
    raw = [question("choice", key="mine", label="أي؟", help_text="واحد", options=options(("a", "أ"), ("b", "ب")))]
    child = stream(raw)[0]
    segments = child.block.get_translatable_segments(child.value)
    first, second = (item["id"] for item in raw[0]["value"]["options"])
    assert [(segment.path, segment.string.data) for segment in segments] == [
        ("label", "أي؟"),
        ("help_text", "واحد"),
        (f"options.{first}.label", "أ"),
        (f"options.{second}.label", "ب"),
    ]


def test_translations_go_back_to_their_places() -> None:
    child = stream([question("choice", key="mine", options=options(("a", "أ"), ("b", "ب")))])[0]
    segments = [
        StringSegmentValue(segment.path, f"English of {segment.path.split('.')[0]}")
        for segment in child.block.get_translatable_segments(child.value)
    ]
    gone = StringSegmentValue("options.gone.label", "An answer since removed")
    child.block.restore_translated_segments(child.value, [*segments, gone])
    assert child.value["label"] == "English of label"
    assert [option["label"] for option in child.value["options"]] == ["English of options"] * 2
    assert [option["key"] for option in child.value["options"]] == ["a", "b"]


def test_an_optional_text_that_is_null_is_no_text_to_translate() -> None:
    child = stream([question("short_text", key="mine", help_text=None)])[0]
    segments = child.block.get_translatable_segments(child.value)
    assert [segment.path for segment in segments if not segment.is_empty()] == ["label"]


@pytest.mark.parametrize(("language", "yes", "no"), [("ar", "نعم", "لا"), ("en", "yes", "no")])
def test_two_versions_are_compared_in_words_that_people_know(language: str, yes: str, no: str) -> None:
    before = stream(every_kind())
    changed = [*every_kind(), question("number", key="another", required=True, least=None, most=None)]
    after = stream(changed)
    with override(language):
        told = StreamBlockComparison(
            after.stream_block, exists_a=True, exists_b=True, val_a=before, val_b=after
        ).htmldiff()
    assert yes in re.findall(r"<dd>(.*?)</dd>", told)
    assert no in re.findall(r"<dd>(.*?)</dd>", told)
    assert re.findall(r"\b(?:True|False|None)\b", told) == []

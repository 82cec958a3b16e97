"""Keys come from the words, stay once they are published, and never come to mean what nobody chose."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from content.forms.key_making import address_of, give_keys, keep_published_keys, keys_by_id
from content.forms.keys import PART_LENGTH
from tests.content.forms.made import options, question, stream

NEEDED = [question("subject"), question("text")]


def keys(raw: list[dict[str, Any]]) -> list[str]:
    made = stream([*NEEDED, *raw])
    give_keys(made)
    return [child.value["key"] for child in list(made)[2:]]


def test_questions_of_the_same_words_get_keys_of_their_own() -> None:
    asked = question("short_text", key="", label="الاسم")
    assert keys([asked, asked, question("yes_no", key="", label="?"), question("yes_no", key="", label="")]) == [
        "asm", "asm_2", "yes_no", "yes_no_2",
    ]  # fmt: skip


def test_a_key_that_somebody_wrote_stays() -> None:
    assert keys([question("short_text", key="mine", label="الاسم"), question("date", key="", label="Mine")]) == [
        "mine", "mine_2",
    ]  # fmt: skip


def test_no_key_is_made_that_has_a_meaning_of_its_own() -> None:
    assert keys([question("yes_no", key="", label="Danger?"), question("date", key="", label="Status")]) == [
        "danger_2", "status_2",
    ]  # fmt: skip


def test_answers_and_questions_of_a_group_get_short_ones() -> None:
    choice = question("choice", key="", label="Colour", options=options(("", "Red"), ("", "red"), ("b", "Blue")))
    inner = question("short_text", key="", label="The full name of the child as it is written")
    group = question("group", key="", label="Child", more="More?", most=2, questions=[inner])
    made = stream([*NEEDED, choice, group])
    give_keys(made)
    assert [option["key"] for option in made[2].value["options"]] == ["red", "red_2", "b"]
    short = made[3].value["questions"][0].value["key"]
    assert len(short) <= PART_LENGTH
    made.stream_block.clean(made)


def test_what_was_published_keeps_its_key_whatever_the_words_become() -> None:
    published = [question("choice", key="colour", options=options(("red", "Red"), ("blue", "Blue")))]
    ids = dict(keys_by_id(published))
    first, *answers = list(ids)
    sent = QueryDict(mutable=True)
    sent.update({"questions-0-id": first, "questions-0-value-key": "", "questions-0-value-label": "Shade"})
    sent.update({"questions-0-value-options-0-id": answers[0], "questions-0-value-options-0-value-key": ""})
    sent.update({"questions-1-id": "new", "questions-1-value-key": ""})
    keep_published_keys(sent, ids)
    assert sent["questions-0-value-key"] == "colour"
    assert sent["questions-0-value-options-0-value-key"] == "red"
    assert sent["questions-1-value-key"] == ""


def test_an_address_is_made_of_an_arabic_title_and_is_free() -> None:
    assert address_of("إنارة الشوارع", []) == "inara-shwara"
    assert address_of("إنارة الشوارع", ["inara-shwara"]) == "inara-shwara-2"

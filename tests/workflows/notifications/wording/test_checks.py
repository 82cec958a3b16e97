"""What of an owner's words is refused, sentence by sentence; and that all that the code delivers is not."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.utils.translation import override

from tests.workflows.notifications.wording.changing import changed
from workflows.notifications.when_to_tell import LETTERS
from workflows.notifications.wording.checks import LONGEST, check_wording, fits
from workflows.notifications.wording.delivered import TOPICS, delivered, parts

DECIDED = "Your request has an answer.\n{decision}. Until {due}."


@pytest.fixture(autouse=True)
def _english() -> Any:
    with override("en"):
        yield


@pytest.mark.parametrize("topic", sorted(LETTERS))
def test_what_the_code_delivers_can_be_published(topic: str) -> None:
    assert check_wording(topic, delivered(topic)) == []


def test_every_topic_has_a_name() -> None:
    assert set(TOPICS) == set(LETTERS)


@pytest.mark.parametrize(
    ("part", "field", "words", "sentence"),
    [
        ("citizen", "text", f"{DECIDED} {{trackin}}", "there is no placeholder “trackin”"),
        ("citizen", "text", f"{DECIDED} {{", "a placeholder is broken"),
        ("citizen", "text", f"{DECIDED} tracking}}", "a placeholder is broken"),
        ("citizen", "text", f"{DECIDED} {{ }}", "a placeholder is broken"),
        ("citizen", "text", f"{DECIDED} {{a{{tracking}}}}", "a placeholder is broken"),
        ("citizen", "text", f"{DECIDED} %(trackin)s", "“%(trackin)s” is not a placeholder here"),
        ("citizen", "text", f"{DECIDED} %(x)", "“%(x)” is not a placeholder here"),
        ("citizen", "text", f"{DECIDED} %(", "“%(” is not a placeholder here"),
        ("citizen", "text", " ", "nothing is written there"),
        ("citizen", "subject", "", "nothing is written there"),
        ("citizen", "act", "", "nothing is written there"),
        ("citizen", "message", "", "nothing is written there"),
        ("citizen", "subject", "\u202e", "nothing is written there"),
        ("citizen", "subject", "An answer\nBcc: all@example.org", "it must be one line"),
        ("citizen", "subject", "An answer\u2028Bcc", "it must be one line"),
        ("citizen", "act", "Read\nit", "it must be one line"),
        ("citizen", "act", "Read {tracking}", "no placeholder can be used there"),
        ("citizen", "subject", "رد على طلبك", "not written in the letters of that language"),
        ("citizen", "text", f"{DECIDED} {{level}}", "“level” has no value in this letter"),
        ("citizen", "text", f"{DECIDED} {{code}}", "the secret code is not a placeholder"),
        ("citizen", "text", "Until {due}.", "“decision” is needed there"),
        ("citizen", "text", "{decision}.", "“date” is needed there"),
        ("citizen", "message", "It came, until {due}.", "“decision” is needed there"),
        ("citizen_undated", "text", "{decision} {due}", "“date” has no value in this letter"),
        ("sealed_citizen", "text", "News by {due}: {code}", "the secret code must never be in"),
        ("sealed_citizen", "subject", "News of your {kind}", "“kind of request” must not be used"),
        ("sealed_citizen", "text", "{agency} has written by {due}", "“agency” must not be used"),
        ("sealed_citizen", "text", "{decision} {due} it is", "“decision” must not be used"),
    ],
)
def test_each_slip_has_its_sentence(part: str, field: str, words: str, sentence: str) -> None:
    found = check_wording("decided", changed("decided", part, field, en=words))
    assert [each for each in found if sentence in each], found
    assert all("Arabic" not in each for each in found), "the other language is as it was"


def test_a_sentence_says_of_which_letter_it_speaks() -> None:
    (found,) = check_wording("closed", changed("closed", "sealed_citizen", "subject", ar=" "))
    assert found == "To the citizen, about a sensitive request · Subject line · Arabic: nothing is written there."


@pytest.mark.parametrize("field", ["subject", "text", "act", "message"])
def test_each_field_has_its_longest(field: str) -> None:
    longest = LONGEST[field]
    assert check_wording("closed", changed("closed", "citizen", field, en="a" * longest)) == []
    (found,) = check_wording("closed", changed("closed", "citizen", field, en="a" * (longest + 1)))
    assert "it is too long" in found


def test_english_in_the_box_for_arabic_is_seen_though_a_placeholder_is_arabic() -> None:
    found = check_wording("withdrawn", changed("withdrawn", "staff", "text", ar="Withdrawn: {tracking}"))
    assert len(found) == 1
    assert "Arabic: it is not written in the letters of that language" in found[0]


def test_a_missing_language_is_one_sentence_for_each_letter(settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    two = deepcopy(delivered("withdrawn"))
    for part in two["letters"].values():
        for words in part.values():
            words.pop("fr")
    with override("en"):
        found = check_wording("withdrawn", two)
        assert found == [f"{part.title}: the words in French are missing." for part in parts("withdrawn")]


def test_of_staff_the_number_must_stand_in_subject_or_text() -> None:
    without = changed("citizen_added", "staff", "subject", en="Something was added")
    assert ["“request number” is needed there" in each for each in check_wording("citizen_added", without)] == [True]
    without["letters"]["staff"]["text"]["en"] = "It is about {tracking}."
    assert check_wording("citizen_added", without) == []


def test_a_sign_of_per_cent_is_a_sign_of_per_cent() -> None:
    assert check_wording("closed", changed("closed", "citizen", "text", en="100 % of it is closed, 50% at once.")) == []


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {"format": 2, "letters": {}},
        {"format": 1},
        {"format": 1, "letters": {"citizen": {"subject": 3}}},
        {"format": 1, "letters": {"citizen": {"colour": {}}}},
        {"format": 1, "letters": {}, "more": 1},
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(broken: Any) -> None:
    (found,) = check_wording("closed", broken)
    assert "cannot be read" in found


def test_letters_that_are_none_are_named() -> None:
    definition = deepcopy(delivered("closed"))
    definition["letters"]["minister"] = definition["letters"]["citizen"]
    assert check_wording("closed", definition) == ["“minister” is none of the letters about this."]
    assert check_wording("nothing", definition) == ["There is no letter with the code “nothing”."]


def test_a_letter_is_offered_what_it_can_fill() -> None:
    offered = {(topic, part.name): fits(topic, part) for topic in ("decided", "escalated") for part in parts(topic)}
    assert offered["decided", "citizen"] == ["tracking", "kind", "category", "agency", "agencies", "due", "decision"]
    assert offered["decided", "sealed_citizen_undated"] == ["tracking"]
    assert offered["escalated", "sealed_staff"] == ["tracking", "due", "level"]

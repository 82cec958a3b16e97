"""Each seeded text is written in both languages, and in each with its own letters."""

from __future__ import annotations

import re
from typing import Any

import pytest

from content.pages.texts import STANDARD_PAGES
from content.pages.texts.home import FILING, HOME, HOME_STAIRS
from content.pages.written import arabic, english
from tests.letters import NAMES

ALL: list[Any] = [
    HOME,
    HOME_STAIRS,
    FILING,
    *([page.title, page.intro, page.description, page.body] for page in STANDARD_PAGES),
]
TAG = re.compile(r"<[^>]+>")
PLACE = re.compile(r"\{\w+\}")
LINK = re.compile(r"<a [^>]+>")  # addresses are kept apart from the words


@pytest.mark.parametrize("written", ALL)
def test_no_sentence_has_letters_of_the_other_language(written: Any) -> None:
    for ar, en in english(written).items():
        assert bool(ar) == bool(en), (ar, en)
        assert set(re.findall("[A-Za-z]{2,}", PLACE.sub("", TAG.sub("", ar)))) <= NAMES, ar
        assert not re.search("[\u0600-\u06ff]", en), en


def test_every_word_of_a_page_is_among_what_is_translated() -> None:
    for page in STANDARD_PAGES:
        known = {LINK.sub("<a>", text) for text in english(page.body)}
        assert {LINK.sub("<a>", text) for text in _texts(arabic(page.body))} <= known


def test_the_privacy_page_tells_what_forms_keep_in_a_browser_and_how_long() -> None:
    privacy = next(page for page in STANDARD_PAGES if page.slug == "privacy")
    told = [en for en in english(privacy.body).values() if "browser" in en]
    assert len(told) == 1
    assert "for a day or until you send it" in told[0]
    assert "nothing stays in the browser" in told[0]


def _texts(value: Any) -> list[str]:
    """The strings with Arabic letters in a stream's raw data, a paragraph or a list item each."""
    if isinstance(value, str):
        parts = re.split(r"</?(?:p|ul|li)>", value)
        return [part for part in parts if re.search("[\u0600-\u06ff]", part)]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []

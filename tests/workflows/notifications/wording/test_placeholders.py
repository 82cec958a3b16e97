"""Placeholders as owners write them, in either language, and as they are kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.notifications.wording.placeholders import PLACEHOLDERS, as_kept, as_shown, filled, is_broken, places


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", sorted(PLACEHOLDERS))
def test_each_comes_back_from_its_words_in_each_language(name: str, language: str) -> None:
    shown = as_shown(f"… {{{name}}} …", language)
    assert as_kept(shown) == f"… {{{name}}} …"
    assert shown.replace("…", "").isascii() is (language == "en"), "Arabic has no Latin letter in its line"


@given(st.text(alphabet="ab ر{}%()\n\u202e"), st.sampled_from(["ar", "en"]))
def test_what_is_kept_is_shown_and_comes_back_as_it_was(text: str, language: str) -> None:
    kept = as_kept(text)
    assert as_kept(as_shown(kept, language)) == kept


def test_how_it_is_typed_does_not_matter() -> None:
    typed = "{ رقم  الطلب } {Request  Number} {tracking} {\u200fرقم الطلب}"
    assert as_kept(typed) == "{tracking} {tracking} {tracking} {tracking}"
    assert as_kept("{trackin}") == "{trackin}"


def test_values_are_filled_once_and_words_do_not_steer() -> None:
    assert filled("\u202e{tracking} {agency} {x}\u0007", {"tracking": "{agency}", "agency": "A"}) == "{agency} A {x}"


@pytest.mark.parametrize("text", ["{", "}", "{}", "{ }", "{{tracking}}", "}{", "{tracking} {"])
def test_a_brace_alone_is_broken(text: str) -> None:
    assert is_broken(text)


def test_a_whole_one_is_not() -> None:
    assert not is_broken("{tracking} and {no such}")
    assert list(places("{tracking} and {no such}")) == ["tracking", "no such"]


def test_a_language_without_a_catalogue_writes_them_too(settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    assert as_kept(as_shown("{tracking}", "fr")) == "{tracking}"

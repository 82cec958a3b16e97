"""Levels are called by words, everywhere by the same."""

from __future__ import annotations

import pytest
from django.utils import translation

from permissions.agencies.levels import level_name
from permissions.agencies.models import AgencyRole


@pytest.mark.parametrize(
    ("level", "arabic", "english"),
    [
        (0, "ضابط الارتباط", "Liaison officer"),
        (1, "المستوى الأول", "Level 1"),
        (2, "المستوى الثاني", "Level 2"),
        (12, "المستوى 12", "Level 12"),
    ],
)
def test_levels_are_counted_in_words(level: int, arabic: str, english: str) -> None:
    for language, words in (("ar", arabic), ("en", english)):
        with translation.override(language):
            assert level_name(level) == words


def test_a_unit_of_the_platform_has_no_liaison_officer() -> None:
    with translation.override("ar"):
        assert level_name(0, AgencyRole.SENSITIVE_UNIT) == "الوحدة"
        assert level_name(1, AgencyRole.SENSITIVE_UNIT) == "المستوى الأول"

"""Names of several things in one sentence, as each language lists them."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from permissions.translated_text import one_and_all


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", ["", "أ", "أ وب", "أ وب وج"]),
        ("en", ["", "أ", "أ and ب", "أ, ب and ج"]),
    ],
)
def test_names_are_listed_as_the_language_does(language: str, said: list[str]) -> None:
    with override(language):
        assert [one_and_all(["أ", "ب", "ج"][:count]) for count in range(4)] == said

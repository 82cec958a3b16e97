"""A machine key says what the words say, in whatever letters they are written."""

from __future__ import annotations

import pytest

from permissions.readable_keys import key_of, unused_key


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("رقم المعاملة", "rqm_maamla"),
        ("هل راجعت الجهة؟", "rajat_jha"),
        ("Did you ask the agency before?", "ask_agency_before"),
        ("2 – 5 سنوات", "5_snwat"),
        ("Réponse de l’administration", "reponse_de_ladministration"),
        ("متى؟", "mta"),
        ("المهمّة الأولى", "mhma_awla"),
        ("؟", ""),
        ("名前", ""),
        ("Activity_review", "activity_review"),
    ],
)
def test_a_key_says_what_the_words_say(words: str, key: str) -> None:
    assert key_of(words).lstrip("0123456789_") == key.lstrip("0123456789_")


def test_a_key_that_is_taken_gets_a_number_within_its_length() -> None:
    assert unused_key("Legal review", "step", {"legal_review"}) == "legal_review_2"
    assert unused_key("Legal review", "step", {"legal_re", "legal_2"}, 8) == "legal"
    assert unused_key("؟", "step", {"step", "step_2"}) == "step_3"

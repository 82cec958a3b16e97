"""A word is found in whatever form it was written, and another word is not."""

from __future__ import annotations

import pytest

from permissions.arabic import fold
from workflows.search.asking import asked, contact_in
from workflows.search.tokens import of_texts


def finds(typed: str, text: str, *, wide: bool = False) -> bool:
    tokens = set(of_texts([text]))
    words, _forms = asked(typed, wide=wide)
    return all(not each.tokens.isdisjoint(tokens) for each in words)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("مدرسة", "أغلقت المدرسةُ أبوابها"),
        ("مدرسة", "بالمدرسه القريبة"),
        ("المدرسة", "مدارس الحي"),
        ("مدرسة", "ومدارس الحي"),
        ("مستشفى", "مستشفيات الحكومة"),
        ("كهرباء", "العدّاد الكهربائي"),
        ("المياه", "ومياه الشرب"),
        ("بلدية", "للبلديات الكبرى"),
        ("الطرق", "طريق السلط"),
        ("احمد", "أحمد"),
        ("street light", "The street lights are broken"),
        ("leaks", "a leaking pipe"),
        ("٢٠٢٦", "2026"),
    ],
)
def test_a_word_is_found_in_another_form(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(("typed", "text"), [("مدرسة", "مستشفى"), ("street light", "street"), ("بيت", "بنت")])
def test_another_word_is_not(typed: str, text: str) -> None:
    assert not finds(typed, text)


def test_what_may_be_a_prefix_counts_where_it_is_asked_widely() -> None:
    assert not finds("وماء", "ماء")
    assert not finds("ببيروت", "بيروت")
    assert finds("ببيروت", "بيروت", wide=True)


@pytest.mark.parametrize(
    ("typed", "contact", "rest"),
    [
        ("lina@example.org", "lina@example.org", ""),
        ("مياه lina@example.org", "lina@example.org", "مياه "),
        ("+962 79-000 0001", "+962 79-000 0001", " "),
        ("٠٧٩٠٠٠٠٠٠١", "0790000001", " "),
        ("شارع 12345", "", "شارع 12345"),
        ("26-9691", "", "26-9691"),
    ],
)
def test_an_address_or_phone_is_told_from_words(typed: str, contact: str, rest: str) -> None:
    assert contact_in(typed) == (contact, rest)


def test_very_long_texts_are_asked_for_by_their_first_words_alone() -> None:
    words, forms = asked(" ".join(f"كلمة{number}" for number in range(5_000)))
    assert len(words) == len(forms) == 12


def test_nothing_that_is_typed_is_a_sign_of_the_index() -> None:
    words, _forms = asked("_b0 \"a\" OR 'b' & c:* (d) \\ _phuda")
    assert all(token.removeprefix("_w").isalnum() for each in words for token in each.tokens)
    assert fold("_phuda") not in {token for each in words for token in each.tokens}

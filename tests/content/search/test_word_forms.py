"""What counts as the same word, in Arabic with all that grammar hangs on it."""

from __future__ import annotations

import pytest

from content.search.word_forms import forms_of

FAMILIES = (
    ("ar", "طلب الطلب طلبات طلبي طلبك والطلبات بالطلب للطلب"),
    ("ar", "شكوى الشكوى شكاوى شكواي للشكوى والشكاوى شَكْوَى"),
    ("ar", "موعد مواعيد المواعيد"),
    ("ar", "رقم الرقم رقمي أرقام ارقام"),
    ("ar", "خدمة خدمات بالخدمات الخدمه"),
    ("ar", "ماء الماء بالماء والماء للماء"),
    ("ar", "مسؤول المسؤولون مسؤولين مسئول"),
    ("ar", "جهة الجهة جهات والجهات"),
    ("en", "attach Attached attaching"),
    ("en", "request requests requested Requesting"),
)


@pytest.mark.parametrize(("language", "family"), FAMILIES)
def test_forms_of_one_word_meet(language: str, family: str) -> None:
    first, *others = family.split()
    for other in others:
        assert forms_of(first, language) & forms_of(other, language), (first, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("طلب", "رقم"), ("شكوى", "موعد"), ("خدمة", "جهة"), ("صورة", "مال"), ("ماء", "ما"), ("الماء", "ما")],
)
def test_different_words_do_not(one: str, other: str) -> None:
    assert not forms_of(one, "ar") & forms_of(other, "ar")


def test_of_a_language_without_a_stemmer_words_are_found_as_they_are_spelled() -> None:
    assert forms_of("Übung", "xx") == {"ubung"}

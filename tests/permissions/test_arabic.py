"""Spellings that readers take for the same are found by one another."""

from __future__ import annotations

import pytest

from permissions.arabic import fold, in_order, latin_digits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أمانة عمّان الكبرى", "امانه عمان الكبري"),
        ("إدارة", "اداره"),
        ("آثار", "اثار"),
        ("ٱلأردن", "الاردن"),
        ("مُستَشفًى", "مستشفي"),
        ("مستشفـــى", "مستشفى"),
        ("مسؤول", "مسوول"),
        ("شؤون بيئة", "شوون بييه"),
        ("سماء", "سما"),
        ("شارع ١٧", "شارع 17"),
        ("شارع ۱۷", "شارع 17"),
        ("کلیة", "كلية"),
        ("Ministry of HEALTH", "ministry of health"),
        ("Café", "cafe"),
        ("وزارة\u200f الصحة\u200b", "وزارة الصحة"),
        ("  وزارة \n\t الصحة ", "وزارة الصحة"),
        ("ﷲ", "الله"),
    ],
)
def test_spellings_of_one_word_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("صحة", "صخة"), ("مياه", "مياح"), ("شارع 17", "شارع 71"), ("و", "ي")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_folding_twice_changes_nothing_more() -> None:
    text = "أمانة عمّان الكُبرى ـ شارع ١٧ Café"
    assert fold(fold(text)) == fold(text)


def test_nothing_folds_to_nothing() -> None:
    assert fold("") == ""
    assert fold(" \u200f ً ") == ""


def test_latin_digits_change_digits_alone() -> None:
    assert latin_digits("هاتف: ٠٧٩ ۵۵۵ 0000 أبو") == "هاتف: 079 555 0000 أبو"


def test_names_stand_in_the_order_of_the_alphabet_whatever_their_hamza() -> None:
    names = ["وزارة الأشغال", "أمانة عمّان", "وزارة الإدارة", "إدارة الأرصاد", "وزارة الاتصال"]
    assert in_order(names) == ["إدارة الأرصاد", "أمانة عمّان", "وزارة الاتصال", "وزارة الإدارة", "وزارة الأشغال"]
    assert in_order([(1, "إدارة"), (2, "أمانة"), (3, "آثار")], lambda pair: pair[1])[0] == (3, "آثار")

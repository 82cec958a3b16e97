"""A phrase is recognised where all its words stand together, in any form and however they are spelt."""

from __future__ import annotations

from typing import Any

import pytest

from workflows.danger_words.decide import NEAR, DangerTable, find_danger, items_of
from workflows.danger_words.definition import parse
from workflows.danger_words.shipped import shipped

LISTS: list[dict[str, Any]] = [
    {
        "key": "hitting",
        "name": {"ar": "الضرب", "en": "hitting"},
        "words": {"ar": ["ضرب", "عنف الأسرة"], "latin": ["darab"], "en": ["hit", "threaten"]},
    },
    {
        "key": "child",
        "name": {"ar": "الطفل", "en": "a child"},
        "words": {"ar": ["ابن", "الطالب", "=حالي"], "latin": ["ibni"], "en": ["son"]},
    },
    {"key": "things", "name": {"ar": "الأشياء", "en": "things"}, "words": {"ar": ["كرة"], "en": ["ball"]}},
]


KIND: dict[str, Any] = {
    "code": "child",
    "title": {"ar": "عنف", "en": "Violence"},
    "request_kind": "rights",
    "sentence": {"ar": "خطر", "en": "Danger"},
    "numbers": [],
}


def table(*phrases: str) -> DangerTable:
    kind = {**KIND, "phrases": list(phrases)}
    return parse({"format": 1, "name": {"ar": "خطر", "en": "Danger"}, "lists": LISTS, "kinds": [kind]})


BEATEN = table("[hitting] [child] -[things]")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "The teacher hits my son",
            "My son was hit",
            "they are hitting my sons",
            "SON … hit",
            "my son.. they\nhit him",
        ),
        *(
            "المعلم يضرب ابني",
            "بيضربوا ابنك",
            "ضربني الطالب",
            "وبضربوه لابنها",
            "ضَرَبَ ٱبني",
            "ضـــرب ابنه",
            "ضررررب ابني",
        ),
        *("ظرب ابني", "el m3alem byodrob ibni", "yodrobo el ibni", "ضر\u200bب ابني", "عنف الاسره مع ابني"),
        *("he threatend my son", "threateened my son", "thraetens my son", "عم يضرب حالي"),
    ],
)
def test_all_its_words_together_in_any_form(text: str) -> None:
    match = find_danger(text, BEATEN)
    assert match is not None
    assert match.kind == "child"
    assert match.phrase == "[hitting] [child] -[things]"


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("not hit", "He doesn't hit"),
        ("not hit", "He doesn’t hit"),
        ("not hit", "he dont hit"),
        ("take son", "They took my sons"),
        ("hit son", "He hit the wall and the door of the house of my brother with a bar for the sake of a son"),
    ],
)
def test_english_verbs_and_negations_in_any_form_and_small_words_are_no_distance(phrase: str, text: str) -> None:
    assert find_danger(text, table(phrase)) is not None


@pytest.mark.parametrize(
    "text",
    [
        *("", "…", "hit", "my son", "The light hits my window", "There is no water"),
        # Another sentence, too far away, or ruled out.
        *("He hits. My son is well", f"hit {'very ' * NEAR} son", "a ball hit my son", "كرة ضربت ابني"),
        # A demand is no pupil, and what is at hand is not oneself.
        *("يضرب ويطالب", "ضرب والوضع الحالي"),
        # Half of a phrase of two words, and a word that only looks alike.
        *("عنف مع ابني", "الضريبة على ابني", "the hitch of my son"),
    ],
)
def test_nothing_else(text: str) -> None:
    assert find_danger(text, BEATEN) is None


@pytest.mark.parametrize(
    ("text", "recognised"),
    [
        *(("with a belt", True), ("with the belt", True), ("with his belts", True), ("with belts", True)),
        *(("with all of his belts", False), ("with that belt", False)),
    ],
)
def test_english_articles_and_possessives_between_the_words_of_an_entry_do_not_count(
    *, text: str, recognised: bool
) -> None:
    lists = [{"key": "blow", "name": {"en": "a blow"}, "words": {"en": ["with a belt"]}}]
    kind = {**KIND, "phrases": ["[blow]"]}
    words = parse({"format": 1, "name": {"en": "Danger"}, "lists": lists, "kinds": [kind]})
    assert (find_danger(text, words) is not None) is recognised


@pytest.mark.parametrize(("text", "recognised"), [("they cut my hours", True), ("they cut the hours", False)])
def test_the_possessive_that_an_entry_begins_or_ends_with_counts(*, text: str, recognised: bool) -> None:
    lists = [{"key": "cut", "name": {"en": "cutting"}, "words": {"en": ["cut my"]}}]
    kind = {**KIND, "phrases": ["[cut]"]}
    words = parse({"format": 1, "name": {"en": "Danger"}, "lists": lists, "kinds": [kind]})
    assert (find_danger(text, words) is not None) is recognised


def test_its_words_are_told_as_their_sender_wrote_them() -> None:
    match = find_danger("Help!\nYesterday he HITS, again, my Son", BEATEN)
    assert match is not None
    assert match.words == ("HITS", "Son")


def test_one_word_does_not_stand_for_two() -> None:
    assert find_danger("hit my son", table("[hitting] hit")) is None
    assert find_danger("hit and hit", table("[hitting] hit")) is not None


def test_arabic_in_latin_letters_is_looked_for_in_no_english_sentence() -> None:
    assert find_danger("the derby of my son", BEATEN) is None, "its letters without vowels are those of darab"


@pytest.mark.parametrize(
    ("text", "recognised"),
    [("haddadni el modeer", True), ("hadadny", True), ("el 6ariq", False), ("bedi el 7adane", False)],
)
def test_a_letter_on_both_sides_of_a_vowel_is_there_twice(*, text: str, recognised: bool) -> None:
    lists = [{"key": "threat", "name": {"en": "a threat"}, "words": {"latin": ["hadadni"]}}]
    kind = {**KIND, "phrases": ["[threat]"]}
    words = parse({"format": 1, "name": {"en": "Danger"}, "lists": lists, "kinds": [kind]})
    assert (find_danger(text, words) is not None) is recognised


def test_digits_that_stand_for_sounds_are_letters() -> None:
    lists = [{"key": "blow", "name": {"en": "a blow"}, "words": {"latin": ["khabat"]}}]
    words = parse({"format": 1, "name": {"en": "Danger"}, "lists": lists, "kinds": [{**KIND, "phrases": ["[blow]"]}]})
    assert find_danger("bykhabe6 feyyi", words) is not None


def test_an_alef_that_nobody_hears_may_be_left_out() -> None:
    assert find_danger("وقفو معاملتي", table("وقفوا معاملتي")) is not None
    assert find_danger("وقف معاملتي", table("وقفوا معاملتي")) is None


def test_small_words_are_no_distance_in_arabic() -> None:
    small = "ضرب " + "من في عن " * 4 + "ابني"
    assert find_danger(small, BEATEN) is not None
    assert find_danger("ضرب " + "جدار باب شباك " * 4 + "ابني", BEATEN) is None


def test_the_kinds_are_looked_for_in_their_order() -> None:
    both = table("[hitting] [child]", "son")
    match = find_danger("son, son. He hits my son", both)
    assert match is not None
    assert match.phrase == "[hitting] [child]"


def test_a_list_that_is_not_there_is_recognised_by_nothing() -> None:
    assert find_danger("he hits my son", table("[nothing] [child]")) is None


def test_what_a_phrase_is_made_of() -> None:
    assert [(item.word, item.list_key, item.out) for item in items_of("kill [a child] -[things] -law")] == [
        ("kill", "", False),
        ("", "a child", False),
        ("", "things", True),
        ("law", "", True),
    ]


def test_a_long_text_of_one_sentence_is_gone_through() -> None:
    hostile = f"{'hit ' * 3_000}{'nothing ' * 20}{'son ' * 3_000}"
    assert find_danger(hostile, BEATEN) is None


def test_a_word_that_no_phrase_names_is_never_taken_for_a_misspelling() -> None:
    words = parse(shipped())
    assert find_danger("أنتظر منذ شهر", words) is None
    assert find_danger("أريد الانتحار", words) is not None

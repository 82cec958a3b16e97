"""Forms of the words of a text, and which words of a sentence may follow each other in an entry of a table."""

from __future__ import annotations

import pytest

from workflows.danger_words.reading import next_words, read_word, sentences_of, without_inner_articles


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("with his belt", ["with", "belt"]),
        ("by the ear of the boy", ["by", "ear", "of", "boy"]),
        ("my passport", ["my", "passport"]),
        ("cut my", ["cut", "my"]),
        ("the", ["the"]),
    ],
)
def test_articles_and_possessives_inside_an_entry_are_left_out(entry: str, words: list[str]) -> None:
    assert without_inner_articles(entry.split()) == words


def test_the_next_word_of_an_entry_stands_at_once_or_behind_articles() -> None:
    (words,) = sentences_of("hits with the his belt")
    assert next_words(words) == [(1,), (2, 4), (3, 4), (4,), ()]


@pytest.mark.parametrize(("written", "particle"), [("ولم", "لم"), ("وما", "ما"), ("فلا", "لا"), ("ولن", "لن")])
def test_a_short_word_is_also_recognised_behind_a_conjunction(written: str, particle: str) -> None:
    assert particle in read_word(written).forms


def test_a_film_is_no_negation() -> None:
    assert "لم" not in read_word("فلم").forms

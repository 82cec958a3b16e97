"""What may answer a request before it is sent, by the one search: by all its words, few, and only where it fits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import log
from typing import Final

from wagtail.models import Locale

from content.forms.hints import Answer
from content.search.index import IN_THE_TEXT, IN_THE_TITLE, Entry, Index, index_of
from content.search.models import Kind
from content.search.query import forms_meant
from content.search.word_forms import words_of

MOST: Final = 3
MOST_WORDS: Final = 150
"""Different words of a text that are looked for."""
SHORTEST: Final = 4
"""Letters of a word that tells anything."""
COMMON: Final = 0.4
"""A word that stands in a larger share of all answers says nothing of one."""
FEWEST_WORDS: Final = 2
"""Different words of a text that must stand in an answer, one of them in its title."""
ENOUGH: Final = 2.8
"""So much all of them together must be worth, beside a word in the text of one answer alone."""
BESIDE_THE_BEST: Final = 0.7
"""So much of what the best is worth the others must be."""
KINDS: Final = frozenset({Kind.ARTICLE, Kind.QUESTION})


def answering(text: str, locale: Locale) -> list[Answer]:
    """At most three articles and questions in one language that may answer ``text``, the best first."""
    index = index_of(locale.language_code)
    answers = {number: entry for number, entry in enumerate(index.entries) if entry.kind in KINDS}
    words = {word for word in words_of(text) if len(word) >= SHORTEST and not word.isdecimal()}
    worths = _worths([forms_meant(word, index) for word in sorted(words)[:MOST_WORDS]], index, answers)
    least = max(ENOUGH * log(1 + len(answers)), BESIDE_THE_BEST * max(worths.values(), default=0.0))
    best = sorted((number for number in worths if worths[number] >= least), key=lambda number: -worths[number])
    return [_answer(answers[number]) for number in best[:MOST]]


def _answer(entry: Entry) -> Answer:
    article = entry.page if entry.kind == Kind.ARTICLE else None
    return Answer(article, entry.title, entry.summary, entry.url)


def _worths(wanted: Collection[frozenset[str]], index: Index, answers: Mapping[int, Entry]) -> dict[int, float]:
    """What each answer is worth to a text that has these words; 0 where too few of them stand in it."""
    worths, words, titles = dict.fromkeys(answers, 0.0), dict.fromkeys(answers, 0), set[int]()
    for forms in wanted:
        there = {number: worth for number, worth in index.worths(forms).items() if number in answers}
        having = sum(worth >= IN_THE_TEXT for worth in there.values())
        if having > max(COMMON * len(answers), 1):
            continue
        rarity = log(1 + len(answers) / max(having, 1))
        for number, worth in there.items():
            worths[number] += rarity * worth
            words[number] += worth >= IN_THE_TEXT
            if worth == IN_THE_TITLE:
                titles.add(number)
    return {
        number: worth if number in titles and words[number] >= FEWEST_WORDS else 0.0 for number, worth in worths.items()
    }

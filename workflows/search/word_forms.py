"""What is left of a word without what grammar adds to it, so that a word is found in whatever form it was written.

A light stemmer: it takes off articles, prefixes and endings and knows no roots. Snowball's, which articles of the
knowledge base are found by, takes a tenth of a millisecond for a word, and what is filed has hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from permissions.arabic import fold

WORD: Final = re.compile(r"[^\W_]+")
"""In a text that is folded. The underscore stands before what is no word of a text (``search.tokens``)."""
PIECE: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0640\u064b-\u0652\u0670])*")
"""A word as it stands in a text, with the marks of vowels on it."""
LONGEST: Final = 40
"""Characters of a word that are looked at."""
SHORTEST: Final = 3
"""Letters that are left of a word at least."""
_ARABIC: Final = re.compile(r"[\u0621-\u06ff]")
_ARTICLE: Final = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل)(?=..)")
_CLITIC: Final = re.compile(r"^[وفبلك](?=....)")
_ENDINGS: Final = re.compile(r"(?<=...)(?:(?:ت)?(?:هما|ها|هم|هن|نا|كم)|ات|تان|تين|ان|ون|ين|وا|يه|ته|تي|ه|ي)$")
_VOWELS: Final = re.compile("[اوي]")
_ENGLISH: Final = ((re.compile(r"(?<=..)ies$"), "y"), (re.compile(r"(?<=...)(?:ing|ed|es|(?<![us])s)$"), ""))


@dataclass(frozen=True, slots=True)
class Forms:
    """Of one word: its ``stem``, ``others`` where a prefix may be part of it or not, and ``bones``, its letters
    without long vowels, by which a broken plural (مدارس) is found beside its singular (مدرسة); empty where too few.
    """

    stem: str
    others: frozenset[str] = frozenset()
    bones: str = ""


def words_in(text: str) -> Iterator[str]:
    """The words of a text, folded, each cut to what is looked at."""
    return (word[:LONGEST] for word in WORD.findall(fold(text)))


@lru_cache(maxsize=16_384)
def forms_of(word: str) -> Forms:
    """The forms of a folded word."""
    if not _ARABIC.search(word):
        return Forms(_english(word) if word.isascii() and word.isalpha() else word)
    bare = _ARTICLE.sub("", word)
    stem = _ending_off(bare)
    others = frozenset[str]()
    if bare == word and _CLITIC.match(word):
        others = frozenset({_ending_off(_ARTICLE.sub("", word[1:]))}) - {stem}
    bones = _VOWELS.sub("", stem)
    return Forms(stem, others, bones if len(bones) >= SHORTEST else "")


def stems_of(texts: Iterable[str]) -> frozenset[str]:
    """The stems of all words of some texts."""
    return frozenset(forms_of(word).stem for text in texts for word in words_in(text))


def _ending_off(word: str) -> str:
    once = _ENDINGS.sub("", word)
    # مستشفيات, مستشفى: an ending may stand behind another.
    return _ENDINGS.sub("", once) if once != word else word


def _english(word: str) -> str:
    for ending, instead in _ENGLISH:
        if ending.search(word):
            return ending.sub(instead, word)
    return word

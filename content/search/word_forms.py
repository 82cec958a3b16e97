"""The forms under which a word is found: what is left of it without what grammar adds, the same in every database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Final

from permissions.arabic import fold

LANGUAGES: Final = {"ar": "arabic", "en": "english", "fr": "french", "es": "spanish", "de": "german", "tr": "turkish"}
"""Those that Snowball knows and people here write; of any other a word is found as it is spelled."""
WORD: Final = re.compile(r"\w+")
LONGEST: Final = 40
"""Characters of a word that are looked at."""
WEAK: Final = "~"
"""Before a form that other words may share."""
_BEFORE: Final = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل))(?=\w\w)")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_TWO_LETTERS_AND_HAMZA: Final = re.compile("^\\wاء$")
"""Without its hamza ماء, water, would be ما, which stands in every second sentence."""
_VOWELS: Final = re.compile("[اويىءؤئآأإ]")
ROOT: Final = 2
"""Letters that a skeleton has at least."""


def words_of(text: str) -> Iterator[str]:
    """The words of a text, marks of vowels left out, each cut to what is looked at."""
    plain = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Mn")
    return (word[:LONGEST] for word in WORD.findall(plain.replace("ـ", "")))


@lru_cache(maxsize=4096)
def forms_of(word: str, language: str) -> frozenset[str]:
    """Every form of a word: its stem, and in Arabic also its letters without vowels, before which stands ``WEAK``.

    The stemmer takes a word for a verb or for a noun by whether an article stands before it, so both are asked. Broken
    plurals (شكوى and شكاوى, رقم and أرقام) have no stem in common, but their consonants.
    """
    if language != "ar":
        return frozenset({fold(_stem(word.lower(), language))})
    bare = _BEFORE.sub("", word)
    if _TWO_LETTERS_AND_HAMZA.match(bare):
        return frozenset({bare})
    stems = {fold(_stem(bare, language)), fold(_stem(f"ال{bare}", language)).removeprefix("ال")} - {""}
    bones = {_VOWELS.sub("", stem) for stem in stems}
    return frozenset(stems | {f"{WEAK}{each}" for each in bones if len(each) >= ROOT})


def forms_in_any_script(word: str, language: str) -> frozenset[str]:
    """The forms of a word in a text of ``language``, where a word in another script is one of another language."""
    is_arabic = _ARABIC.match(word) is not None
    return forms_of(word, language) | forms_of(word, "ar" if is_arabic else "en" if language == "ar" else language)


def all_forms(texts: Iterable[str], language: str) -> frozenset[str]:
    """The forms of all words of some texts."""
    return frozenset(form for text in texts for word in words_of(text) for form in forms_of(word, language))


def spellings(texts: Iterable[str]) -> frozenset[str]:
    """The words of some texts as they are spelled, folded, without the articles and prepositions that Arabic joins."""
    return frozenset(word for text in texts for word in map(spelling, words_of(text)) if not word.isdecimal())


def spelling(word: str) -> str:
    """One word so."""
    return fold(_BEFORE.sub("", word))


_one_at_a_time = Lock()


def _stem(word: str, language: str) -> str:
    """Snowball's stem of a word; the word itself in a language that it does not know."""
    stemmer = _stemmer(language)
    if stemmer is None:
        return word
    with _one_at_a_time:  # a stemmer keeps the word that it works on
        return str(stemmer.stemWord(word))


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer  # noqa: PLC0415  some forty languages, of no use where nobody searches

    return snowballstemmer.stemmer(LANGUAGES[language]) if language in LANGUAGES else None

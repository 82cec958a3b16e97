"""One spelling for many: how Arabic (and Latin) text is folded before two texts are compared, to find or to sort."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, TypeVar

_T = TypeVar("_T")
_DIGITS = {ord(zero) + value: str(value) for zero in ("٠", "۰") for value in range(10)}
_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ۀ": "ه", "ک": "ك", "ٱ": "ا", "ء": None, "ـ": None})

_INVISIBLE = ("Mn", "Me", "Cf")


class _Folded(dict[int, str | None]):
    """What each character becomes, found out when it comes first: texts are folded whole, not sign by sign."""

    def __missing__(self, number: int) -> str | None:
        char = chr(number)
        found: str | None = " " if char.isspace() else char
        if unicodedata.category(char) in _INVISIBLE:
            found = None
        elif number in _LETTERS or number in _DIGITS:
            found = _LETTERS.get(number, _DIGITS.get(number))
        if len(self) < _MOST_KNOWN:
            self[number] = found
        return found


_MOST_KNOWN = 4_096
"""Characters that are remembered: more than people write, and no more than somebody could make up."""
_FOLDED = _Folded()


def latin_digits(text: str) -> str:
    """``text`` with Arabic-Indic (٠-٩) and Persian (۰-۹) digits written 0-9; nothing else is changed."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """The form of ``text`` in which spellings that readers take for the same are equal; to compare, never to show.

    Harakat, tatweel and invisible marks go; the alef forms, ya and alef maqsura, ta marbuta and ha, hamza on a seat
    and its seat fall together; digits become 0-9, Latin letters lower case without accents, runs of space one space.
    ``forms-fold.js`` does the same in the browser, and a test holds the two together.
    """
    # NFKD parts a letter from its hamza, madda or accent, so that dropping marks is all that is left to do.
    parts = unicodedata.normalize("NFKD", text)
    return " ".join(parts.translate(_FOLDED).lower().split())


SHORTEST_SLIP: Final = 4
"""Letters of a word that is taken for a slip of the finger."""
_MOST_APART: Final = 2
"""Letters by which what was meant is longer or shorter."""
_CLOSE: Final = 0.75
"""By the ratio of ``difflib``: one slip in a word of four letters, two in one of eight."""


def closest(word: str, known: Iterable[str]) -> str:
    """The folded word among ``known`` that somebody meant whose finger slipped at ``word``; "" where none is close."""
    if len(word) < SHORTEST_SLIP or word.isdecimal():
        return ""
    near = [
        each
        for each in sorted(known)
        if abs(len(each) - len(word)) <= _MOST_APART
        and len(each) >= SHORTEST_SLIP
        and (each[0] == word[0] or each[-1] == word[-1])
    ]
    return next(iter(get_close_matches(word, near, n=1, cutoff=_CLOSE)), "")


def in_order(things: Iterable[_T], name: Callable[[_T], object] = str) -> list[_T]:
    """``things`` by the names that readers see: hamza, marks and capitals make no difference to their place.

    By code points «وزارة الأشغال» stood before «وزارة الاتصال».
    """
    return sorted(things, key=lambda thing: _folded_name(str(name(thing))))


_folded_name = lru_cache(maxsize=4096)(fold)
"""Names change seldom, and are sorted for every list that is shown."""

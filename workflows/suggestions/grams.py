"""What of a text is counted: its words, and the runs of letters in them, each under a number."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final
from zlib import crc32

from permissions.arabic import fold

WORD: Final = re.compile(r"[^\W_]+")
PIECE: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0640\u064b-\u0652\u0670])*")
"""A word as it stands in a text, with the marks of vowels on it."""
ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
NUMBERS: Final = 1 << 20
"""So many different numbers there are: several runs share one, and no letters are kept beside it."""
SHORTEST, LONGEST = 3, 5
"""Letters in a run, the spaces before and after the word among them."""
MOST_READ: Final = 3_000
"""Characters of a text that are looked at: what it is about is said by then."""


def words_of(text: str) -> list[str]:
    """The words in their order, in one spelling: Arabic as it is searched for, other scripts in small letters only,
    because their marks make other letters.
    """
    read = text[:MOST_READ]
    return WORD.findall(fold(read) if ARABIC.search(read) else read.casefold())


def as_written(text: str) -> dict[str, str]:
    """By each word in the spelling of ``words_of``, how it stands in the text."""
    written: dict[str, str] = {}
    for piece in PIECE.findall(text[:MOST_READ]):
        for word in words_of(piece):
            written.setdefault(word, piece)
    return written


@lru_cache(maxsize=4_096)
def runs_in(word: str) -> tuple[int, ...]:
    """The numbers of all runs of letters in a word."""
    padded = f" {word} "
    return tuple(
        _number(padded[start : start + length])
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(max(len(padded) - length, 0) + 1)
    )


@lru_cache(maxsize=4_096)
def whole(word: str) -> int:
    """The number of a word as a whole."""
    return _number(f"={word}")


def counted(words: list[str]) -> tuple[Counter[int], Counter[int]]:
    """How often each run of letters stands in the words, and each word."""
    runs: Counter[int] = Counter()
    for word in words:
        runs.update(runs_in(word))
    return runs, Counter(whole(word) for word in words)


def _number(letters: str) -> int:
    return crc32(letters.encode()) % NUMBERS

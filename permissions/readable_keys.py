"""Machine keys that say what the words say from which they are made: of questions, answers, steps and fields.

Arabic words are written in Latin letters, without those that only join others: ``rqm_maamla`` of «رقم المعاملة».
Whoever reads an export sees what was asked, which a number would not say; and no translation changes the key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from permissions.arabic import latin_digits

_LATIN: Final = str.maketrans(
    {
        **dict(zip("ابتجحدرزسصضطظعفقكلمنهويىة", "abtjhdrzssdtzafqklmnhwyaa", strict=True)),
        **dict(zip("أإآٱؤئگپچ", ("a", "i", "a", "a", "w", "y", "g", "p", "ch"), strict=True)),
        **dict(zip("ثخذشغ", ("th", "kh", "dh", "sh", "gh"), strict=True)),
        **dict.fromkeys("ءـ’'"),
    }
)
_VOWELS: Final = dict.fromkeys(range(0x64B, 0x653))
"""Harakat, shadda and sukun, which would part a word in two."""
_ARTICLE: Final = "ال"
_JOINING: Final = frozenset(
    re.findall(
        r"\w+",
        "هل ما من في على إلى عن أو أن هو هي التي الذي هذا هذه كان كانت يا قد لا a an and are at did do does for from"
        " has have in is it of on or that the this to was were what which you your",
    )
)
_MOST_WORDS: Final = 4
LONGEST: Final = 30
"""Letters of a key, where its owner says nothing else."""


def key_of(words: str, longest: int = LONGEST) -> str:
    """A key that says what ``words`` say; "" where they have no letter that can be written in Latin ones."""
    found = re.findall(r"(?:[^\W_]|[’'])+", latin_digits(words.lower()).translate(_VOWELS))
    telling = [word for word in found if word not in _JOINING] or found
    key = ""
    for part in filter(None, map(_in_latin, telling[:_MOST_WORDS])):
        longer = f"{key}_{part}" if key else part.lstrip("0123456789_")[:longest]
        if len(longer) > longest:
            break
        key = longer
    return key


def _in_latin(word: str) -> str:
    bare = word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 2 else word
    latin = unicodedata.normalize("NFKD", bare.translate(_LATIN))
    return re.sub(r"[^a-z0-9]", "", latin)


def unused_key(words: str, otherwise: str, taken: Iterable[str], longest: int = LONGEST) -> str:
    """The key of ``words``, else ``otherwise``; with a number behind it where one of ``taken`` is the same."""
    key, number = key_of(words, longest) or otherwise[:longest], 1
    made = key
    while made in taken:
        number += 1
        made = f"{key[: longest - len(str(number)) - 1]}_{number}"
    return made

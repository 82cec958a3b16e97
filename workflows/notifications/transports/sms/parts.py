"""In how many parts a text message goes, each of which is paid: GSM 03.38 and 03.40.

Letters of the telephone's own alphabet: 160 in one message, 153 in each part of a longer one; a few count twice. With
any other letter in it, an Arabic one say, the whole goes as UCS-2: 70 in one, 67 in each part. A letter that counts
twice is never torn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ONCE: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWICE: Final = frozenset("\f^{}\\[~]|€")
GSM_ONE, GSM_PART = 160, 153
UCS_ONE, UCS_PART = 70, 67
LAST_OF_THE_FIRST_PLANE: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class Parts:
    """``letters``: what counts against the size of a part; ``own``: of the telephone's own alphabet alone."""

    count: int
    letters: int
    own: bool


def parts_of(text: str) -> Parts:
    """How ``text`` goes."""
    own = all(letter in ONCE or letter in TWICE for letter in text)
    sizes = [_size(letter, own=own) for letter in text]
    whole, each = (GSM_ONE, GSM_PART) if own else (UCS_ONE, UCS_PART)
    letters = sum(sizes)
    return Parts(1 if letters <= whole else _filled(sizes, each), letters, own)


def _size(letter: str, *, own: bool) -> int:
    if own:
        return 2 if letter in TWICE else 1
    return 2 if ord(letter) > LAST_OF_THE_FIRST_PLANE else 1


def _filled(sizes: list[int], each: int) -> int:
    count, left = 1, each
    for size in sizes:
        if size > left:
            count, left = count + 1, each
        left -= size
    return count

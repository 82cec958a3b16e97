"""Numbers, addresses and names keep their own order inside a line of the other direction, without any markup.

A number like 26-4817-3052-5 inside an Arabic line is otherwise shown from its last group to its first.
"""

from __future__ import annotations

from unicodedata import category

LEFT_TO_RIGHT, BY_ITS_LETTERS, END = "\u2066", "\u2068", "\u2069"
_STEERING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def isolated(figure: str) -> str:
    """``figure``, a number or a code, in its own order: from left to right."""
    return f"{LEFT_TO_RIGHT}{figure}{END}"


def isolated_address(address: str) -> str:
    """``address``, a link, in its own order. A blank ends it, since what makes links takes all up to the next one."""
    return f"{LEFT_TO_RIGHT}{address} {END}"


def isolated_words(words: str) -> str:
    """``words`` of a person or body in the order of their own letters, on one line, without marks of their own."""
    return f"{BY_ITS_LETTERS}{' '.join(words.translate(_STEERING).split())}{END}"


def without_steering(text: str) -> str:
    """``text`` without any mark that changes the direction of what follows, and without control characters."""
    return "".join(letter for letter in text.translate(_STEERING) if letter == "\n" or category(letter) != "Cc")


def without_isolates(text: str) -> str:
    """``text`` without the marks that the other functions put in."""
    return text.replace(f" {END}", "").translate(dict.fromkeys(map(ord, (LEFT_TO_RIGHT, BY_ITS_LETTERS, END))))

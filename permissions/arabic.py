"""One spelling for many: how Arabic (and Latin) text is folded before two texts are compared in a search."""

from __future__ import annotations

import unicodedata

_DIGITS = {ord(zero) + value: str(value) for zero in ("٠", "۰") for value in range(10)}
_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ۀ": "ه", "ک": "ك", "ٱ": "ا", "ء": None, "ـ": None})


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
    kept = "".join(" " if char.isspace() else char for char in parts if not _is_invisible(char))
    return " ".join(latin_digits(kept.translate(_LETTERS)).lower().split())


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Cf")

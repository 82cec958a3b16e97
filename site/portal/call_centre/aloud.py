"""A number and a code as they are read out over the telephone: in groups, digit by digit, in each language."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language_info, override, pgettext


@dataclass(frozen=True, slots=True)
class Aloud:
    """What is said in one language: its code, its name, and the words of each group."""

    language: str
    called: str
    groups: tuple[str, ...]

    @property
    def direction(self) -> str:
        """For HTML."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"


def groups_of(digits: str) -> list[str]:
    """``26-4817-3052-5`` as its parts; sixteen digits in fours."""
    if "-" in digits:
        return digits.split("-")
    return [digits[start : start + 4] for start in range(0, len(digits), 4)]


def read_aloud(digits: str) -> list[Aloud]:
    """What is read out, in each language of the platform."""
    found = []
    for language, called in settings.LANGUAGES:
        with override(language):
            names = _digits()
        words = tuple(" ".join(names[int(digit)] for digit in group) for group in groups_of(digits))
        found.append(Aloud(language, str(called), words))
    return found


def _digits() -> tuple[str, ...]:
    return (
        pgettext("read aloud", "zero"),
        pgettext("read aloud", "one"),
        pgettext("read aloud", "two"),
        pgettext("read aloud", "three"),
        pgettext("read aloud", "four"),
        pgettext("read aloud", "five"),
        pgettext("read aloud", "six"),
        pgettext("read aloud", "seven"),
        pgettext("read aloud", "eight"),
        pgettext("read aloud", "nine"),
    )

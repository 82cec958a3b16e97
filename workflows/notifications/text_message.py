"""What a phone gets: a text message in one part, since each part is paid, and on a simple phone they come torn.

An Arabic part holds 70 characters. So names are left out before words, and words before the number of the request; its
link is last, on a line of its own, so that nothing behind it is taken for a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from permissions.isolated import BY_ITS_LETTERS, END, LEFT_TO_RIGHT, isolated
from permissions.platform.called import platform_name
from workflows.cases.tracking import grouped
from workflows.notifications.short_links import Opens
from workflows.notifications.transports.sms.parts import parts_of

MARK: Final = "\u200e"
"""Before a number inside an Arabic line, which would otherwise show its last group first: one character, where an
isolate takes two, and one that phones know which are too old for isolates. At its beginning it needs none."""
_ONE_MARK: Final = str.maketrans({LEFT_TO_RIGHT: MARK, BY_ITS_LETTERS: None, END: None})
_NO_MARK: Final = str.maketrans(dict.fromkeys((LEFT_TO_RIGHT, BY_ITS_LETTERS, END, MARK)))
_OF_PHONES: Final = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "\u202f": " "}
)
"""A single sign that the alphabet of phones lacks, and a message holds 70 characters in the place of 160."""


@dataclass(frozen=True, slots=True)
class TextMessage:
    """``words``: what it says, and behind them what it says where they do not fit. ``number`` and ``code`` are of the
    request.

    ``opens``: what its short link opens; without it the letter's own link stands there, where it is ``linked``.
    """

    words: tuple[str, ...] = ()
    number: str = ""
    code: str = ""
    opens: Opens | None = None
    linked: bool = True

    def written(self, language: str, link: str) -> str:
        """The message, in the language that is on: the first of all ways to write it that goes in one part."""
        texts = [as_sent("\n".join(filter(None, (text, link))), language) for text in self._ways()]
        return min(texts, key=lambda text: parts_of(text).count)

    def _ways(self) -> Iterator[str]:
        """From the fullest to the shortest."""
        for words in self.words or (_("There is something new for you."),):
            text = f"{words} {self._code_line()}" if self.code else words
            yield from self._headed(text, number="" if self.number and self.number in words else self.number)
        if self.code:
            yield from self._headed(_("received, code %(code)s") % {"code": self.code}, number=self.number)
            yield f"{self.number} {self.code}"
        elif self.number:
            yield self.number

    def _code_line(self) -> str:
        return _("Code: %(code)s") % {"code": isolated(grouped(self.code))}

    @staticmethod
    def _headed(text: str, *, number: str) -> Iterator[str]:
        """With the name of the platform before it, and without."""
        name = platform_name()
        yield f"{name} {isolated(number)}: {text}" if number else f"{name}: {text}"
        yield f"{number}: {text}" if number else text


def as_sent(text: str, language: str) -> str:
    """``text`` in the signs that phones know."""
    bidi = bool(get_language_info(language)["bidi"])
    return text.translate(_OF_PHONES).translate(_ONE_MARK if bidi else _NO_MARK)

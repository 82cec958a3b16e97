"""What of a text is shown of a case that was found: the piece in which the words stand, these marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from permissions.arabic import fold
from workflows.search.word_forms import LONGEST, PIECE, Forms, forms_of

BEFORE, AROUND = 60, 200
"""Letters before the first word that was found, and in the whole piece."""
MOST_READ: Final = 4_000
"""Letters of one text that are looked at."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The words that were looked for: a word of a text is one of them by its stem, or by its bones."""

    stems: frozenset[str]
    bones: frozenset[str]

    @classmethod
    def of(cls, forms: Iterable[Forms]) -> Looked:
        known = tuple(forms)
        stems = frozenset(stem for each in known for stem in (each.stem, *each.others))
        return cls(stems, frozenset(each.bones for each in known if each.bones))

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where they stand in a text: from and to, in letters."""
        return [match.span() for match in PIECE.finditer(text[:MOST_READ]) if self._is_one(match.group())]

    def _is_one(self, word: str) -> bool:
        forms = forms_of(fold(word)[:LONGEST])
        return forms.stem in self.stems or forms.bones in self.bones or not self.stems.isdisjoint(forms.others)


def marked(text: str, looked: Looked) -> SafeString:
    """``text`` escaped, each word that was looked for in a ``<mark>``."""
    return _marked(text, looked.places(text))


def snippet(texts: Sequence[str], looked: Looked) -> SafeString | None:
    """The piece of the first of some texts that has any of the words; None where none has."""
    for text in texts:
        places = looked.places(text)
        if places:
            start = _word_begins(text, max(places[0][0] - BEFORE, 0))
            end = min(start + AROUND, len(text))
            inside = [(a - start, b - start) for a, b in places if b <= end]
            piece = _marked(text[start:end], inside)
            return format_html("{}{}{}", "… " if start else "", piece, " …" if end < len(text) else "")
    return None


def _word_begins(text: str, place: int) -> int:
    """The beginning of the next word from here on."""
    space = text.find(" ", place) if place else -1
    return space + 1 if 0 <= space < place + BEFORE else place


def _marked(text: str, places: Sequence[tuple[int, int]]) -> SafeString:
    pieces, last = [], 0
    for start, end in places:
        pieces.append((format_html("{}<mark>{}</mark>", text[last:start], text[start:end]),))
        last = end
    return format_html("{}{}", format_html_join("", "{}", pieces), text[last:])

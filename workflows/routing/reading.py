"""What a person wrote, taken apart so that words of a table are found in it: whole words, in any of their forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

Fold = Callable[[str], str]
Span = range
"""Where in a text a word of a table stands: the numbers of its tokens."""

BEHIND = 4
"""Words behind “near” or “in front of” that name a place; a comma or a full stop ends it sooner."""
SHORTEST = 3
"""Letters that must be left of a word when a prefix or an ending is taken off."""

# As they are after folding: ة is ه, and the forms of alef are one.
_PREFIXES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "ال", "لل", "وب", "ول", "و", "ف", "ب", "ل", "ك")
_ENDINGS = ("هما", "كم", "هم", "ها", "نا", "ات", "ين", "ون", "ان", "ا", "ي", "ك", "es", "s")
_ENDINGS_OF_TA = ("اتنا", "اتهم", "اتي", "تكم", "تهم", "تها", "تنا", "ات", "تي", "تك", "ته", "تين", "تان")
"""What stands for a final ة once something follows it; the plural of the same word, too."""
_TOKEN = re.compile(r"\w+|[^\w\s]+")
_JOINS = frozenset("'’-_/\"“”«»()")
"""Signs that stand inside a phrase without ending it."""
_ENDS_A_PLACE = frozenset(
    (
        *(
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "had",
            "there",
            "that",
            "which",
            "who",
            "where",
            "since",
            "because",
        ),
        *("for", "but", "we", "i", "it", "they", "with", "without", "from", "does", "do", "did", "not", "no"),
        *("هناك", "يوجد", "توجد", "منذ", "لان", "التي", "الذي", "الذين", "وهو", "وهي", "ولا", "لا", "لم", "لن", "ما"),
        *("في", "من", "علي", "عن", "تم", "كان", "كانت", "حيث", "مما", "ولم", "وقد", "قد"),
    )
)
"""Behind the first word of a place: with these the sentence goes on."""
_NAMED_IN_FRONT = frozenset(("street", "st", "road", "roundabout", "square", "circle", "junction", "intersection"))
"""“School Street” is no school: the word in front of these is a name."""
_ARTICLE, _OURS = "ال", "نا"
_LINE_END = " . "
"""The subject ends like a sentence, and so does a line."""


class Said:
    """A text by its words: ``spans`` says where a word or phrase of a table stands in it.

    What stands behind one of ``place_words`` is a place and not the matter, and is found by no word. By ``weighing`` 1
    the place goes on for ``BEHIND`` words or to a sign. By 2 it ends with its noun phrase, too: “near the school there
    is no water” says “water”; and “School Street” says no school.
    """

    def __init__(self, text: str, *, fold: Fold, place_words: Iterable[str] = (), weighing: int = 1) -> None:
        self._tokens = [
            each for each in _TOKEN.findall(fold(text.replace("\n", _LINE_END))) if not _JOINS.issuperset(each)
        ]
        self._fold = fold
        self._weighing = weighing
        behind = self._behind(place_words)
        if weighing > 1:
            behind |= {number for number, after in enumerate(self._tokens[1:]) if after in _NAMED_IN_FRONT}
        self._at: dict[str, set[int]] = {}
        for number, token in enumerate(self._tokens):
            if number not in behind:
                for form in forms_of_token(token):
                    self._at.setdefault(form, set()).add(number)

    @property
    def forms(self) -> AbstractSet[str]:
        """Every word that one of its words may be, but for those of places."""
        return self._at.keys()

    def spans(self, word: str) -> list[Span]:
        """Every span of the text that is this word, or this phrase word by word."""
        parts = parts_of_word(self._fold, word)
        if not parts:
            return []
        starts: Collection[int] = self._at.get(parts[0], ())
        if len(parts) > 1:
            rest = [(step, self._at.get(part, ())) for step, part in enumerate(parts[1:], 1)]
            starts = [start for start in starts if all(start + step in where for step, where in rest)]
        return [range(start, start + len(parts)) for start in sorted(starts)]

    def _behind(self, place_words: Iterable[str]) -> set[int]:
        """The numbers of the tokens that stand behind a place word, up to the next sign."""
        phrases = _by_first_word(self._fold, tuple(place_words))
        found: set[int] = set()
        for number, token in enumerate(self._tokens):
            for first in {token, token.lstrip("وف")}:
                for phrase in phrases.get(first, ()):
                    end = number + len(phrase)
                    if tuple(self._tokens[number + 1 : end]) == phrase[1:]:
                        found.update(self._until_a_sign(end))
        return found

    def _until_a_sign(self, start: int) -> Iterator[int]:
        for number in range(start, min(start + BEHIND, len(self._tokens))):
            token = self._tokens[number]
            if not token[0].isalnum():
                return
            if self._weighing > 1 and number > start and self._goes_on(self._tokens[start], token):
                return
            yield number

    @staticmethod
    def _goes_on(first: str, token: str) -> bool:
        """Whether the sentence goes on with this word, and the place that began with ``first`` is over.

        To what has the article, or is “ours”, belongs in Arabic only what has the article.
        """
        definite = first.startswith(_ARTICLE) or (first.endswith(_OURS) and len(first) > SHORTEST)
        return token in _ENDS_A_PLACE or (definite and not token.startswith((_ARTICLE, f"و{_ARTICLE}")))


@lru_cache(maxsize=64)
def _by_first_word(fold: Fold, words: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """A table's place words, phrase by phrase, by the first word of each."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for parts in (tuple(fold(word).split()) for word in words):
        if parts:
            phrases.setdefault(parts[0], []).append(parts)
    return phrases


@lru_cache(maxsize=8192)
def parts_of_word(fold: Fold, word: str) -> tuple[str, ...]:
    """A table's word without its article, word by word; a table's words are the same for every case."""
    parts = _TOKEN.findall(fold(word))
    return tuple(_without_article(part) for part in parts if not _JOINS.issuperset(part))


def _without_article(part: str) -> str:
    return part[2:] if part.startswith("ال") and len(part) >= SHORTEST + 2 else part


@lru_cache(maxsize=8192)
def forms_of_token(token: str) -> frozenset[str]:
    """The words that a word of a text may be: as it is, without what is written to it in front, without its ending."""
    bare = {token, *(token[len(it) :] for it in _PREFIXES if _comes_off(token, it, token.startswith))}
    forms = set(bare)
    for form in bare:
        forms.update(form[: -len(it)] for it in _ENDINGS if _comes_off(form, it, form.endswith))
        forms.update(form[: -len(it)] + "ه" for it in _ENDINGS_OF_TA if _comes_off(form, it, form.endswith))
    return frozenset(forms)


def _comes_off(token: str, part: str, stands_there: Callable[[str], bool]) -> bool:
    return len(token) >= len(part) + SHORTEST and stands_there(part)

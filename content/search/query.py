"""Finds what somebody typed: any form of its words, what means the same, and what they meant where a finger slipped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from math import log
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from content.search.index import IN_THE_TEXT, Entry, Index, index_of
from content.search.models import Kind
from content.search.word_forms import WEAK, WORD, forms_in_any_script, forms_of, spelling, words_of

LONGEST_QUERY: Final = 200
"""Characters of what is typed."""
MOST_WORDS: Final = 12
MOST_RESULTS: Final = 60
COMMON: Final = 0.4
"""A word that stands in a larger share of all says nothing of one, where there are other words."""
FEW: Final = 10
"""Of fewer entries no word is common."""
LEAST: Final = 0.25
"""So much of what the best is worth the others must be."""
BY_SYNONYM, BY_BEGINNING, BY_SLIP = 0.6, 0.5, 0.8
"""What a word that stands for the one that was typed is worth beside it."""
SHORTEST_BEGINNING: Final = 3
SHORTEST_SLIP: Final = 4
"""Letters of a word that is taken for a slip of the finger."""
MOST_SLIPS: Final = 4
"""Words of which spellings that are close are looked for: each takes some milliseconds."""
MOST_APART: Final = 2
"""Letters by which what was meant is longer or shorter."""
CLOSE: Final = 0.75
"""By the ratio of ``difflib``: one slip in a word of four letters, two in one of eight."""
SUMMARY: Final = 200
"""Characters of a result beside its title."""


@dataclass(frozen=True, slots=True)
class Result:
    """What is shown of an entry: its title and summary as HTML with the words that were looked for marked."""

    kind: Kind
    title: SafeString
    summary: SafeString
    url: str


@dataclass(frozen=True, slots=True)
class Results:
    """The best first. ``instead``: typed and taken words, where a finger slipped."""

    results: Sequence[Result] = ()
    instead: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that is looked for: what each entry is worth by it, the forms to mark, and what it was taken for."""

    worths: dict[int, float]
    forms: frozenset[str]
    meant: str = ""

    @property
    def having(self) -> int:
        return len(self.worths)


def search(query: str, language: str, kinds: Collection[Kind] = ()) -> Results:
    """What is published in one language and fits ``query``; of some ``kinds`` alone where they are named."""
    index = index_of(language)
    typed = list(dict.fromkeys(words_of(query[:LONGEST_QUERY])))[:MOST_WORDS]
    slips = iter(range(MOST_SLIPS))
    looked_for = {word: _look_for(word, index, slips) for word in typed}
    numbers = _ranked(list(looked_for.values()), index, kinds)
    forms = frozenset(chain.from_iterable(word.forms for word in looked_for.values()))
    return Results(
        [_shown(index.entries[number], forms, language) for number in numbers[:MOST_RESULTS]],
        [(typed, word.meant) for typed, word in looked_for.items() if word.meant],
    )


def forms_meant(word: str, index: Index) -> frozenset[str]:
    """The forms of a word, and of all that means the same."""
    forms = forms_in_any_script(word, index.language)
    return forms | index.synonyms.beside(_strong(forms))


def _look_for(word: str, index: Index, slips: Iterator[int]) -> _Word:
    forms = forms_in_any_script(word, index.language)
    known = _strong(forms)
    beside = index.synonyms.beside(known) - forms
    worths = _best(index.worths(forms), _less(index.worths(beside), BY_SYNONYM))
    if beside or any(form in index.by_form for form in known):
        return _Word(worths, forms | beside)
    beginning = _begun(word, index)
    if beginning:
        return _Word(_best(worths, _less(index.worths(beginning), BY_BEGINNING)), forms | beginning)
    meant = _meant(word, index) if next(slips, None) is not None else ""
    if not meant:
        return _Word(worths, forms)
    others = forms_meant(meant, index)
    return _Word(_best(worths, _less(index.worths(others), BY_SLIP)), forms | others, meant)


def _begun(word: str, index: Index) -> frozenset[str]:
    """The forms of words that begin with ``word``: it is not written to its end."""
    start = spelling(word)
    if len(start) < SHORTEST_BEGINNING:
        return frozenset()
    longer = (known for known in index.spellings if known.startswith(start))
    return frozenset(form for known in longer for form in _strong(forms_of(known, index.language)))


def _meant(word: str, index: Index) -> str:
    """The known spelling that is closest to one that nobody wrote; "" where none is close."""
    slip = spelling(word)
    if len(slip) < SHORTEST_SLIP or slip.isdecimal():
        return ""
    near = [
        known
        for known in sorted(index.spellings)
        if abs(len(known) - len(slip)) <= MOST_APART
        and len(known) >= SHORTEST_SLIP
        and (known[0] == slip[0] or known[-1] == slip[-1])
    ]
    return next(iter(get_close_matches(slip, near, n=1, cutoff=CLOSE)), "")


def _ranked(words: Sequence[_Word], index: Index, kinds: Collection[Kind]) -> list[int]:
    """The numbers of the entries that fit, the best first."""
    total = len(index.entries)
    telling = [word for word in words if word.worths and (total < FEW or word.having <= COMMON * total)] or words
    matched: dict[int, int] = defaultdict(int)
    worths: dict[int, float] = defaultdict(float)
    for word in words:
        having = sum(worth >= IN_THE_TEXT * BY_BEGINNING for worth in word.worths.values())
        rarity = log(1 + total / max(having, 1))
        for number, worth in word.worths.items():
            matched[number] += word in telling
            worths[number] += rarity * worth
    fitting = [number for number in worths if not kinds or index.entries[number].kind in kinds]
    most = max((matched[number] for number in fitting), default=0)
    best = max((worths[number] for number in fitting), default=0.0)
    # Where one entry has all the words, those with a few of them are noise.
    left = [number for number in fitting if matched[number] * 2 > most and worths[number] >= LEAST * best]
    return sorted(left, key=lambda number: (-matched[number], -worths[number], len(index.entries[number].title_forms)))


def _shown(entry: Entry, forms: frozenset[str], language: str) -> Result:
    summary = Truncator(entry.summary).chars(SUMMARY)
    return Result(entry.kind, marked(entry.title, forms, language), marked(summary, forms, language), entry.url)


def marked(text: str, forms: frozenset[str], language: str) -> SafeString:
    """``text`` escaped, each word that was looked for in a ``<mark>``."""
    pieces, last = [], 0
    for match in WORD.finditer(text):
        word = match.group()
        if any(not forms.isdisjoint(forms_of(part, language)) for part in words_of(word)):
            pieces.append((format_html("{}<mark>{}</mark>", text[last : match.start()], word),))
            last = match.end()
    return format_html("{}{}", format_html_join("", "{}", pieces), text[last:])


def _strong(forms: Iterable[str]) -> frozenset[str]:
    """Those that no other word shares."""
    return frozenset(form for form in forms if not form.startswith(WEAK))


def _less(worths: dict[int, float], share: float) -> dict[int, float]:
    return {number: worth * share for number, worth in worths.items()}


def _best(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    return {number: max(one.get(number, 0.0), other.get(number, 0.0)) for number in one.keys() | other.keys()}

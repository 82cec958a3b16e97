"""Finds what somebody typed: any form of its words, what means the same, and what they meant where a finger slipped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from math import log
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from content.search.index import IN_THE_TEXT, Entry, Index, index_of
from content.search.models import Kind
from content.search.synonyms import Same
from content.search.word_forms import WEAK, forms_in_any_script, forms_of, spelling, words_of
from permissions.arabic import closest

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
BY_SYNONYM, BY_BEGINNING, BY_SLIP, BY_PART = 0.6, 0.5, 0.8, 0.3
"""What a word that stands for the one that was typed is worth beside it, and one word of a phrase beside all."""
SHORTEST_BEGINNING: Final = 3
MOST_SLIPS: Final = 4
"""Words of which spellings that are close are looked for: each takes some milliseconds."""
SUMMARY: Final = 200
"""Characters of a result beside its title."""
_WRITTEN: Final = re.compile(r"\w(?:\w|[\u064b-\u0652\u0670])*")
"""A word as it stands in a text, with its marks of vowels."""


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
    looked_for = dict(_looked_for(typed, index))
    numbers = _ranked(list(looked_for.values()), index, kinds)
    forms = frozenset(chain.from_iterable(word.forms for word in looked_for.values()))
    return Results(
        [_shown(index.entries[number], forms, language) for number in numbers[:MOST_RESULTS]],
        [(typed, word.meant) for typed, word in looked_for.items() if word.meant],
    )


def forms_meant(word: str, index: Index) -> frozenset[str]:
    """The forms of a word, and of all that means the same."""
    forms = forms_in_any_script(word, index.language)
    return forms | index.synonyms.of_word(_strong(forms)).words


def _looked_for(typed: Sequence[str], index: Index) -> Iterator[tuple[str, _Word]]:
    """What is looked for by what was typed, word by word; several that are a phrase of the table are one."""
    slips, at = iter(range(MOST_SLIPS)), 0
    forms = [forms_in_any_script(word, index.language) for word in typed]
    while at < len(typed):
        found = index.synonyms.beginning(list(map(_strong, forms[at:])))
        length = len(found[0]) if found is not None else 1
        words = typed[at : at + length]
        if found is None:
            yield words[0], _look_for(words[0], index, slips)
        else:
            yield " ".join(words), _look_for_phrase(forms[at : at + length], found[1], index)
        at += length


def _look_for_phrase(words: Sequence[frozenset[str]], same: Same, index: Index) -> _Word:
    own = index.worths_of_all(words)
    parts = [_less(index.worths(forms), BY_PART) for forms in words]
    return _Word(reduce(_best, parts, _best(own, _by_synonyms(same, index))), frozenset().union(*words, _forms(same)))


def _by_synonyms(same: Same, index: Index) -> dict[int, float]:
    phrases = [index.worths_of_all(phrase) for phrase in same.phrases]
    return _less(reduce(_best, phrases, index.worths(same.words)), BY_SYNONYM)


def _forms(same: Same) -> frozenset[str]:
    return same.words.union(*chain.from_iterable(same.phrases))


def _look_for(word: str, index: Index, slips: Iterator[int]) -> _Word:
    forms = forms_in_any_script(word, index.language)
    known = _strong(forms)
    same = index.synonyms.of_word(known)
    worths = _best(index.worths(forms), _by_synonyms(Same(same.words - forms, same.phrases), index))
    if same.phrases or same.words - forms or any(form in index.by_form for form in known):
        return _Word(worths, forms | _forms(same))
    beginning = _begun(word, index)
    if beginning:
        return _Word(_best(worths, _less(index.worths(beginning), BY_BEGINNING)), forms | beginning)
    meant = closest(spelling(word), index.spellings) if next(slips, None) is not None else ""
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
    for match in _WRITTEN.finditer(text):
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

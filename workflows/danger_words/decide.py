"""Whether a text speaks of danger, by a table of words: which kind, and by which of its words.

A phrase is a row of words and of lists of words. It is recognised where each of them stands in one sentence within
``NEAR`` words, in any order, and nothing that it rules out stands with them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from workflows.danger_words.reading import (
    ENGLISH_WORDS,
    LONG_ENOUGH,
    TextWord,
    differ_little,
    is_arabizi,
    one_letter_less,
    plain,
    sentences_of,
    skeleton,
    without_article,
    without_doubles,
)
from workflows.search.word_forms import PIECE

EXACT: Final = "="
"""In front of a word of a list: it is looked for as it stands there, and in no other form."""
NEAR: Final = 10
"""Words within which all words of a phrase stand."""
AROUND: Final = 4
"""Words before and behind them in which nothing stands that the phrase rules out."""
LATIN: Final = "latin"
"""Beside the languages, how words of a list are written: Arabic in Latin letters."""
MOST_KEPT: Final = 20_000
"""Words of texts whose hits a table remembers."""
_ITEM: Final = re.compile(r"(?P<out>-?)(?:\[(?P<list>[^\[\]]+)\]|(?P<word>[^\s\[\]]+))")


@dataclass(frozen=True, slots=True)
class DangerMatch:
    """What was recognised in a text: the code of the kind of danger, the words as their sender wrote them, and the
    phrase of the table."""

    kind: str
    words: tuple[str, ...]
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a phrase: a word, or the key of a list any of whose words will do. ``out``: it must not be there."""

    word: str = ""
    list_key: str = ""
    out: bool = False


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that mean much the same. ``words``: by language, and by ``LATIN``; each is one word or several."""

    key: str
    name: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DangerKind:
    """One kind of danger with the phrases by which it is recognised, and what whoever writes them is told.

    ``code``: one of the closed list of ``definition.CODES``. ``request_kind``: the code of the protected kind of
    request to whose form it leads. ``numbers``: which of the country's emergency numbers are told, by code.
    """

    code: str
    title: Mapping[str, str]
    request_kind: str
    sentence: Mapping[str, str]
    numbers: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class DangerTable:
    """All kinds of danger in the order in which they are looked for, and the lists that their phrases name."""

    kinds: tuple[DangerKind, ...]
    lists: tuple[WordList, ...]

    @cached_property
    def index(self) -> Index:
        """The table as it is searched; made when a text is first looked at, since checks read tables too."""
        return Index(self)

    def kind(self, code: str) -> DangerKind | None:
        """The kind of a code; None where the table has none."""
        return next((kind for kind in self.kinds if kind.code == code), None)


def find_danger(text: str, table: DangerTable) -> DangerMatch | None:
    """The first kind of the table whose words a text has, with these words; None where it has none."""
    sentences = list(sentences_of(text))
    read = [(words, table.index.hits(words)) for words in sentences]
    for kind, phrases in table.index.phrases:
        for phrase in phrases:
            for words, hits in read:
                places = _places(phrase, hits)
                if places is not None:
                    written = dict.fromkeys(words[place].written for place in places)
                    return DangerMatch(kind, tuple(written), phrase.written)
    return None


def items_of(phrase: str) -> list[Item]:
    """The words and lists that a phrase names."""
    found = _ITEM.finditer(phrase)
    return [Item(match["word"] or "", (match["list"] or "").strip(), out=bool(match["out"])) for match in found]


def runs_of(phrase: str) -> Iterator[str]:
    """The words of a phrase that stand together in it, without the lists between them."""
    run: list[str] = []
    for item in items_of(phrase):
        if item.word:
            run.append(item.word)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


Span = tuple[int, int]
"""The first place of words in a sentence, and the one behind the last."""
Entry = tuple[int, ...]
"""A word or several of the table, by the numbers of its words."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it is ``written``, and the names of what must be there and of what must not: a list's key, or a word
    behind a blank."""

    written: str
    within: tuple[str, ...]
    without: tuple[str, ...]


class Index:
    """A table as it is searched: its words by their forms and by what misspellings leave of them."""

    def __init__(self, table: DangerTable) -> None:
        self._numbers: dict[str, int] = {}
        self._by_form: dict[str, set[int]] = defaultdict(set)
        self._by_noun: dict[str, set[int]] = defaultdict(set)
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._by_skeleton: dict[str, set[int]] = defaultdict(set)
        self._misspelt: dict[str, set[int]] = defaultdict(set)
        self._by_remains: dict[str, set[str]] = defaultdict(set)
        self._entries: dict[int, list[tuple[Entry, str]]] = defaultdict(list)
        self._known: dict[tuple[str, bool], frozenset[int]] = {}
        for words in table.lists:
            for written, entries in words.words.items():
                for entry in entries:
                    self._add(words.key, entry, latin=written == LATIN)
        self.phrases = [(kind.code, [self._phrase(phrase) for phrase in kind.phrases]) for kind in table.kinds]

    def _phrase(self, phrase: str) -> Phrase:
        within: list[str] = []
        without: list[str] = []
        for item in items_of(phrase):
            name = item.list_key or f" {item.word}"
            if item.word:
                self._add(name, item.word, latin=False)
            (without if item.out else within).append(name)
        return Phrase(phrase, tuple(within), tuple(without))

    def _add(self, name: str, entry: str, *, latin: bool) -> None:
        exact = entry.startswith(EXACT)
        numbers = tuple(self._number(plain(word), latin=latin, exact=exact) for word in PIECE.findall(entry))
        if numbers and (numbers, name) not in self._entries[numbers[0]]:
            self._entries[numbers[0]].append((numbers, name))

    def _number(self, word: str, *, latin: bool, exact: bool) -> int:
        """The number of a word of the table. One with the article is looked for as a noun alone."""
        bare = without_article(word)
        new = f"{LATIN if latin else ''}{EXACT if exact else ''} {word}"
        if new in self._numbers:
            return self._numbers[new]
        number = self._numbers[new] = len(self._numbers)
        if latin:
            self._by_skeleton[skeleton(word) or word].add(number)
        elif exact:
            self._exact[word].add(number)
        else:
            (self._by_form if bare == word else self._by_noun)[bare].add(number)
            if len(bare) >= LONG_ENOUGH:
                self._misspelt[bare].add(number)
                if (single := without_doubles(bare)) != bare:
                    self._by_form[single].add(number)
                for remains in one_letter_less(bare):
                    self._by_remains[remains].add(bare)
        return number

    def hits(self, words: Sequence[TextWord]) -> Mapping[str, list[Span]]:
        """Where in a sentence a list, or a word of a phrase, stands; by its name, each in order."""
        latin = is_arabizi(words)
        known = [self._of_word(word, latin=latin) for word in words]
        found: dict[str, set[Span]] = defaultdict(set)
        for place, numbers in enumerate(known):
            for number in numbers:
                for entry, name in self._entries.get(number, ()):
                    end = place + len(entry)
                    if end <= len(words) and all(entry[step] in known[place + step] for step in range(1, len(entry))):
                        found[name].add((place, end))
        return {name: sorted(spans) for name, spans in found.items()}

    def _of_word(self, word: TextWord, *, latin: bool) -> frozenset[int]:
        """The words of the table that a word of a text may be."""
        known = self._known.get((word.written, latin))
        if known is None:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            known = self._known[word.written, latin] = frozenset(self._looked_up(word, latin=latin))
        return known

    def _looked_up(self, word: TextWord, *, latin: bool) -> Iterator[int]:
        exact = [*self._exact.get(word.plain, ())]
        exact += [number for form in word.forms for number in self._by_form.get(form, ())]
        exact += [number for form in word.nouns for number in self._by_noun.get(form, ())]
        yield from exact
        if latin and word.plain not in ENGLISH_WORDS:
            for form in (*word.skeletons, *word.bases):
                yield from self._by_skeleton.get(form, ())
        if exact:
            return
        for base in word.bases:
            if len(base) >= LONG_ENOUGH:
                for remains in one_letter_less(base):
                    for near in self._by_remains.get(remains, ()):
                        if differ_little(base, near):
                            yield from self._misspelt[near]


def _places(phrase: Phrase, hits: Mapping[str, list[Span]]) -> list[int] | None:
    """The places of the words in a sentence by which a phrase is recognised there; None where it is not."""
    if not phrase.within or any(name not in hits for name in phrase.within):
        return None
    rows = sorted((hits[name] for name in phrase.within), key=len)
    for span in rows[0]:
        spans = _together(span, [span], rows[1:])
        if spans is not None and not _ruled_out(spans, [hits[name] for name in phrase.without if name in hits]):
            return sorted({place for start, end in spans for place in range(start, end)})
    return None


def _together(first: Span, chosen: list[Span], rows: list[list[Span]]) -> list[Span] | None:
    """``chosen`` with a span of each further row, all within ``NEAR`` words and none on the words of another."""
    if not rows:
        return chosen
    row = rows[0]
    for start, end in row[bisect_left(row, (first[1] - NEAR, 0)) :]:
        if start >= first[0] + NEAR:
            break
        spans = [*chosen, (start, end)]
        is_near = max(each[1] for each in spans) - min(each[0] for each in spans) <= NEAR
        if is_near and all(end <= each[0] or each[1] <= start for each in chosen):
            further = _together(first, spans, rows[1:])
            if further is not None:
                return further
    return None


def _ruled_out(spans: list[Span], rows: list[list[Span]]) -> bool:
    first, last = min(start for start, _end in spans) - AROUND, max(end for _start, end in spans) + AROUND
    return any(start < last and end > first for row in rows for start, end in row)

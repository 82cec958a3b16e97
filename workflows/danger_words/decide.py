"""Whether a text speaks of danger, by a table of words: which kind, and by which of its words.

A phrase is a row of words and of lists of words. It is recognised where each of them stands in one sentence within
``NEAR`` words, in any order, and nothing that it rules out stands with them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from workflows.danger_words.reading import (
    ENGLISH_WORDS,
    LONG_ENOUGH,
    TextWord,
    differ_little,
    distances,
    is_arabizi,
    next_words,
    one_letter_less,
    pieces_of,
    plain,
    sentences_of,
    skeleton,
    without_article,
    without_doubles,
    without_inner_articles,
)

EXACT: Final = "="
"""In front of a word of a list: it is looked for as it stands there, and in no other form."""
NEAR: Final = 10
"""Words that count within which all words of a phrase stand."""
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
    read = [(words, table.index.hits(words), distances(words)) for words in sentences]
    possible = sorted(
        (number, at) for at, (_words, hits, _before) in enumerate(read) for number in table.index.possible(hits)
    )
    for number, at in possible:
        words, hits, before = read[at]
        phrase = table.index.phrases[number]
        places = _places(phrase, hits, before)
        if places is not None:
            written = dict.fromkeys(words[place].written for place in places)
            return DangerMatch(phrase.kind, tuple(written), phrase.written)
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
    behind a blank. ``names``: what must be there, each once."""

    kind: str
    written: str
    within: tuple[str, ...]
    without: tuple[str, ...]
    names: frozenset[str]


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
        self._entries: dict[Entry, list[tuple[Entry, str]]] = defaultdict(list)
        self._known: dict[tuple[str, bool], frozenset[int]] = {}
        for words in table.lists:
            for written, entries in words.words.items():
                for entry in entries:
                    self._add(words.key, entry, latin=written == LATIN)
        self.phrases = [self._phrase(kind.code, phrase) for kind in table.kinds for phrase in kind.phrases]
        self._by_name: dict[str, list[int]] = defaultdict(list)
        many = Counter(name for entries in self._entries.values() for _numbers, name in entries)
        for number, phrase in enumerate(self.phrases):
            if phrase.names:
                self._by_name[min(phrase.within, key=lambda name: many[name])].append(number)

    def possible(self, hits: Mapping[str, list[Span]]) -> Iterator[int]:
        """The phrases, by their numbers, of which a sentence has each name somewhere."""
        for name in hits:
            for number in self._by_name.get(name, ()):
                if self.phrases[number].names <= hits.keys():
                    yield number

    def _phrase(self, kind: str, phrase: str) -> Phrase:
        within: list[str] = []
        without: list[str] = []
        for item in items_of(phrase):
            name = item.list_key or f" {item.word}"
            if item.word:
                self._add(name, item.word, latin=False)
            (without if item.out else within).append(name)
        return Phrase(kind, phrase, tuple(within), tuple(without), frozenset(within))

    def _add(self, name: str, entry: str, *, latin: bool) -> None:
        exact = entry.startswith(EXACT)
        words = without_inner_articles([plain(word) for word in pieces_of(entry)])
        numbers = tuple(self._number(word, latin=latin, exact=exact) for word in words)
        if numbers and (numbers, name) not in self._entries[numbers[:2]]:
            self._entries[numbers[:2]].append((numbers, name))

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
        nexts = next_words(words)
        for place, numbers in enumerate(known):
            following = {number for further in nexts[place] for number in known[further]}
            for number in numbers:
                for beginning in ((number,), *((number, second) for second in following)):
                    for entry, name in self._entries.get(beginning, ()):
                        end = _end_of(entry, place, known, nexts)
                        if end is not None:
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


def _end_of(entry: Entry, place: int, known: Sequence[frozenset[int]], nexts: Sequence[Sequence[int]]) -> int | None:
    """Behind which word of a sentence an entry ends whose first word stands at a place; None where it isn't there."""
    for number in entry[1:]:
        further = next((further for further in nexts[place] if number in known[further]), None)
        if further is None:
            return None
        place = further
    return place + 1


def _places(phrase: Phrase, hits: Mapping[str, list[Span]], before: Sequence[int]) -> list[int] | None:
    """The places of the words by which a phrase is recognised in a sentence that has each; None where it is not."""
    rows = sorted((hits[name] for name in phrase.within), key=len)
    for span in rows[0]:
        spans = _together([span], rows[1:], before)
        if spans is not None and not _ruled_out(spans, [hits[name] for name in phrase.without if name in hits]):
            return sorted({place for start, end in spans for place in range(start, end)})
    return None


def _together(chosen: list[Span], rows: list[list[Span]], before: Sequence[int]) -> list[Span] | None:
    """``chosen`` with a span of each further row, all within ``NEAR`` words and none on the words of another."""
    if not rows:
        return chosen
    row = rows[0]
    first_start, first_end = chosen[0]
    earliest = bisect_left(before, before[first_end] - NEAR)
    for start, end in row[bisect_left(row, (earliest, 0)) :]:
        if before[start] >= before[first_start] + NEAR:
            break
        spans = [*chosen, (start, end)]
        is_near = before[max(span[1] for span in spans)] - before[min(span[0] for span in spans)] <= NEAR
        if is_near and all(end <= span[0] or span[1] <= start for span in chosen):
            further = _together(spans, rows[1:], before)
            if further is not None:
                return further
    return None


def _ruled_out(spans: list[Span], rows: list[list[Span]]) -> bool:
    first, last = min(start for start, _end in spans) - AROUND, max(end for _start, end in spans) + AROUND
    return any(start < last and end > first for row in rows for start, end in row)

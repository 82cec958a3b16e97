"""Words and phrases that mean the same to who searches: lines of editors, each a group between commas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from content.search.word_forms import WEAK, forms_in_any_script, spellings, words_of

COMMA: Final = re.compile("[,،]")
FEWEST_WORDS: Final = 2
MOST_WORDS: Final = 20
"""Words and phrases of a group."""
LONGEST_PHRASE: Final = 4
"""Words of a phrase."""
MOST_GROUPS: Final = 400


def groups_in(text: str) -> Iterator[list[str]]:
    """The groups of a table, line by line; empty lines are none."""
    for line in text.splitlines():
        words = [word.strip() for word in COMMA.split(line) if word.strip()]
        if words:
            yield words


Phrase = tuple[frozenset[str], ...]
"""Several words, one behind the other: the forms of each."""


@dataclass(frozen=True, slots=True)
class Same:
    """What means the same: the forms of the single words, and the phrases."""

    words: frozenset[str] = frozenset()
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The groups of one table, by the forms of their words and of the first words of their phrases. A group may mix
    languages.
    """

    groups: Sequence[Same] = ()
    by_form: Mapping[str, frozenset[int]] = field(default_factory=dict)
    by_beginning: Mapping[str, frozenset[int]] = field(default_factory=dict)
    spellings: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str, language: str) -> Synonyms:
        """Those of a table, for what is written in ``language``."""
        lines = [line[:MOST_WORDS] for line in list(groups_in(text))[:MOST_GROUPS]]
        groups = [_same(line, language) for line in lines]
        by_form: dict[str, set[int]] = defaultdict(set)
        by_beginning: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(groups):
            for form in group.words:
                by_form[form].add(number)
            for form in chain.from_iterable(phrase[0] for phrase in group.phrases):
                by_beginning[form].add(number)
        known = spellings(chain.from_iterable(lines))
        return cls(tuple(groups), _kept(by_form), _kept(by_beginning), known)

    def of_word(self, forms: Iterable[str]) -> Same:
        """All that means the same as a word with one of ``forms``."""
        return self._joined({number for form in forms for number in self.by_form.get(form, ())})

    def beginning(self, words: Sequence[frozenset[str]]) -> tuple[Phrase, Same] | None:
        """The longest phrase with which ``words``, by their forms, begin, and all that means the same as it."""
        numbers = {number for form in words[0] for number in self.by_beginning.get(form, ())}
        there = [
            (phrase, number) for number in numbers for phrase in self.groups[number].phrases if _begins(words, phrase)
        ]
        if not there:
            return None
        longest = max((phrase for phrase, _number in there), key=len)
        return longest, self._joined({number for phrase, number in there if len(phrase) == len(longest)})

    def _joined(self, numbers: Iterable[int]) -> Same:
        groups = [self.groups[number] for number in sorted(numbers)]
        words = frozenset(chain.from_iterable(group.words for group in groups))
        return Same(words, tuple(phrase for group in groups for phrase in group.phrases))


def _begins(words: Sequence[frozenset[str]], phrase: Phrase) -> bool:
    return len(words) >= len(phrase) and not any(map(frozenset.isdisjoint, words, phrase))


def _same(terms: Iterable[str], language: str) -> Same:
    parts = [[_strong(word, language) for word in words_of(term)] for term in terms]
    single = frozenset(chain.from_iterable(words[0] for words in parts if len(words) == 1))
    return Same(single, tuple(tuple(words) for words in parts if len(words) > 1))


def _strong(word: str, language: str) -> frozenset[str]:
    """The forms of a word of whatever language, without those that other words may share."""
    return frozenset(form for form in forms_in_any_script(word, language) if not form.startswith(WEAK))


def _kept(numbers: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {form: frozenset(found) for form, found in numbers.items()}

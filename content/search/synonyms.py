"""Words that mean the same to who searches: lines of editors, each a group of words between commas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from content.search.word_forms import WEAK, forms_in_any_script, spellings

COMMA: Final = re.compile("[,،]")
FEWEST_WORDS: Final = 2
MOST_WORDS: Final = 20
"""Words of a group."""
MOST_GROUPS: Final = 400


def groups_in(text: str) -> Iterator[list[str]]:
    """The groups of a table, line by line; empty lines are none."""
    for line in text.splitlines():
        words = [word.strip() for word in COMMA.split(line) if word.strip()]
        if words:
            yield words


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The groups of one table, by the forms of their words. A group may mix languages."""

    groups: Sequence[frozenset[str]] = ()
    by_form: Mapping[str, frozenset[int]] = field(default_factory=dict)
    spellings: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str, language: str) -> Synonyms:
        """Those of a table, for what is written in ``language``."""
        words = list(groups_in(text))[:MOST_GROUPS]
        groups = [_strong(group[:MOST_WORDS], language) for group in words]
        by_form: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(groups):
            for form in group:
                by_form[form].add(number)
        known = {form: frozenset(numbers) for form, numbers in by_form.items()}
        return cls(tuple(groups), known, spellings(word for group in words for word in group))

    def beside(self, forms: Iterable[str]) -> frozenset[str]:
        """The forms of all that means the same as a word with one of ``forms``."""
        numbers = {number for form in forms for number in self.by_form.get(form, ())}
        return frozenset(chain.from_iterable(self.groups[number] for number in numbers))


def _strong(words: Iterable[str], language: str) -> frozenset[str]:
    """The forms of words of whatever language, without those that other words may share."""
    return frozenset(
        form for word in words for form in forms_in_any_script(word, language) if not form.startswith(WEAK)
    )

"""Names of people, agencies and places, which are no words of danger: nobody is looked for in what citizens write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from permissions.agencies.models import Agency
from permissions.areas.models import Area
from permissions.people.models import User
from workflows.danger_words.decide import DangerTable, runs_of
from workflows.danger_words.reading import plain, without_article
from workflows.danger_words.shipped import shipped_entries
from workflows.search.word_forms import PIECE

Words = tuple[str, ...]
FEWEST: Final = 3
"""Letters that a word of a name has at least: “of” and an initial are none."""
_JOINING: Final = frozenset(("the", "and", "for"))


@dataclass(frozen=True, slots=True)
class Names:
    """``people``: each word of a name of the staff. ``others``: the names of agencies, their codes, and those of areas,
    word by word; of a long name also its first two words."""

    people: frozenset[str]
    others: frozenset[Words]

    def has(self, words: Words) -> bool:
        """Whether these words are, all of them, of people's names, or have the name of an agency or a place among
        them."""
        if words and self.people.issuperset(words):
            return True
        size = len(words)
        return any(words[start:end] in self.others for start in range(size) for end in range(start + 1, size + 1))


def named_by(table: DangerTable) -> Iterator[str]:
    """A sentence for each phrase or word of a list that names somebody, an agency or a place.

    What the platform is delivered with is no name, whoever is called so.
    """
    entries = {entry: _words(entry) for entry in _entries(table) if entry not in shipped_entries()}
    if not entries:
        return
    names = names_of_all()
    for entry, words in entries.items():
        if names.has(words):
            sentence = _(
                "“%(words)s” is the name of a person, an agency or a place. Words of danger say what happens, never "
                "who does it or where."
            )
            yield sentence % {"words": entry}


def names_of_all() -> Names:
    """As they are now, in three statements."""
    called = [*User.objects.values_list("name", "first_name", "last_name")]
    people = {word for name, *others in called for text in (*name.values(), *others) for word in _words(text)}
    others = set[Words]()
    for name, code in Agency.objects.values_list("name", "code"):
        others |= {_words(code.replace("-", " ")), *(part for text in name.values() for part in _beginnings(text))}
    for name in Area.objects.values_list("name", flat=True):
        others |= {_words(text) for text in name.values()}
    return Names(frozenset(people), frozenset(others - {()}))


def _beginnings(name: str) -> Iterator[Words]:
    words = _words(name)
    yield words
    if len(words) > 2:
        yield words[:2]


def _words(text: str) -> Words:
    words = (without_article(plain(piece)) for piece in PIECE.findall(text))
    return tuple(word for word in words if len(word) >= FEWEST and word not in _JOINING)


def _entries(table: DangerTable) -> Iterable[str]:
    """Every word of a list, and of a phrase the words that stand together in it."""
    for words in table.lists:
        for entries in words.words.values():
            yield from entries
    for kind in table.kinds:
        for phrase in kind.phrases:
            yield from runs_of(phrase)

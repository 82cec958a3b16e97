"""What stands in the row of a case: forms of words, and, behind an underscore, what is no word of a text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from permissions.arabic import fold
from permissions.blind import WHO_FILED, blind, blind_word, blind_words, blinds
from workflows.search.word_forms import forms_of, words_in

BONES: Final = "_w"
"""Before letters without vowels."""
PERSON: Final = "_p"
"""Before what stands for a form of a word by which people are called, and tells nobody the word: for those who may know
who filed."""
KNOWN: Final = "_b"
"""Before what stands for an address or phone of a citizen whom all know who work the case."""
HIDDEN: Final = "_h"
"""The same of one who is hidden from them."""
OF_PEOPLE: Final = (PERSON, KNOWN, HIDDEN)
"""With one of these begins what stands for people, under a key of ours."""
CALLED: Final = "_n"
"""Before the id of a body by whose name a case is found."""
KIND: Final = "_k"
"""Before the code of the kind."""
STATE: Final = "_s"
"""Before how it stands: open, answered, closed."""
PLACE: Final = "_l"
"""Before what stands for a place as a whole."""
TAG: Final = "_t"
"""Before the id of a tag, for those alone whose list it is on."""


@dataclass(frozen=True, slots=True)
class WhoFiled:
    """The names by which people on a case are called, and the addresses and phones of whoever filed it."""

    names: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


def of_kind(code: str) -> str:
    """What stands for the kind of a case."""
    return KIND + re.sub(r"\W", "_", code)


def of_state(state: str) -> str:
    """What stands for whether a case is open, answered or closed."""
    return STATE + state


def of_tag(tag_id: int) -> str:
    """What stands for a tag of an agency."""
    return f"{TAG}{tag_id}"


def of_number(tracking: str) -> Iterator[str]:
    """A case number in one piece and in its parts."""
    yield tracking.replace("-", "")
    yield from tracking.split("-")


def of_texts(texts: Iterable[str]) -> Iterator[str]:
    """Every form of every word of some texts."""
    for text in texts:
        for word in words_in(text):
            forms = forms_of(word)
            yield forms.stem
            yield from forms.others
            if forms.bones:
                yield BONES + forms.bones


def of_place(place: str) -> Iterator[str]:
    """What stands for a place, so that it is found as a whole."""
    if plain := fold(place):
        yield PLACE + hashlib.sha256(plain.encode()).hexdigest()[:16]


def of_people(who: WhoFiled) -> Iterator[str]:
    """What people are called, and what stands for their addresses; of an address also the words before its @."""
    for text in (*who.names, *(each.partition("@")[0] for each in who.contacts if "@" in each)):
        yield from (PERSON + blind_word(forms_of(word).stem, WHO_FILED) for word in words_in(text))
    yield from of_contacts(who.contacts, KNOWN)


def person_asked(stem: str) -> frozenset[str]:
    """What a row has whose people are called by a word with this stem; the stem itself in one of before, until its turn
    comes."""
    return frozenset(PERSON + found for found in (stem, *blind_words(stem, WHO_FILED)))


def of_contacts(contacts: Iterable[str], kind: str) -> Iterator[str]:
    """What stands for addresses and phones; ``kind`` is ``KNOWN`` or ``HIDDEN``."""
    return (kind + found for each in contacts if (found := blind(each, WHO_FILED)))


def contact_asked(contact: str, kind: str) -> frozenset[str]:
    """By what an address or phone may stand in a row, whichever key of the installation was the newest then."""
    return frozenset(kind + each for each in blinds(contact, WHO_FILED))


def written(tokens: Iterable[str]) -> str:
    """Each token once, in their order."""
    return " ".join(dict.fromkeys(tokens))

"""Which cases may be the same matter as another, and why: the same text again, the same citizen, the same place.

A few are found by the index of words, and these alone are looked at closely. Nothing is done with what is found: who
reads the case is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import combinations
from math import sqrt
from typing import Final

from django.db.models import Q

from permissions.access.decide import Held, scope_of
from permissions.agencies.rights import VIEW_CASE
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case, Message, MessageKind, Person
from workflows.cases.searching import citizen_of, fitting, reading, same_place
from workflows.search.asking import Pairs, Wanted
from workflows.search.word_forms import SHORTEST, stems_of

MOST: Final = 50
"""Cases that are looked at closely."""
SHOWN: Final = 5
BACK: Final = timedelta(days=180)
WORDS: Final = 8
"""Words of a subject of which another case has to have two."""
ALIKE: Final = 0.5
"""From here on two texts are probably one matter: set by hand beside the figures of the bench ``same_matter``."""
ALIKE_OF_ONE: Final = 0.3
"""The same where citizen or place are the same too."""
_DIGITS: Final = re.compile(r"^\d+$")


class Why(StrEnum):
    """What speaks for it."""

    TEXT = "text"
    CITIZEN = "citizen"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Same:
    """A case that may be the same matter; ``worth`` from 0 to 1."""

    case: Case
    worth: float
    why: frozenset[Why]


@dataclass(frozen=True, slots=True)
class Kin:
    """What is found around a case: what may be the same matter, and how many others there are of its citizen and of its
    place, each counted no further than ``MOST``. ``by_citizen`` is None for those who do not know who filed it.
    """

    same: Sequence[Same] = ()
    by_citizen: int | None = None
    of_place: int = 0


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two texts are by the stems of their words: 0, nothing in common, to 1, the same words."""
    return len(one & other) / sqrt(len(one) * len(other)) if one and other else 0.0


def telling(*texts: str) -> frozenset[str]:
    """The stems that say what a text is about: neither numbers nor the shortest words."""
    return frozenset(each for each in stems_of(texts) if len(each) >= SHORTEST and not _DIGITS.match(each))


def judged(worth: float, *, citizen: bool, place: bool) -> bool:
    """Whether that much likeness makes it one matter."""
    return worth >= (ALIKE_OF_ONE if citizen or place else ALIKE)


def kin_of(case: Case, statement: str, held: Held, person: Person | None) -> Kin:
    """What is around an ordinary case, for those who read it; nothing of one that is hidden.

    ``person``: who filed it, where they know that. At most four statements. Only cases that they may read are counted.
    """
    if is_hidden(case):
        return Kin()
    citizen, place = _citizen(person), same_place(case)
    others = ~Q(pk=case.pk) & Q(opened_at__gt=case.opened_at - BACK, opened_at__lt=case.opened_at + BACK)
    near = Q(agency=case.agency_id) if not scope_of(held, VIEW_CASE).everything_ordinary else Q()
    by_citizen = _ids(fitting([citizen], held) & ~Q(pk=case.pk)) if citizen is not None else set[int]()
    of_place = _ids(fitting([place], held) & ~Q(pk=case.pk)) if place.tokens else set[int]()
    alike = _alike(case, held) & others & near
    found = {each.pk: each for each in Case.objects.filter(alike).select_related("kind", "key").order_by("-pk")[:MOST]}
    said = Message.objects.filter(case__in=found, kind=MessageKind.STATEMENT) if found else ()
    texts = {message.case_id: message.text for message in said}
    same = _judged(telling(case.subject, statement), found, texts, by_citizen, of_place)
    return Kin(same[:SHOWN], len(by_citizen) if citizen is not None else None, len(of_place))


def _judged(
    ours: frozenset[str], found: Mapping[int, Case], texts: Mapping[int, str], citizen: set[int], place: set[int]
) -> list[Same]:
    judgements = []
    for pk, other in found.items():
        worth = likeness(ours, telling(other.subject, texts.get(pk, "")))
        if judged(worth, citizen=pk in citizen, place=pk in place):
            reasons = {Why.TEXT: True, Why.CITIZEN: pk in citizen, Why.PLACE: pk in place}
            judgements.append(Same(other, worth, frozenset(why for why, holds in reasons.items() if holds)))
    return sorted(judgements, key=lambda each: (len(each.why), each.worth, each.case.pk), reverse=True)


def _citizen(person: Person | None) -> Wanted | None:
    found = citizen_of(*(each for each in (person.email, person.phone) if each)) if person is not None else None
    return found if found is not None and found.of_people else None


def _ids(fit: Q) -> set[int]:
    return set(Case.objects.filter(fit).order_by().values_list("pk", flat=True)[:MOST])


def _alike(case: Case, held: Held) -> Q:
    """Cases that have two of the words of the subject."""
    reach = scope_of(held, VIEW_CASE)
    words = sorted(telling(case.subject), key=lambda each: (-len(each), each))[:WORDS]
    pairs = list(combinations(words, 2)) or [(word, word) for word in words]
    if not pairs:
        return Q(pk__in=[])
    return Q(Pairs(pairs)) & reading(reach)

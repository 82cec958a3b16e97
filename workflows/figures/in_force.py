"""The measures that there are: those that Insaf comes with, and in their place and beside them what owners published.

A question may name a version (``key@3``; ``key@0`` is what Insaf came with), and is then answered by it for good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _

from workflows.figures.checks import check
from workflows.figures.choosing import SEGMENT
from workflows.figures.errors import CannotReckon
from workflows.figures.measure import FORMAT, Condition, Measure
from workflows.figures.models_of_owners import Segment
from workflows.figures.shipped import SHIPPED
from workflows.figures.vocabulary import DIMENSIONS
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.publishable import Publishable, published_definitions
from workflows.versions.raw import Malformed

PINNED: Final = "@"
"""Between the key of a measure and the number of its version."""
Users = Callable[[str], Iterable[str]]
"""In words, who beside what is published asks for the measure of a key."""
_users: list[Users] = []
_keepers: list[Callable[[], None]] = []


def measures_are_named_by(users: Users) -> None:
    """Say who else knows what asks for a measure: it stays in force for them."""
    _users.append(users)


def figures_are_kept_by(outdate: Callable[[], None]) -> None:
    """Say who keeps what was counted: it is told, within the same commit, when a measure, a segment or the fiscal year
    is another."""
    _keepers.append(outdate)


def counts_otherwise() -> None:
    """What was counted before says no more what is so."""
    for outdate in _keepers:
        outdate()


def as_shipped(key: str) -> Version | None:
    """What Insaf comes with, as a version that is in no table; None where it has no such measure."""
    if key not in SHIPPED:
        return None
    return Version(subject=Subject.MEASURE, key=key, number=0, definition=SHIPPED[key].as_json())


def measures() -> Mapping[str, Measure]:
    """All of them by their keys: those that Insaf comes with first, in its order."""
    found = dict(SHIPPED)
    for key, definition in published_definitions(Subject.MEASURE).items():
        found[key] = Measure.of_json(key, definition)
    return found


def named(keys: Iterable[str], known: Mapping[str, Measure] | None = None) -> tuple[Measure, ...]:
    """Those of a question, each under the key by which it was asked for; raises ``CannotReckon`` for one not there.
    ``known``: those in force, where they are read already."""
    known = measures() if known is None else known
    found = []
    for key in keys:
        measure = known.get(key) if PINNED not in key else _pinned(key)
        if measure is None:
            raise CannotReckon(_("The measure “%(measure)s” is not there any more.") % {"measure": key})
        found.append(measure)
    return tuple(found)


def key_of(asked: str) -> str:
    """Of a measure as a question names it, whichever version of it is meant."""
    return asked.partition(PINNED)[0]


def version_of(asked: str) -> str:
    """The number of the version that a question names; "" where it means the one in force."""
    return asked.partition(PINNED)[2]


def _pinned(asked: str) -> Measure | None:
    key, _sign, number = asked.partition(PINNED)
    if number == "0" and key in SHIPPED:
        return replace(SHIPPED[key], key=asked)
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        return None
    versions = Version.objects.filter(subject=Subject.MEASURE, key=key, number=int(number))
    definition = versions.exclude(status=VersionStatus.DRAFT).values_list("definition", flat=True).first()
    try:
        return None if definition is None else Measure.of_json(asked, definition)
    except Malformed:
        return None


def at_version(asked: str) -> str:
    """A measure with its version named, for what must never be counted otherwise: the one in force, where none is."""
    if version_of(asked):
        return asked
    now = Version.objects.filter(subject=Subject.MEASURE, key=asked, status=VersionStatus.PUBLISHED)
    return f"{asked}{PINNED}{now.values_list('number', flat=True).first() or 0}"


def _standing() -> Mapping[str, Any]:
    return {key: measure.as_json() for key, measure in SHIPPED.items()} | dict(published_definitions(Subject.MEASURE))


def _check(key: str, definition: Any) -> list[str]:
    """What ended stays askable, as figures of the past have it; what never was is refused."""
    found, measure = check(key, definition), MEASURES.read(definition)
    return found if measure is None else [*found, *unknown_values(measure.conditions)]


def unknown_values(conditions: Iterable[Condition]) -> Iterator[str]:
    """A sentence for each value of a condition that is not there, and for each segment that is not."""
    asked = list(conditions)
    segments = {key for each in asked if each.column == SEGMENT for key in each.is_in}
    there = set(Segment.objects.filter(key__in=segments).values_list("key", flat=True)) if segments else set()
    gone = _("The segment “%(segment)s” is not there any more.")
    yield from (gone % {"segment": key} for key in sorted(segments - there))
    for each in asked:
        dimension = DIMENSIONS.get(each.column)
        if dimension is None or not each.is_in:
            continue
        known = dimension.labels()
        lost = _("%(column)s: “%(value)s” is not there any more.")
        yield from (lost % {"column": dimension.words, "value": key} for key in each.is_in if key and key not in known)


def _asking(to: str, key: str) -> Iterator[str]:
    """Who asks for a measure. One that Insaf comes with is there without its versions too."""
    if to == Subject.MEASURE and key not in SHIPPED:
        for users in _users:
            yield from users(key)


MEASURES: Publishable[Measure] = Publishable(
    subject=Subject.MEASURE,
    parse=lambda definition: Measure.of_json("", definition),
    check=_check,
    standing=_standing,
    effect=lambda _version: counts_otherwise(),
    ended=lambda _key: counts_otherwise(),
    users=_asking,
    format=FORMAT,
)

"""The agencies as the home page lists them, in the language of the page, found by a word of their name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import SHORTEST_SLIP, closest, fold, in_order
from permissions.translated_text import in_language

_BEFORE: Final = re.compile(r"^(?:[وف]?[بك]?ال|لل)(?=\w\w)")


@dataclass(frozen=True, slots=True)
class ShownAgency:
    """An agency in a list: its code, its name, and the name of the agency above it ("" for none)."""

    code: str
    name: str
    above: str


@dataclass(frozen=True, slots=True)
class AgenciesShown:
    """What the home page shows: how many there are in all, those that match ``query``, split for a first look.

    ``instead``: typed and taken words, where a finger slipped.
    """

    query: str
    total: int
    found: tuple[ShownAgency, ...]
    first: tuple[ShownAgency, ...]
    rest: tuple[ShownAgency, ...]
    instead: tuple[tuple[str, str], ...] = ()


def agencies_shown(query: str, language: str, at_first: int = 8) -> AgenciesShown:
    """Public bodies that take cases, by name; with ``query`` those whose name holds each of its words.

    Searching looks at the names in every language, so that a name typed in either finds its agency. Without a query
    the first ``at_first`` are the agencies at the top of the tree.
    """
    public = Agency.objects.filter(role=AgencyRole.PUBLIC_BODY, active=True).select_related("parent")
    bodies = in_order(public, lambda agency: in_language(agency.name, language))
    names = [fold(" ".join(agency.name.values())) for agency in bodies]
    spelled = {_bare(part): part for agency in bodies for name in agency.name.values() for part in name.split()}
    meant = {word: _meant(_bare(word), names, spelled) for word in query[:100].split()}
    words = [word for word in meant.values() if word]
    found = [agency for agency, name in zip(bodies, names, strict=True) if all(word in name for word in words)]
    shown = tuple(_shown(agency, language) for agency in found)
    if not words:
        shown = tuple(sorted(shown, key=lambda agency: bool(agency.above)))
    cut = len(shown) if words else at_first
    instead = tuple((word, spelled[taken]) for word, taken in meant.items() if taken != _bare(word)) if shown else ()
    return AgenciesShown(query.strip(), len(bodies), shown, shown[:cut], shown[cut:], instead)


def _bare(word: str) -> str:
    """A word folded, without the article, and without what is written to it in front."""
    folded = fold(word)
    return _BEFORE.sub("", folded) if len(folded) > SHORTEST_SLIP else folded


def _meant(word: str, names: Collection[str], spelled: Iterable[str]) -> str:
    """A word that stands in a name, or for one that stands in none the closest that does."""
    return word if any(word in name for name in names) else closest(word, spelled) or word


def _shown(agency: Agency, language: str) -> ShownAgency:
    above = agency.parent if agency.parent and agency.parent.role == AgencyRole.PUBLIC_BODY else None
    return ShownAgency(
        agency.code, in_language(agency.name, language), in_language(above.name, language) if above else ""
    )

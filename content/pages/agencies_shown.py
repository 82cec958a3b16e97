"""The agencies as the home page lists them, in the language of the page, found by a word of their name."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import fold, in_order
from permissions.translated_text import in_language


@dataclass(frozen=True, slots=True)
class ShownAgency:
    """An agency in a list: its code, its name, and the name of the agency above it ("" for none)."""

    code: str
    name: str
    above: str


@dataclass(frozen=True, slots=True)
class AgenciesShown:
    """What the home page shows: how many there are in all, those that match ``query``, split for a first look."""

    query: str
    total: int
    found: tuple[ShownAgency, ...]
    first: tuple[ShownAgency, ...]
    rest: tuple[ShownAgency, ...]


def agencies_shown(query: str, language: str, at_first: int = 8) -> AgenciesShown:
    """Public bodies that take cases, by name; with ``query`` those whose name holds each of its words.

    Searching looks at the names in every language, so that a name typed in either finds its agency. Without a query
    the first ``at_first`` are the agencies at the top of the tree.
    """
    public = Agency.objects.filter(role=AgencyRole.PUBLIC_BODY, active=True).select_related("parent")
    bodies = in_order(public, lambda agency: in_language(agency.name, language))
    words = [word.removeprefix("ال") if len(word) > 4 else word for word in fold(query[:100]).split()]
    found = [agency for agency in bodies if all(word in fold(" ".join(agency.name.values())) for word in words)]
    shown = tuple(_shown(agency, language) for agency in found)
    if not words:
        shown = tuple(sorted(shown, key=lambda agency: bool(agency.above)))
    cut = len(shown) if words else at_first
    return AgenciesShown(query.strip(), len(bodies), shown, shown[:cut], shown[cut:])


def _shown(agency: Agency, language: str) -> ShownAgency:
    above = agency.parent if agency.parent and agency.parent.role == AgencyRole.PUBLIC_BODY else None
    return ShownAgency(
        agency.code, in_language(agency.name, language), in_language(above.name, language) if above else ""
    )

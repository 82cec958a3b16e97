"""The agencies as the home page lists them, in the language of the page, found by a word of their name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from permissions.agencies.models import Agency, AgencyRole
from permissions.translated_text import in_language

MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")  # harakat and tatweel
SAME_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})


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


def folded(text: str) -> str:
    """``text`` as it is compared: without marks, with the letters that people write for one another made one."""
    return MARKS.sub("", text).translate(SAME_LETTERS).casefold()


def agencies_shown(query: str, language: str, at_first: int = 8) -> AgenciesShown:
    """Public bodies that take cases, by name; with ``query`` those whose name holds each of its words.

    Searching looks at the names in every language, so that a name typed in either finds its agency. Without a query
    the first ``at_first`` are the agencies at the top of the tree.
    """
    bodies = list(Agency.objects.filter(role=AgencyRole.PUBLIC_BODY, active=True).select_related("parent"))
    bodies.sort(key=lambda agency: folded(in_language(agency.name, language)))
    words = [word.removeprefix("ال") for word in folded(query[:100]).split()]
    found = [agency for agency in bodies if all(word in folded(" ".join(agency.name.values())) for word in words)]
    if not words:
        found.sort(key=lambda agency: agency.parent_id is not None)
    shown = tuple(_shown(agency, language) for agency in found)
    cut = len(shown) if words else at_first
    return AgenciesShown(query.strip(), len(bodies), shown, shown[:cut], shown[cut:])


def _shown(agency: Agency, language: str) -> ShownAgency:
    above = agency.parent if agency.parent and agency.parent.role == AgencyRole.PUBLIC_BODY else None
    return ShownAgency(
        agency.code, in_language(agency.name, language), in_language(above.name, language) if above else ""
    )

"""How the texts of a subject are written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from content.pages.written import Both

Texts = tuple[Both, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One thing that makes a citizen write, and how it ends.

    ``says`` are ways of telling it. ``ends`` has, by outcome, what the agency decides; an outcome that is missing is
    told in general words. Slots: {place} {since} {lately} {number} {agency}.
    """

    subject: Texts
    says: Texts
    ends: Mapping[str, Both] = field(default_factory=dict)
    asked: Both | None = None
    answered: Both | None = None
    of_a_woman: bool = False
    """Only a woman can tell it of herself."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What citizens write about to some agencies. ``busy`` names the months in which they do so twice as often.

    ``of_places``: an officer may have to ask where exactly it is.
    """

    agencies: tuple[str, ...]
    complaints: tuple[Story, ...] = ()
    inquiries: tuple[Story, ...] = ()
    suggestions: tuple[Story, ...] = ()
    praises: tuple[Story, ...] = ()
    replies: Texts = ()
    notes: Texts = ()
    busy: tuple[int, ...] = ()
    of_places: bool = False

    def stories(self, kind: str) -> tuple[Story, ...]:
        """Those of a kind of request."""
        return {
            "complaint": self.complaints,
            "inquiry": self.inquiries,
            "suggestion": self.suggestions,
            "praise": self.praises,
        }.get(kind, ())


SUMMER: Final = (6, 7, 8, 9)
WINTER: Final = (12, 1, 2)
SCHOOL: Final = (8, 9, 2)

"""What the platform is called, and where it is: on each page, in each letter, and so asked of the database once a
minute at most.

A process that takes a change, and one that draws its pages anew after one, forgets at once what it knew.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from permissions.platform.models import Platform
from permissions.translated_text import in_language, languages

KEPT: Final = 60.0
"""Seconds."""


FIRST_CALENDAR: Final = "country"
"""The key of the calendar that an installation begins with, whichever country it is in."""


@dataclass(slots=True)
class Known:
    """What a process knows: the names, None where nobody has said any; who runs it; where it is and what it speaks;
    what to ring in danger; until when (monotonic seconds).
    """

    names: Mapping[str, str] | None = None
    authority: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    time_zone: str = ""
    country: str = ""
    emergency_numbers: Mapping[str, str] = field(default_factory=dict)
    until: float = float("-inf")


known = Known()


def platform_name(language: str | None = None) -> str:
    """In ``language`` (default: the active one). While the database does not answer: the last that was heard."""
    names = _names()
    with override(language or get_language()):
        return in_language(names) if names else _("Insaf")


def authority(language: str | None = None) -> str:
    """Who runs it, in ``language`` (default: the active one); "" where its administrators have not said it."""
    _names()
    return in_language(known.authority, language)


def is_named() -> bool:
    """Whether its administrators have said what it is called."""
    return _names() is not None


def offered_languages() -> tuple[str, ...]:
    """The languages of the public pages, the first one first; all that are installed, where nobody chose."""
    _names()
    installed = languages()
    return tuple(each for each in known.languages if each in installed) or installed


def time_zone() -> str:
    """The name of the zone in which every date is written; the operator's, where nobody chose one."""
    _names()
    return known.time_zone or settings.TIME_ZONE


def country() -> str:
    """The code of the country whose holidays are proposed; "" where nobody has said which."""
    _names()
    return known.country


def emergency_numbers() -> Mapping[str, str]:
    """What to ring in danger, by code of ``EmergencyNumber``; none where nobody has entered any."""
    _names()
    return known.emergency_numbers


def calendar_of_the_country() -> str:
    """The key of the calendar by which an agency works that has none of its own. Asked each time: what begins by an
    old one would go on by it.
    """
    return Platform.objects.values_list("calendar", flat=True).filter(pk=Platform.THE_ONE).first() or FIRST_CALENDAR


def forget() -> None:
    """Something may have changed: it is asked again."""
    known.until = float("-inf")


def _names() -> Mapping[str, str] | None:
    if time.monotonic() > known.until:
        try:
            found = Platform.objects.filter(pk=Platform.THE_ONE).first()
        except DatabaseError:
            return known.names  # a page that says what is wrong is drawn all the same
        row = found or Platform(name={})
        known.names, known.authority = (row.name or None), row.authority
        known.languages, known.time_zone, known.country = tuple(row.languages), row.time_zone, row.country
        known.emergency_numbers = row.emergency_numbers
        known.until = time.monotonic() + KEPT
    return known.names

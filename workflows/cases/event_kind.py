"""What is the same of all events of one verb: the shape of a row of the catalogue of events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Audience = Literal["citizen", "staff"]
Words = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """All events of one verb.

    ``words``: in a table, without a capital letter. ``tone`` and ``icon``: its sign; a tone is ``you`` for the citizen,
    empty for an agency, ``clock``, ``inside`` or ``done``; a decision has those of its outcome.
    ``to_staff`` and ``to_citizen``: its title for each, with places for agency, level, outcome, stars and until.
    Without the first it is ``words``; without the second it is done among colleagues and never shown to the citizen.
    ``said``: the citizen or an agency says it to the other: whoever writes next must have read it.
    ``by_staff``: the files that come with it were named by the staff.
    ``sends``: it tells where the case went; all others, which agency did it.
    ``letters_to_citizen`` and ``letters_to_staff``: the topics of the letters that may be asked for with it.
    """

    words: Words
    icon: str
    tone: str = ""
    to_staff: Words = ""
    to_citizen: Words = ""
    said: bool = False
    by_staff: bool = False
    sends: bool = False
    letters_to_citizen: tuple[str, ...] = ()
    letters_to_staff: tuple[str, ...] = ()

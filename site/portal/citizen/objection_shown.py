"""What a citizen reads of their objection: who decides on it, until when, and what is left outside after the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import get_language

from content.pages.models import StandardPage
from permissions.agencies.levels import office_name
from permissions.agencies.models import AgencyRole
from permissions.translated_text import in_language
from workflows.cases.actions.citizen import is_last_word
from workflows.cases.objection import is_on_objection
from workflows.cases.rules import Rules
from workflows.cases.state import State, at_work
from workflows.notifications.addresses import DoorsOutside

OUTSIDE: Final = "after-objection"
"""The slug of the page, in each language, on which editors name the doors outside with their time limits."""


@dataclass(frozen=True, slots=True)
class ObjectionShown:
    """``by`` and ``due``: who decides on it now, in words, and until when; empty and None where nobody does.

    ``over``: nobody here decides on it any more; ``outside``: where else they can go, None where that is not published.
    """

    number: int
    by: str = ""
    due: datetime | None = None
    over: bool = False
    outside: DoorsOutside | None = None


def objection_shown(state: State, rules: Rules) -> ObjectionShown | None:
    """None where the citizen has not objected; no statement then."""
    if not state.objections:
        return None
    heard = next((work for work in at_work(state) if is_on_objection(state, work)), None)
    if heard is not None:
        by = in_language(heard.agency.name)
        if heard.level or heard.agency.role == AgencyRole.PUBLIC_BODY:  # a unit's ground is the unit
            by = f"{by} · {office_name(heard.level, heard.agency.role)}"
        return ObjectionShown(state.objections, by, heard.due)
    over = is_last_word(state, rules)
    return ObjectionShown(state.objections, over=over, outside=doors_outside(get_language() or "") if over else None)


def doors_outside(language: str) -> DoorsOutside | None:
    """As editors name them in a language; None where they have taken the page away. One statement."""
    found = StandardPage.objects.live().filter(slug=OUTSIDE, locale__language_code=language).first()
    return DoorsOutside(found.title, found.url or "", found.intro) if found is not None else None

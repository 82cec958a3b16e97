"""Several pieces of work of one case, side by side: which of them a page is about, and the way to the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode

from permissions.translated_text import in_language
from portal.desk.bands import Bands
from portal.desk.offering import officers_works
from workflows.cases.models import Work
from workflows.cases.state import State

KEY: Final = r"[0-9-]{8,24}(?:/[a-z0-9_/]{1,140})?"
"""How a ``key_of`` looks."""
_BRANCH: Final = re.compile(r"[a-z0-9_/]{1,140}")
_ANY: Final = "00-0000-0000-0"
"""In place of a number: no request has it."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One of them: its step in words, when it is due, and the address of its page; ``here``: the page is about it."""

    work: Work
    step: str
    band: str
    due_words: str | Promise
    address: str
    here: bool


def beside(state: State, at_hand: Work, bands: Bands) -> list[Beside]:
    """All that are open, the leading one first; none where there is but one."""
    works = officers_works(state)
    if len(works) < 2:
        return []
    return [
        Beside(
            work,
            in_language(state.step_of(work).name),
            bands.of(work),
            bands.words(work),
            address(state.case.tracking, work.branch),
            work is at_hand,
        )
        for work in works
    ]


def key_of(work: Work) -> str:
    """By what a row of the inbox is chosen: the number of its case, and the branch where it has one."""
    return f"{work.case.tracking}/{work.branch}" if work.branch else work.case.tracking


def branch_in(given: QueryDict) -> str:
    """The branch that an address or a form names; "" where it names none, or writes nonsense."""
    named = given.get("branch", "")
    return named if _BRANCH.fullmatch(named) else ""


def address(tracking: str, branch: str) -> str:
    """The page of a case, about the piece of work in one of its branches."""
    found = _pattern().replace(_ANY, tracking)
    return f"{found}?{urlencode({'branch': branch})}" if branch else found


@cache
def _pattern() -> str:
    """The address of whatever case: looked up for each of a hundred rows it would cost more than they do."""
    return reverse("desk:case", args=[_ANY])

"""The rungs of a ladder for ``components/ladder.html``: which level is behind, which has the case, which comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from permissions.agencies.levels import level_name
from permissions.agencies.selectors import open_posts
from workflows.cases.models import Work
from workflows.escalation.definition import Ladder

PAST, HERE, NEXT, DONE = "past", "here", "next", "done"
Words = Callable[[int, str], str]
"""What is said at a rung, by its level and its state."""


@dataclass(frozen=True, slots=True)
class ShownRung:
    """A level as the component draws it; ``share`` is how much of its time is spent, 0 to 100."""

    level: int
    level_name: str
    name: str
    state: str
    words: str
    share: int | None = None


def rungs(work: Work, ladder: Ladder, words: Words, *, share: int | None = None) -> list[ShownRung]:
    """The rungs of open ``work``, ground first; ``share`` belongs to the one where it lies."""
    names = post_names(work.agency_id)
    shown = []
    for level in levels(ladder):
        state = PAST if level < work.level else HERE if level == work.level else NEXT
        spent = share if state == HERE else None
        name = level_name(level, work.agency.role)
        shown.append(ShownRung(level, name, names.get(level, ""), state, words(level, state), spent))
    return shown


def levels(ladder: Ladder) -> list[int]:
    """The ground and every level above it."""
    return [0, *(rung.level for rung in ladder.rungs)]


def post_names(agency_id: int) -> dict[int, str]:
    """What the posts of an agency are called, by level."""
    return {post.level: str(post) for post in open_posts().filter(agency_id=agency_id)}

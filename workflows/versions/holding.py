"""Who edits a draft: one person at a time, until they give it up or nothing was saved for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from permissions.actors import Actor
from permissions.now import now
from workflows.versions.errors import HeldByAnother, StillTyped
from workflows.versions.models import Drafting, Version

IDLE: Final = timedelta(minutes=10)
"""After so long without a save another person may take a draft over."""


def drafting_of(version: Version) -> Drafting:
    """The row of a draft; one that is not written yet where nobody has edited it."""
    found = Drafting.objects.select_related("holder", "asked_by", "ready_by").filter(version=version).first()
    return found or Drafting(version=version)


def edits(drafting: Drafting, user_id: int | None) -> bool:
    """Whether somebody may change the draft as it is: they hold it, or nobody does and it waits for nobody."""
    if drafting.holder_id is None:
        return drafting.ready_at is None
    return drafting.holder_id == user_id


def can_be_taken(drafting: Drafting) -> bool:
    """Whether somebody else may take it: nobody holds it, or whoever does has saved nothing for a while."""
    return drafting.holder_id is None or drafting.held_at is None or now() - drafting.held_at >= IDLE


def nobody_types(version: Version, actor: Actor) -> None:
    """Raises ``StillTyped`` where another person has saved the draft a moment ago, and neither gave it up nor said that
    it is ready.
    """
    drafting = drafting_of(version)
    if drafting.held_at is not None and drafting.holder_id != actor.user_id and not can_be_taken(drafting):
        raise StillTyped(drafting.holder, drafting.held_at)


def hold(drafting: Drafting, actor: Actor) -> None:
    """The draft is theirs, who save something. Raises ``HeldByAnother``; machines hold nothing."""
    if actor.kind != "staff":
        return
    if not edits(drafting, actor.user_id):
        raise HeldByAnother
    if drafting.holder_id is None:
        drafting.holder_id, drafting.held_since = actor.user_id, now()
    drafting.held_at = now()


def take(drafting: Drafting, actor: Actor) -> None:
    """The draft is theirs from now on. Raises ``HeldByAnother`` while another person works on it."""
    if drafting.holder_id != actor.user_id and not can_be_taken(drafting):
        raise HeldByAnother
    give(drafting, actor.user_id)


def give(drafting: Drafting, user_id: int | None) -> None:
    """To somebody, or to nobody."""
    at = now() if user_id is not None else None
    drafting.holder_id, drafting.held_since, drafting.held_at = user_id, at, at
    drafting.asked_by_id, drafting.asked_at = None, None

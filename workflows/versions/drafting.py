"""What people do about a draft beside changing it: taking it over, asking for it, saying that it is ready."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from permissions.actors import Actor
from permissions.now import now
from workflows.transactions.turn import write_transaction
from workflows.versions.errors import ChangedMeanwhile, HeldByAnother, NotPublishable
from workflows.versions.holding import drafting_of, give, take
from workflows.versions.models import Drafting, Version, VersionStatus
from workflows.versions.references import problems
from workflows.versions.services import as_read, locked_draft
from workflows.versions.telling import READY, Told, tell


def take_over(version_id: int, *, actor: Actor) -> None:
    """Edit it from now on. Raises ``HeldByAnother`` while somebody else works on it, or ``NotADraft``."""
    _change(version_id, lambda drafting: take(drafting, actor))


def ask_for(version_id: int, *, actor: Actor) -> None:
    """Have whoever edits it told that one would like to. Of several who ask the last counts. Raises ``NotADraft``."""

    def ask(drafting: Drafting) -> None:
        if drafting.holder_id != actor.user_id:
            drafting.asked_by_id, drafting.asked_at = actor.user_id, now()

    _change(version_id, ask)


def hand_over(version_id: int, *, actor: Actor) -> None:
    """Give it to whoever asked for it, or to nobody. Raises ``HeldByAnother`` where one does not edit it."""

    def hand(drafting: Drafting) -> None:
        if drafting.holder_id != actor.user_id:
            raise HeldByAnother
        give(drafting, drafting.asked_by_id)

    _change(version_id, hand)


def ready(version_id: int, *, read: str, words: str, actor: Actor) -> bool:
    """Say that a draft is ready for a second person, who is told once; False where it had been said already.

    Whoever drafted it says so, and does not edit it any more. ``read`` as for ``redraft``. Raises ``NotADraft``,
    ``ChangedMeanwhile``, ``HeldByAnother`` for anybody else, or ``NotPublishable``.
    """
    with write_transaction():
        version = locked_draft(version_id)
        drafting = drafting_of(version)
        if read != as_read(version):
            raise ChangedMeanwhile
        if actor.user_id is None or version.drafted_by_id != actor.user_id:
            raise HeldByAnother
        if drafting.ready_at is not None:
            return False
        found = [] if version.ends else problems(version.subject, version.key, version.definition)
        if found:
            raise NotPublishable(found)
        give(drafting, None)
        drafting.ready_at, drafting.ready_by_id, drafting.ready_words = now(), actor.user_id, words
        drafting.save()
        tell(Told(READY, version.pk, actor.user_id, {"at": now().isoformat(), "words": words}))
        return True


def waiting_drafts(user_id: int) -> QuerySet[Version]:
    """The drafts that wait for somebody as their second person: ready, and drafted by another; the longest first."""
    waiting = Version.objects.filter(status=VersionStatus.DRAFT, drafting__ready_at__isnull=False)
    return waiting.exclude(drafted_by_id=user_id).order_by("drafting__ready_at")


def waiting_for(user_id: int) -> int:
    """How many these are."""
    return waiting_drafts(user_id).count()


def waits(version: Version) -> Drafting | None:
    """That a draft waits for a second person: since when, and what its drafter says to them; None where it does not."""
    return Drafting.objects.select_related("ready_by").filter(version=version, ready_at__isnull=False).first()


def _change(version_id: int, change: Callable[[Drafting], None]) -> None:
    with write_transaction():
        drafting = drafting_of(locked_draft(version_id))
        change(drafting)
        drafting.save()

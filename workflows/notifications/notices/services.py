"""Writes notices as the outbox delivers them, and what their readers have seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from permissions.now import now
from workflows.notifications.notices.choices import choices_of
from workflows.notifications.notices.kinds import kind_of
from workflows.notifications.notices.models import NEW, Channel, Notice
from workflows.outbox.models import OutboxEntry
from workflows.transactions.turn import write_transaction

KEPT: Final = timedelta(days=90)


def note(entry: OutboxEntry) -> frozenset[Channel] | None:
    """Make the notice of a letter to the staff, where it is wanted at the bell or in the morning; the ways by which its
    reader wants to hear of it, None of one that nobody can do without.

    Done again, as after a crash, it changes nothing.
    """
    kind = kind_of(entry.topic)
    if kind is None or entry.user_id is None:
        return None
    wanted = choices_of(entry.user_id)[kind]
    if wanted & {Channel.BELL, Channel.DIGEST}:
        row = Notice(
            entry=entry,
            user_id=entry.user_id,
            case_id=entry.case_id,
            kind=kind,
            at=entry.created_at,
            shown=Channel.BELL in wanted,
            for_digest=Channel.DIGEST in wanted,
        )
        Notice.objects.bulk_create([row], ignore_conflicts=True)
    return wanted


def mark_read(user_id: int, notice_ids: Iterable[int] | None = None) -> None:
    """Some of one's own notices, or all (None)."""
    rows = Notice.objects.filter(NEW, user=user_id)
    if notice_ids is not None:
        rows = rows.filter(pk__in=list(notice_ids))
    with write_transaction():
        rows.update(read_at=now())


def forget_notices() -> None:
    """Let go of those that are old."""
    with write_transaction():
        Notice.objects.filter(at__lt=now() - KEPT).delete()

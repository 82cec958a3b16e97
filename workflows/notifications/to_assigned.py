"""One letter for all that a colleague was given at once."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.now import now
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry

TOPIC: Final = "assigned_together"


def ask_for_letter(user_id: int, count: int, *, key: str) -> None:
    """A row for whoever was given ``count`` cases. Asked again with the same ``key`` it changes nothing."""
    at = now()
    entry = OutboxEntry(
        key=f"{TOPIC}:{key}",
        topic=TOPIC,
        audience="staff",
        user_id=user_id,
        data={"count": count},
        created_at=at,
        available_at=at,
    )
    OutboxEntry.objects.bulk_create([entry], ignore_conflicts=True)
    nudge_after_commit()


def written(entry: OutboxEntry, language: str) -> WrittenLetter:
    """The letter, in the language that is on. It says how many, and of no case which."""
    count = entry.data["count"]
    subject = ngettext("%(count)d request was assigned to you", "%(count)d requests were assigned to you", count)
    text = _("They are in your inbox, by what is due first. Their holders remain responsible, and the count goes on.")
    return WrittenLetter(language, subject % {"count": count}, text, _("Open the platform"), addresses.admin_link())

"""The letter of the morning: on each working day, what somebody wanted to hear of once a day."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.access.selectors import held_by
from permissions.isolated import isolated
from permissions.now import now
from permissions.platform.called import calendar_of_the_country
from permissions.writing import local, written_day, written_number, zone
from workflows.calendars.calendar import Calendar
from workflows.calendars.publishable import CALENDARS
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.notices.models import Notice, NoticeKind
from workflows.notifications.notices.selectors import may_be_told
from workflows.notifications.notices.words import Said, said
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry
from workflows.transactions.turn import write_transaction

TOPIC: Final = "digest"
MORNING: Final = time(7, 30)
"""When it is written, in the country's time."""
MOST: Final = 50
"""Notices that one letter names; of more it says how many."""


def ask_for_what_is_due() -> None:
    """A row for each person for whom something waits since before this morning; the notices go with it in one commit.

    Asked again on the same day it finds nothing: what came after the morning waits for the next one. It is asked each
    minute: where nothing waits it costs one statement.
    """
    if not Notice.objects.filter(for_digest=True).exists():
        return
    begins = _this_morning(now())
    if begins is None:
        return
    with write_transaction():
        waiting = Notice.objects.select_for_update(of=("self",)).filter(for_digest=True, at__lt=begins)
        by_reader: dict[int, list[int]] = {}
        for user_id, notice_id in waiting.order_by("pk").values_list("user_id", "pk"):
            by_reader.setdefault(user_id, []).append(notice_id)
        entries = [_entry(user_id, ids, begins) for user_id, ids in by_reader.items()]
        OutboxEntry.objects.bulk_create(entries, ignore_conflicts=True)
        waiting.order_by().update(for_digest=False)
        if entries:
            nudge_after_commit()


def _entry(user_id: int, notice_ids: list[int], begins: datetime) -> OutboxEntry:
    at = now()
    return OutboxEntry(
        key=f"{TOPIC}:{user_id}:{at.isoformat()}",
        topic=TOPIC,
        audience="staff",
        user_id=user_id,
        data={"notices": notice_ids, "day": local(begins).date().isoformat()},
        created_at=at,
        available_at=at,
    )


def _this_morning(at: datetime) -> datetime | None:
    """The moment of today at which it is written; None before it, and on days on which nobody works."""
    begins = datetime.combine(local(at).date(), MORNING, zone())
    return begins if begins <= at and _calendar().is_open(local(at).date()) else None


def _calendar() -> Calendar:
    """The country's, by which agencies work that have none of their own."""
    definition = CALENDARS.in_force().get(calendar_of_the_country())
    found = CALENDARS.read(definition) if definition is not None else None
    return found or Calendar.around_the_clock(zone())


def written(entry: OutboxEntry, language: str) -> WrittenLetter | None:
    """The letter, in the language that is on; None where its reader may know of none of it any more."""
    user_id = entry.user_id or 0
    rows = Notice.objects.filter(may_be_told(user_id, held_by(user_id)), user=user_id, pk__in=entry.data["notices"])
    notices = said(rows.select_related("entry", "case__kind").order_by("pk"))
    if not notices:
        return None
    day = written_day(datetime.fromisoformat(entry.data["day"]).date())
    count = ngettext("%(count)s notice", "%(count)s notices", len(notices)) % {"count": written_number(len(notices))}
    parts = [
        "\n".join([f"{kind.label}:", *(_line(each) for each in of_kind)])
        for kind in NoticeKind
        if (of_kind := [each for each in notices[:MOST] if each.kind == kind])
    ]
    if len(notices) > MOST:
        parts.append(_("The others stand on the page of your notices."))
    subject = _("%(count)s, %(day)s") % {"count": count, "day": day}
    return WrittenLetter(language, subject, "\n\n".join(parts), _("See your notices"), addresses.notices_link())


def _line(each: Said) -> str:
    """The number and what happened: no subject, which a letter to the staff never has."""
    return f"{isolated(each.tracking)} · {each.text}" if each.tracking else each.text

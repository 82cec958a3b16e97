"""The letter of the morning: on each working day, what somebody wanted to hear of once a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.access.selectors import held_by, held_by_many
from permissions.isolated import isolated
from permissions.now import now
from permissions.platform.called import calendar_of_the_country
from permissions.writing import local, written_day, written_number, zone
from workflows.calendars.publishable import CALENDARS
from workflows.cases.rules import Rules
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
    minute: where nothing waits since before the morning it costs one statement, and none before it.
    """
    begins = datetime.combine(local(now()).date(), MORNING, zone())
    if begins > now():
        return
    due = Notice.objects.filter(for_digest=True, at__lt=begins)
    readers = _at_work(set(due.order_by().values_list("user_id", flat=True).distinct()), begins)
    if not readers:
        return
    with write_transaction():
        waiting = due.select_for_update(of=("self",)).filter(user__in=sorted(readers))
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


def _at_work(user_ids: Collection[int], begins: datetime) -> set[int]:
    """Those of them for whom the day is a working day, by the calendar of one at least of their agencies.

    Whoever stands at none goes by the country's.
    """
    if not user_ids:
        return set()
    rules, day = Rules(at=begins), local(begins).date()
    places = {user_id: set(held.standing.levels) for user_id, held in held_by_many(user_ids).items()}
    rules.prepare({agency_id for agencies in places.values() for agency_id in agencies})
    return {
        user_id
        for user_id, agencies in places.items()
        if any(rules.calendar(each).is_open(day) for each in agencies) or (not agencies and _country_works(day))
    }


def _country_works(day: date) -> bool:
    definition = CALENDARS.in_force().get(calendar_of_the_country())
    found = CALENDARS.read(definition) if definition is not None else None
    return found is None or found.is_open(day)


def written(entry: OutboxEntry, language: str) -> WrittenLetter | None:
    """The letter, in the language that is on; None where its reader may know of none of it any more."""
    user_id = entry.user_id or 0
    rows = Notice.objects.filter(may_be_told(user_id, held_by(user_id)), user=user_id, pk__in=entry.data["notices"])
    notices = said(rows.select_related("entry", "case__kind", "case__key").order_by("pk"))
    if not notices:
        return None
    day = written_day(datetime.fromisoformat(entry.data["day"]).date())
    count = ngettext("%(count)s notice", "%(count)s notices", len(notices)) % {"count": written_number(len(notices))}
    parts = [
        "\n".join(_line(each) for each in of_kind)
        for kind in NoticeKind
        if (of_kind := [each for each in notices[:MOST] if each.kind == kind])
    ]
    if len(notices) > MOST:
        parts.append(_("The others are on your notices page."))
    subject = _("%(count)s, %(day)s") % {"count": count, "day": day}
    return WrittenLetter(language, subject, "\n\n".join(parts), _("See your notices"), addresses.notices_link())


def _line(each: Said) -> str:
    """The number and what happened: no subject, which a letter to the staff never has."""
    return f"{isolated(each.tracking)} · {each.text}" if each.tracking else each.text

"""Sends reports on their days: a file for each reader, with what that reader's rights reach; stops what cannot go on.

What goes out is a letter with a link: the file lies behind the login, and rights are asked again when it is opened.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from datetime import date, time
from typing import Any, Final

from permissions.access.decide import Held
from permissions.access.selectors import held_by, held_by_many
from permissions.now import now
from permissions.people.models import User
from permissions.writing import local
from workflows.notifications.notices.kinds import SAVED_REPORT_SENT, SAVED_REPORT_STOPPED
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry
from workflows.saved_reports.copies import Wanted, ask_for
from workflows.saved_reports.models import ReportCopy, ReportSchedule, SavedReport, Stopped
from workflows.saved_reports.plan import next_day
from workflows.saved_reports.reach import may_keep, reach_of
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

MORNING: Final = time(5, 0)
"""From when on the reports of a day are made, by the country's clock: the last day is over and written."""
AT_ONCE: Final = 50
"""Schedules in one pass of the clock."""


def save_schedule(
    schedule: ReportSchedule, readers: Collection[User], *, every: str, day: int, written_as: str, language: str
) -> None:
    """A new one, or one that is changed: it goes on from today, also where it had stopped."""
    schedule.every, schedule.day, schedule.format, schedule.language = every, day, written_as, language
    schedule.next_on, schedule.stopped = next_day(every, day, after=local(now()).date()), ""
    with write_transaction():
        schedule.save()
        schedule.readers.set(readers)


def stop(schedule: ReportSchedule, why: Stopped = Stopped.BY_HAND) -> None:
    """It sends nothing any more; ``go_on`` takes that back."""
    with write_transaction():
        ReportSchedule.objects.filter(pk=schedule.pk).update(stopped=why)


def go_on(schedule: ReportSchedule) -> None:
    """From today on: what fell due while it had stopped is not sent."""
    following = next_day(schedule.every, schedule.day, after=local(now()).date())
    with write_transaction():
        ReportSchedule.objects.filter(pk=schedule.pk).update(stopped="", next_on=following)


def send_due() -> list[int]:
    """Ask for the files of all that is due; their ids. One statement where nothing is."""
    here = local(now())
    if here.time() < MORNING:
        return []
    due = ReportSchedule.objects.filter(stopped="", next_on__lte=here.date(), report__removed_at=None)
    asked: list[int] = []
    for schedule_id in due.order_by("next_on", "pk").values_list("pk", flat=True)[:AT_ONCE]:
        asked += _send(schedule_id, here.date())
    return asked


def _send(schedule_id: int, today: date) -> list[int]:
    """Once for a day, whoever else does it at the same time. Of days that were missed only the last is sent."""
    with write_transaction():
        found = ReportSchedule.objects.select_for_update(of=("self",)).select_related("report__owner")
        schedule = found.get(pk=schedule_id)
        if schedule.stopped or schedule.next_on is None or schedule.next_on > today:
            return []
        report, owner = schedule.report, schedule.report.owner
        readers = list(schedule.readers.filter(is_active=True))
        if not (owner.is_active and may_keep(held_by(owner.pk))):
            schedule.stopped = Stopped.OWNER_LEFT
            schedule.save(update_fields=["stopped"])
            _tell_of_the_end(schedule, [each for each in readers if each.pk != owner.pk])
            return []
        of_day = schedule.next_on
        schedule.sent_on, schedule.next_on = today, next_day(schedule.every, schedule.day, after=today)
        schedule.save(update_fields=["sent_on", "next_on"])
        rights = held_by_many(each.pk for each in readers)
        return [_asked(schedule, report, each, of_day).pk for each in readers if reads(report, each, rights[each.pk])]


def reads(report: SavedReport, reader: User, held: Held) -> bool:
    """Whether somebody may be sent a report: they read figures at all. What is in it is what theirs reaches."""
    return reader.is_active and report.removed_at is None and reach_of(held) is not None


def _asked(schedule: ReportSchedule, report: SavedReport, reader: User, day: date) -> ReportCopy:
    wanted = Wanted(
        title=report.name,
        question=report.question,
        drawn=report.drawn,
        format=schedule.format,
        language=schedule.language,
        report_id=report.pk,
        schedule_id=schedule.pk,
        sent_for=day,
    )
    return ask_for(wanted, reader_id=reader.pk)


def tell_of_file(copy: ReportCopy) -> None:
    """The letter and the notice that it lies there; nothing of one that its reader took away by themselves."""
    if copy.schedule_id is not None:
        said = {"copy": copy.key, "name": copy.title}
        _write([_entry(f"{SAVED_REPORT_SENT}:{copy.key}", SAVED_REPORT_SENT, copy.reader_id, said)])


def _tell_of_the_end(schedule: ReportSchedule, readers: Collection[User]) -> None:
    said = {"report": schedule.report_id, "name": schedule.report.name}
    key = f"{SAVED_REPORT_STOPPED}:{schedule.pk}:{schedule.next_on}"
    _write([_entry(f"{key}:{each.pk}", SAVED_REPORT_STOPPED, each.pk, said) for each in readers])


def _entry(key: str, topic: str, user_id: int, data: Mapping[str, Any]) -> OutboxEntry:
    at = now()
    return OutboxEntry(
        key=key, topic=topic, audience="staff", user_id=user_id, data=dict(data), created_at=at, available_at=at
    )


def _write(entries: list[OutboxEntry]) -> None:
    if entries:
        with write_transaction():
            OutboxEntry.objects.bulk_create(entries, ignore_conflicts=True)
            nudge_after_commit()

"""Reports are sent on their day, once, to those who may read; and stop, with a word, when their owner has left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from permissions.now import standing_at
from tests.scenes import Country
from workflows.outbox.models import OutboxEntry
from workflows.saved_reports.models import ReportCopy, ReportSchedule, SavedReport, Stopped
from workflows.saved_reports.sending import go_on, save_schedule, send_due, stop
from workflows.saved_reports.services import remove, save_new

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TODAY = datetime(2026, 11, 27, 6, tzinfo=UTC)
QUESTION = {"measures": ["received"], "period": {"named": "last_month"}}


def scheduled(land: Country, *readers: str, owner: str = "level2-moh") -> ReportSchedule:
    report = save_new(name="الوارد", question=QUESTION, drawn="table", owner_id=land.people[owner].pk)
    schedule = ReportSchedule(report=report)
    people = [land.people[each] for each in readers]
    with standing_at(TODAY):
        save_schedule(schedule, people, every="month", day=1, written_as="csv", language="ar")
    return schedule


def at(day: datetime) -> list[int]:
    with standing_at(day):
        return send_due()


def test_each_reader_gets_a_file_on_the_day_and_only_once(land: Country) -> None:
    schedule = scheduled(land, "level2-moh", "officer-moe")
    assert at(TODAY) == []
    first = datetime(2026, 12, 1, 5, tzinfo=UTC)
    assert at(first.replace(hour=1)) == [], "the last day may still be written"
    assert len(at(first)) == 2
    assert at(first + timedelta(hours=1)) == []
    assert set(ReportCopy.objects.values_list("reader__username", flat=True)) == {"level2-moh", "officer-moe"}
    schedule.refresh_from_db()
    assert str(schedule.next_on) == "2027-01-01"


def test_days_that_were_missed_are_sent_once(land: Country) -> None:
    scheduled(land, "level2-moh")
    assert len(at(datetime(2027, 3, 5, 6, tzinfo=UTC))) == 1
    assert at(datetime(2027, 3, 6, 6, tzinfo=UTC)) == []


def test_it_stops_when_its_owner_has_left_and_tells_the_others(land: Country) -> None:
    schedule = scheduled(land, "level2-moh", "officer-moe")
    land.people["level2-moh"].is_active = False
    land.people["level2-moh"].save()
    assert at(datetime(2026, 12, 1, 6, tzinfo=UTC)) == []
    schedule.refresh_from_db()
    assert schedule.stopped == Stopped.OWNER_LEFT
    told = OutboxEntry.objects.filter(topic="saved_report_stopped")
    assert [each.user_id for each in told] == [land.people["officer-moe"].pk]
    assert at(datetime(2027, 1, 1, 6, tzinfo=UTC)) == []


def test_a_reader_who_has_left_is_passed_over(land: Country) -> None:
    scheduled(land, "officer-moe")
    land.people["officer-moe"].is_active = False
    land.people["officer-moe"].save()
    assert at(datetime(2026, 12, 1, 6, tzinfo=UTC)) == []


def test_what_is_stopped_or_removed_is_not_sent_and_goes_on_from_today(land: Country) -> None:
    schedule = scheduled(land, "level2-moh")
    stop(schedule)
    assert at(datetime(2026, 12, 1, 6, tzinfo=UTC)) == []
    with standing_at(datetime(2026, 12, 2, 6, tzinfo=UTC)):
        go_on(schedule)
    assert at(datetime(2026, 12, 2, 7, tzinfo=UTC)) == []
    assert len(at(datetime(2027, 1, 1, 6, tzinfo=UTC))) == 1
    remove(SavedReport.objects.get())
    assert at(datetime(2027, 2, 1, 6, tzinfo=UTC)) == []

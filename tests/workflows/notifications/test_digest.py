"""The letter of the morning: once on each working day, in its reader's language, of what they may still know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from permissions.now import standing_at
from tests.scenes import CALENDAR, Country, country, file_case, publish_one
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.choices import choose
from workflows.notifications.notices.digest import ask_for_what_is_due
from workflows.notifications.notices.models import Channel, Notice, NoticeKind
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
WEDNESDAY_NOON = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
THURSDAY_NIGHT, THURSDAY = datetime(2026, 11, 26, 3, 0, tzinfo=UTC), datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
FRIDAY, SUNDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC), datetime(2026, 11, 29, 5, 0, tzinfo=UTC)


@pytest.fixture
def land() -> Country:
    land = country()
    choose(land.people["officer-moh"].pk, {NoticeKind.ARRIVED: [Channel.BELL, Channel.DIGEST]})
    return land


def morning(at: datetime) -> list[mail.EmailMessage]:
    """The letters that leave in a pass at this moment."""
    mail.outbox.clear()
    with standing_at(at):
        ask_for_what_is_due()
        deliver_waiting()
    return [letter for letter in mail.outbox if letter.to == ["officer-moh@example.org"]]


def filed(at: datetime, **more: str) -> str:
    with standing_at(at):
        case = file_case(**more)
        deliver_waiting()
    return str(case.tracking)


def test_it_comes_on_the_next_working_morning_once(land: Country) -> None:
    first, second = filed(WEDNESDAY_NOON), filed(WEDNESDAY_NOON)
    assert morning(WEDNESDAY_NOON) == morning(THURSDAY_NIGHT) == []
    (letter,) = morning(THURSDAY)
    assert first in letter.body
    assert second in letter.body
    assert morning(THURSDAY) == []
    assert not Notice.objects.filter(for_digest=True).exists()


def test_on_a_day_off_it_waits(land: Country) -> None:
    number = filed(THURSDAY.replace(hour=12))
    assert morning(FRIDAY) == []
    (letter,) = morning(SUNDAY)
    assert number in letter.body


def test_it_is_in_the_readers_language_and_names_no_subject(land: Country) -> None:
    UserProfile.objects.create(user=land.people["officer-moh"], preferred_language="en")
    filed(WEDNESDAY_NOON, subject="A-very-own-subject")
    (letter,) = morning(THURSDAY)
    assert letter.subject.startswith("1 notice")
    assert "has come to me" not in letter.body, "a letter speaks to its reader"
    assert "· New for you" in letter.body
    assert "A-very-own-subject" not in letter.body


def test_what_its_reader_may_know_no_more_is_not_in_it(land: Country) -> None:
    with standing_at(WEDNESDAY_NOON):
        case = file_case()
        deliver_waiting()
        accused = SetParties(parties=(Concerned(user_id=land.people["officer-moh"].pk),), reason="هو")
        apply(case.pk, accused, actor=land.actor("officer-central"))
    assert morning(THURSDAY) == []
    assert OutboxEntry.objects.get(topic="digest").unsent_at is not None


def test_whose_agency_works_on_another_day_gets_it_then(land: Country) -> None:
    publish_one("calendar", "moh", CALENDAR | {"weekend": [6]})
    filed(THURSDAY.replace(hour=12))
    assert len(morning(FRIDAY)) == 1, "the country rests, the agency works"
    filed(FRIDAY.replace(hour=12))
    assert len(morning(FRIDAY + timedelta(days=1))) == 1
    filed(FRIDAY + timedelta(days=1))
    assert morning(SUNDAY) == []

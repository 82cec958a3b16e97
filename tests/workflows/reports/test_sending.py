"""Made and told of on the first working day, once, also after an outage; and the unit is asked for its signature."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from permissions.now import standing_at
from permissions.people.models import User
from tests.scenes import hire
from tests.workflows.reports.october import October, at, october
from workflows.notifications.to_report_readers import READY, SIGNED, TO_SIGN, written
from workflows.outbox.models import OutboxEntry
from workflows.reports import sending
from workflows.reports.models import Snapshot
from workflows.reports.period import Period
from workflows.reports.sending import choose_recipient, due_from, is_due, send_what_is_due, sign
from workflows.reports.unit_models import Sending

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> October:
    """In which nobody draws files: that is another test's."""
    monkeypatch.setattr(sending, "make_files", lambda *_ids: None)
    return october()


@pytest.fixture
def reader(scene: October) -> User:
    """An auditor who was chosen in the middle of October."""
    person = hire(scene.land, "auditor")
    with standing_at(at(10, 15)):
        choose_recipient(person.pk, "monthly", wanted=True, actor=scene.land.actor("officer-central"))
    return person


def letters(topic: str) -> int:
    return OutboxEntry.objects.filter(topic=topic).count()


def test_nothing_is_made_while_nobody_is_chosen(scene: October) -> None:
    with standing_at(at(11, 5)):
        send_what_is_due()
    assert Snapshot.objects.count() == 0


def test_it_is_due_in_the_morning_of_the_first_working_day(scene: October) -> None:
    assert due_from(Period(2026, 10)) == at(11, 1, 7, 30)  # a Sunday
    assert due_from(Period(2026, 4)) == at(5, 3, 7, 30)  # the first is a Friday
    assert due_from(Period(2026, 9)) == at(10, 1, 7, 30)


def test_it_is_sent_once_as_a_draft_and_again_when_it_is_signed(scene: October, reader: User) -> None:
    with standing_at(at(11, 1, 7)):
        assert not is_due()
    with standing_at(at(11, 1, 8)):
        assert is_due()
        send_what_is_due()
        send_what_is_due()
        assert not is_due()
    assert (letters(READY), Sending.objects.get().recipients) == (1, 1)
    assert letters(TO_SIGN) >= 1
    with override("en"):
        letter = written(OutboxEntry.objects.get(topic=READY), "en")
    assert letter is not None
    assert "October 2026" in letter.subject
    with standing_at(at(11, 2)):
        sign(Snapshot.objects.get(), actor=scene.land.actor("officer-central"))
    assert letters(SIGNED) == 1


def test_what_was_missed_is_made_up_for_oldest_first(scene: October, reader: User) -> None:
    with standing_at(at(12, 20)):
        send_what_is_due()
    assert list(Sending.objects.order_by("pk").values_list("period", flat=True)) == ["2026-10", "2026-11"]


def test_what_came_due_before_anybody_was_chosen_is_not_sent_afterwards(scene: October) -> None:
    with standing_at(at(11, 20)):
        choose_recipient(
            hire(scene.land, "auditor").pk, "monthly", wanted=True, actor=scene.land.actor("officer-central")
        )
        assert not is_due()


def test_the_unit_is_asked_three_times_at_most_and_not_once_it_has_signed(scene: October, reader: User) -> None:
    turns = [at(11, 1, 8), at(11, 2, 8), at(11, 4, 9), at(11, 9, 9), at(11, 20, 9)]
    asked = []
    for moment in turns:
        with standing_at(moment):
            send_what_is_due()
        asked.append(letters(TO_SIGN))
    first = asked[0]
    assert asked == [first, first, 2 * first, 3 * first, 3 * first]


def test_whoever_lost_the_right_gets_no_letter(scene: October, reader: User) -> None:
    with standing_at(at(11, 1, 8)):
        send_what_is_due()
    reader.is_active = False
    reader.save()
    assert written(OutboxEntry.objects.get(topic=READY), "en") is None

"""What comes to one person at once, of one kind, is one letter; what owners wrote and what is barred stays apart."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.notifications.crowds import CROWD
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.notifications.notices.models import Notice
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def to_the_officer() -> list[mail.EmailMessage]:
    return [letter for letter in mail.outbox if letter.to == ["officer-moh@example.org"]]


def test_ten_at_once_are_one_letter_and_ten_notices(land: Country) -> None:
    numbers = [file_case().tracking for _each in range(CROWD)]
    assert deliver_waiting() == (2 * CROWD, 0)
    (letter,) = to_the_officer()
    assert all(number in letter.body for number in numbers)
    assert Notice.objects.count() == CROWD
    taken = OutboxEntry.objects.filter(topic="arrived").values_list("data__taken", flat=True)
    assert all(set(each) == {"email"} for each in taken)


def test_fewer_are_a_letter_each(land: Country) -> None:
    for _each in range(CROWD - 1):
        file_case()
    deliver_waiting()
    assert len(to_the_officer()) == CROWD - 1


def test_of_what_may_not_be_read_any_more_it_says_nothing(land: Country) -> None:
    cases = [file_case() for _each in range(CROWD + 1)]
    lost = SetParties(parties=(Concerned(user_id=land.people["officer-moh"].pk),), reason="هو")
    apply(cases[0].pk, lost, actor=land.actor("officer-central"))
    deliver_waiting()
    (letter,) = to_the_officer()
    assert cases[0].tracking not in letter.body
    assert cases[1].tracking in letter.body
    barred = OutboxEntry.objects.get(case=cases[0], topic="arrived", user=land.people["officer-moh"])
    assert barred.problem == Unsent.BARRED


def test_what_fails_waits_as_a_whole_and_goes_as_one(land: Country, settings: Any) -> None:
    for _each in range(CROWD):
        file_case()
    right, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "no.such.Backend"
    assert deliver_waiting() == (0, 0)
    waiting = OutboxEntry.objects.filter(topic="arrived")
    assert set(waiting.values_list("attempts", "problem")) == {(1, "ModuleNotFoundError")}
    settings.EMAIL_BACKEND = right
    with standing_at(now() + timedelta(days=365)):
        deliver_waiting()
    assert len(to_the_officer()) == 1
    assert Notice.objects.count() == CROWD

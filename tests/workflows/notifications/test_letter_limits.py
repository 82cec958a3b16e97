"""No stranger's mailbox is filled: letters to citizens are counted by address; letters to officials never are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.limits.catalogue import LETTERS
from permissions.limits.decide import HOUR, hour_of
from permissions.now import now, standing_at
from tests.scenes import Country, file_case
from workflows.cases.models import Case
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_on")]
VICTIM = "victim@example.org"
MANY = 191


def test_191_requests_with_one_address_are_191_cases_and_ten_letters(land: Country) -> None:
    for _turn in range(MANY):
        file_case(email=VICTIM)
    deliver_waiting(at_most=10_000)
    assert Case.objects.count() == MANY
    assert len([letter for letter in mail.outbox if letter.to == [VICTIM]]) == LETTERS.free
    unsent = OutboxEntry.objects.filter(topic="acknowledged", problem=Unsent.TOO_MANY)
    assert unsent.count() == MANY - LETTERS.free
    assert not OutboxEntry.objects.waiting().exists()


def test_one_mailbox_is_one_however_it_is_written_and_so_is_a_phone(
    land: Country, settings: Any, tmp_path: Any
) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    numbers = ("0790000000", "+962790000000", "00962790000000", "962790000000", "790000000")
    for turn in range(15):
        file_case(email=f"V.ictim+{turn}@example.org", phone=numbers[turn % 5])
    deliver_waiting(at_most=10_000)
    assert len([letter for letter in mail.outbox if "ictim" in letter.to[0]]) == LETTERS.free
    assert len(list(tmp_path.iterdir())) == LETTERS.free


def test_other_mailboxes_get_theirs(land: Country) -> None:
    for _turn in range(LETTERS.free + 1):
        file_case(email=VICTIM)
    file_case(email="other@example.org")
    deliver_waiting(at_most=10_000)
    assert [letter.to for letter in mail.outbox if letter.to == ["other@example.org"]] == [["other@example.org"]]


def test_letters_to_officials_are_never_counted_or_held_back(land: Country) -> None:
    officer = land.people["officer-moh"]
    for _turn in range(3 * LETTERS.free):
        file_case(email="")
        deliver_waiting(at_most=10_000)  # one by one: of many at once one letter tells
    assert len([letter for letter in mail.outbox if letter.to == [officer.email]]) >= 3 * LETTERS.free
    assert not OutboxEntry.objects.filter(audience="staff", delivered_at=None).exists()


def test_what_says_more_than_the_page_after_filing_waits_for_the_next_hour(land: Country) -> None:
    at = hour_of(now()) + timedelta(minutes=30)
    with standing_at(at):
        for _turn in range(LETTERS.free):
            file_case(email=VICTIM)
        deliver_waiting(at_most=10_000)
        case = file_case(email=VICTIM)
        OutboxEntry.objects.filter(case=case, topic="acknowledged").update(topic="replied")
        mail.outbox.clear()
        deliver_waiting(at_most=10_000)
        entry = OutboxEntry.objects.get(case=case, audience="citizen")
        assert (entry.delivered_at, entry.unsent_at) == (None, None)
        assert (entry.available_at, entry.attempts) == (hour_of(at) + HOUR, 0)
        assert not [letter for letter in mail.outbox if letter.to == [VICTIM]]
    with standing_at(hour_of(at) + HOUR):
        deliver_waiting(at_most=10_000)
    assert [letter.to for letter in mail.outbox if letter.to == [VICTIM]] == [[VICTIM]]
    entry.refresh_from_db()
    assert entry.delivered_at is not None


def test_a_letter_to_a_citizen_costs_one_statement_more(land: Country, settings: Any) -> None:
    costs = []
    for on in (False, False, True):
        settings.LIMITS_ON = on
        file_case(email=VICTIM)
        costs.append(_statements())
    assert costs[2] == costs[1] + 1


def _statements() -> int:
    with CaptureQueriesContext(connection) as done:
        deliver_waiting()
    return len(done)

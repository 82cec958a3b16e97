"""The deputy of a lent role reads of it, and that it ended before its day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from permissions.access.delegating import end_loan, lend
from permissions.access.errors import DelegationRefused
from permissions.access.models import Delegation, RoleAtAgency
from permissions.isolated import without_isolates
from permissions.now import standing_at
from tests.scenes import Country, country, hire
from tests.workflows.notifications.reading import subject_of
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
FIRST, LAST = datetime(2026, 11, 22, 21, tzinfo=UTC), datetime(2026, 11, 25, 21, tzinfo=UTC)  # midnights in Amman


@pytest.fixture
def land() -> Country:
    land = country()
    for name in ("giver", "deputy"):
        hire(land, "officer", "moh", username=name)
        UserProfile.objects.update_or_create(user=land.people[name], defaults={"preferred_language": "en"})
    return land


def lent(land: Country, *, starts: datetime | None = FIRST) -> Delegation:
    place = RoleAtAgency.objects.get(role__code="officer", agency__code="moh")
    giver, deputy = land.people["giver"], land.people["deputy"]
    return lend(giver=giver, deputy=deputy, place=place, starts=starts, ends=LAST, actor=land.actor("giver"))


def test_the_deputy_reads_whose_role_it_is_where_and_for_which_days(land: Country) -> None:
    with standing_at(SUNDAY):
        lent(land)
        deliver_waiting()
    letter = mail.outbox[-1]
    assert letter.to == [land.people["deputy"].email]
    assert subject_of(letter) == "giver has lent you a role"
    said = "“Case officer” at MOH, from Monday 23 November 2026 until Wednesday 25 November 2026."
    assert said in without_isolates(str(letter.body))
    assert "/admin/away/" in letter.body


def test_it_is_written_in_the_language_of_the_deputy(land: Country) -> None:
    UserProfile.objects.update(preferred_language="ar")
    with standing_at(SUNDAY):
        lent(land)
        deliver_waiting()
    assert "الاثنين 23 تشرين الثاني 2026" in mail.outbox[-1].body
    assert subject_of(mail.outbox[-1]) == "فُوِّض إليك دور من giver"


@pytest.mark.parametrize("starts", [None, FIRST], ids=["while it lasts", "before it begins"])
def test_the_deputy_reads_that_it_ended_before_its_day(land: Country, starts: datetime | None) -> None:
    with standing_at(SUNDAY):
        loan = lent(land, starts=starts)
    with standing_at(SUNDAY + timedelta(hours=1)):
        end_loan(loan, actor=land.actor("giver"))
        end_loan(loan, actor=land.actor("giver"))
        deliver_waiting()
    assert [subject_of(letter) for letter in mail.outbox] == [
        "giver has lent you a role",
        "You no longer act for giver",
    ]


def test_of_its_last_day_nobody_is_told_again(land: Country) -> None:
    with standing_at(SUNDAY):
        loan = lent(land)
    with standing_at(LAST):
        end_loan(loan, actor=land.actor("giver"))
    assert OutboxEntry.objects.count() == 1


def test_a_deputy_whose_account_is_off_is_not_written_to(land: Country) -> None:
    with standing_at(SUNDAY):
        lent(land)
        land.people["deputy"].is_active = False
        land.people["deputy"].save()
        deliver_waiting()
    assert mail.outbox == []
    given_up = OutboxEntry.objects.get()
    assert (given_up.delivered_at, given_up.problem) == (None, Unsent.NO_ADDRESS)


def test_what_was_refused_tells_nobody(land: Country) -> None:
    with standing_at(LAST), pytest.raises(DelegationRefused):
        lent(land)
    assert not OutboxEntry.objects.exists()

"""Citizens: one a proved address, one an identity; proved by what the provider says alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from permissions.citizens import services
from permissions.citizens.models import AddressKind, Citizen
from permissions.citizens.services import BelongsToAnother, Identity
from permissions.now import now, standing_at

pytestmark = pytest.mark.django_db
LAYLA = Identity("https://id.example", "layla", "ليلى الحديدي", "9001010101")


def huda() -> Citizen:
    return services.sign_in_by_address(AddressKind.EMAIL, "huda@example.org")


def test_an_address_is_one_citizen_each_time() -> None:
    assert huda().pk == huda().pk
    assert services.sign_in_by_address(AddressKind.PHONE, "+962790000000").pk != huda().pk


@pytest.mark.parametrize(("days", "same"), [(364, True), (366, False)])
@pytest.mark.parametrize("mailbox", ["", "omar@example.org"])
def test_a_number_that_nobody_proved_for_a_year_opens_no_account_of_before(
    days: int, mailbox: str, *, same: bool
) -> None:
    with standing_at(now() - timedelta(days=days)):
        former = services.sign_in_by_address(AddressKind.PHONE, "+962790000000")
        if mailbox:
            services.add_address(former, AddressKind.EMAIL, mailbox)
    if mailbox:
        services.sign_in_by_address(AddressKind.EMAIL, mailbox)  # today: that says nothing of the number
    citizen = services.sign_in_by_address(AddressKind.PHONE, "+962790000000")
    assert (citizen.pk == former.pk) is same
    assert citizen.email == (mailbox if same else "")
    assert Citizen.objects.filter(email=mailbox).exists() or not mailbox, "the mailbox keeps its account"


def test_an_identity_is_one_citizen_and_what_the_provider_says_last_counts() -> None:
    first = services.sign_in_by_identity(LAYLA)
    renamed = Identity(LAYLA.issuer, LAYLA.subject, "ليلى حداد", LAYLA.number)
    again = services.sign_in_by_identity(renamed)
    assert (again.pk, again.name, again.is_proved) == (first.pk, "ليلى حداد", True)
    elsewhere = Identity("https://other.example", LAYLA.subject, LAYLA.name, LAYLA.number)
    assert services.sign_in_by_identity(elsewhere).pk != first.pk


def test_who_is_signed_in_by_an_address_is_proved_and_stays_who_they_are() -> None:
    citizen = huda()
    services.add_identity(citizen, LAYLA)
    assert services.sign_in_by_identity(LAYLA).pk == citizen.pk
    assert huda().national_number == LAYLA.number


def test_nobody_takes_what_is_anothers() -> None:
    services.sign_in_by_identity(LAYLA)
    citizen = huda()
    with pytest.raises(BelongsToAnother):
        services.add_identity(citizen, LAYLA)
    other = services.sign_in_by_address(AddressKind.EMAIL, "omar@example.org")
    with pytest.raises(BelongsToAnother):
        services.add_address(other, AddressKind.EMAIL, "huda@example.org")
    proved = services.sign_in_by_identity(LAYLA)
    with pytest.raises(BelongsToAnother):
        services.add_identity(proved, Identity(LAYLA.issuer, "omar", "عمر", "9"))


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"name": "ليلى"},
        {"national_number": "9"},
        {"name": " ", "national_number": "9"},
        {"name": "x" * 201, "national_number": "9"},
        {"name": "x", "national_number": "9" * 41},
    ],
)
def test_without_name_and_number_nobody_is_proved(claims: dict[str, Any]) -> None:
    assert Identity.of("i", "s", claims, name="name", number="national_number") is None


def test_a_row_whose_name_nobody_proved_is_refused_by_the_database() -> None:
    for wrong in ({"email": "a@example.org", "name": "ليلى"}, {"email": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Citizen.objects.create(created_at=now(), signed_in_at=now(), **wrong)


def test_who_is_forgotten_leaves_nothing() -> None:
    services.forget(huda())
    assert not Citizen.objects.exists()

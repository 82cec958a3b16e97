"""An account is switched off, or gets another password, while a form of it is on its way: nothing is brought back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from permissions.access.accounts import switch_off
from permissions.people.models import User
from tests.at_once import while_open
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import OWN_ACCOUNT, client_of

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "قهوة الصباح وزيتون"
OF_ANOTHER = {
    "name_ar": "هدى",
    "name_en": "Another Name",
    "username": "officer-moh",
    "email": "officer-moh@example.org",
    "language": "en",
}


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    return found


def by_oneself(land: Country) -> Callable[[], object]:
    client: Client = client_of(land, "officer-moh")
    return lambda: client.post("/admin/account/", OWN_ACCOUNT)


def by_an_administrator(land: Country) -> Callable[[], object]:
    client: Client = client_of(land, "admin")
    return lambda: client.post(f"/admin/access/people/{land.people['officer-moh'].pk}/account/", OF_ANOTHER)


def with_a_new_password(land: Country) -> Callable[[], object]:
    land.people["officer-moh"].set_password("the old one")
    land.people["officer-moh"].save()
    client: Client = client_of(land, "officer-moh")
    sent = {"password-old_password": "the old one", "password-new_password1": NEW, "password-new_password2": NEW}
    return lambda: client.post("/admin/account/", OWN_ACCOUNT | sent)


@pytest.mark.parametrize("sending", [with_a_new_password, by_an_administrator])
def test_an_account_that_is_switched_off_meanwhile_stays_off(
    land: Country, sending: Callable[[Country], Callable[[], object]]
) -> None:
    officer = land.people["officer-moh"]
    send = sending(land)
    while_open(lambda: switch_off(officer, actor=land.actor("admin")), send)
    after = User.objects.get(pk=officer.pk)
    assert after.first_name == "Another" or after.check_password(NEW), "the form itself was taken"
    assert not after.is_active


@pytest.mark.parametrize("sending", [by_oneself, by_an_administrator])
def test_a_password_that_is_changed_meanwhile_stays_changed(
    land: Country, sending: Callable[[Country], Callable[[], object]]
) -> None:
    send = sending(land)

    def set_another() -> None:
        officer = User.objects.get(username="officer-moh")
        officer.set_password("a long enough one")
        officer.save()

    while_open(set_another, send)
    assert User.objects.get(username="officer-moh").check_password("a long enough one")

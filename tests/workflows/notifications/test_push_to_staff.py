"""A device of the staff rings for the kinds that they chose, and says no word of a case."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from tests.scenes import Country, country, file_case
from tests.workflows.notifications.pushing import PUBLIC, PUSH, SECRET, Service, begin
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.choices import choose
from workflows.notifications.notices.models import Channel, NoticeKind
from workflows.notifications.transports.push import transport
from workflows.notifications.transports.push.devices import (
    MOST,
    NotADevice,
    add_staff_device,
    remove_staff_device,
    staff_devices_of,
)
from workflows.notifications.transports.push.encrypting import encrypted

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Service:
    return begin(settings, monkeypatch)


@pytest.fixture
def land() -> Country:
    land = country()
    choose(land.people["officer-moh"].pk, {NoticeKind.ARRIVED: [Channel.BELL, Channel.PUSH]})
    return land


def add(land: Country, username: str = "officer-moh", endpoint: str = PUSH, **more: str) -> None:
    said = {"public_key": PUBLIC, "secret": SECRET, "language": "ar", **more}
    add_staff_device(land.people[username].pk, endpoint=endpoint, **said)


def test_it_rings_in_the_place_of_the_letter_and_names_nothing(
    land: Country, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[bytes] = []

    def encrypted_and_noted(text: bytes, **keys: Any) -> bytes:
        said.append(text)
        return encrypted(text, **keys)

    monkeypatch.setattr(f"{transport.__name__}.encrypted", encrypted_and_noted)
    add(land)
    case = file_case(subject="No water")
    deliver_waiting()
    assert [address for address, _body, _headers in service.came] == [PUSH]
    (told,) = (text.decode() for text in said)
    assert "/admin/notices/" in told
    assert [word for word in (case.tracking, "No water", "moh") if word in told] == []
    assert [letter.to for letter in mail.outbox] == [["citizen@example.org"]]


def test_a_device_that_is_gone_is_let_go_and_the_notice_stays_at_the_bell(land: Country, service: Service) -> None:
    add(land)
    service.answers[PUSH] = 410
    file_case()
    deliver_waiting()
    assert not staff_devices_of(land.people["officer-moh"].pk).exists()


def test_one_browser_rings_for_whoever_used_it_last_and_few_for_one_person(land: Country, service: Service) -> None:
    add(land)
    add(land, "staff-moh")
    assert not staff_devices_of(land.people["officer-moh"].pk).exists()
    for number in range(MOST + 2):
        add(land, endpoint=f"{PUSH}{number}")
    person = land.people["officer-moh"].pk
    assert staff_devices_of(person).count() == MOST
    remove_staff_device(person, f"{PUSH}{MOST + 1}")
    assert staff_devices_of(person).count() == MOST - 1
    remove_staff_device(person)
    assert not staff_devices_of(person).exists()


@pytest.mark.parametrize(
    "endpoint", ["http://push.example.org/x", "https://evil.example/x", "https://push.example.org:8443/x"]
)
def test_no_other_address_is_rung(land: Country, service: Service, endpoint: str) -> None:
    with pytest.raises(NotADevice):
        add(land, endpoint=endpoint)


def test_without_a_key_there_are_no_devices(land: Country, settings: Any) -> None:
    settings.VAPID_PRIVATE_KEY = None
    with pytest.raises(NotADevice):
        add(land)

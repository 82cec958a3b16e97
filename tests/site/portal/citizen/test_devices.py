"""Notices about a request on a device: asked for and taken back on its page, by whoever may open it alone."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from tests.scenes import country, file_case
from workflows.cases.models import Case, Track
from workflows.cases.tracking import secret_of
from workflows.notifications.transports.push.encrypting import public_part, to_base64
from workflows.notifications.transports.push.models import PushDevice

pytestmark = pytest.mark.django_db
PUSH = "https://push.example.org/send/abc"
SAID = {
    "act": "add",
    "endpoint": PUSH,
    "public_key": public_part(ec.generate_private_key(ec.SECP256R1())),
    "secret": to_base64(b"0123456789abcdef"),
}


@pytest.fixture
def case(settings: Any) -> Case:
    settings.PUSH_HOSTS = ("push.example.org",)
    settings.VAPID_PRIVATE_KEY = ec.generate_private_key(ec.SECP256R1())
    country()
    return file_case()


@pytest.fixture
def citizen(case: Case) -> Client:
    client = Client()
    client.post("/en/track/", {"tracking": case.tracking, "secret": secret_of(case)})
    return client


def address(case: Case) -> str:
    return f"/en/track/{case.tracking}/devices/"


def test_a_press_has_this_device_told_and_another_ends_it(case: Case, citizen: Client) -> None:
    page = citizen.get(f"/en/track/{case.tracking}/").content.decode()
    assert "data-push=" in page
    assert citizen.post(address(case), SAID).status_code == HTTPStatus.CREATED
    device = PushDevice.objects.get()
    assert (device.case, device.endpoint, device.language) == (case, PUSH, "en")
    assert "1 device gets notices" in citizen.get(f"/en/track/{case.tracking}/").content.decode().replace(
        "<bdi>1</bdi>", "1"
    )
    assert citizen.post(address(case), {"act": "remove", "endpoint": PUSH}).status_code == HTTPStatus.NO_CONTENT
    assert not PushDevice.objects.exists()


def test_one_button_ends_them_all_without_scripts(case: Case, citizen: Client) -> None:
    citizen.post(address(case), SAID)
    assert citizen.post(address(case), {"act": "none"}).status_code == HTTPStatus.FOUND
    assert not PushDevice.objects.exists()


def test_they_are_one_of_the_channels_that_are_chosen(case: Case, citizen: Client) -> None:
    citizen.post(address(case), SAID)
    choice = f"/en/track/{case.tracking}/letters/"
    assert 'name="push"' in citizen.get(choice).content.decode()
    person = case.person
    chosen = {kind: "all" for kind in ("email", "phone") if getattr(person, kind)}
    assert citizen.post(choice, {**chosen, "push": "none"}).status_code == HTTPStatus.FOUND
    person.refresh_from_db()
    assert person.notices["push"] == "none"


def test_a_stranger_and_what_is_no_device_change_nothing(case: Case, citizen: Client) -> None:
    assert Client().post(address(case), SAID).status_code == HTTPStatus.FOUND
    assert (
        citizen.post(address(case), SAID | {"endpoint": "http://127.0.0.1/"}).status_code
        == HTTPStatus.UNPROCESSABLE_ENTITY
    )
    assert not PushDevice.objects.exists()


def test_a_sealed_request_offers_none(case: Case, citizen: Client) -> None:
    Case.objects.update(track=Track.SENSITIVE)
    assert "data-push" not in citizen.get(f"/en/track/{case.tracking}/").content.decode()
    assert citizen.post(address(case), SAID).status_code == HTTPStatus.UNPROCESSABLE_ENTITY

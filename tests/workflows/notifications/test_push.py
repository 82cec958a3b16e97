"""Notices on a device: encrypted as the standard says, to public addresses alone, without a word of the case."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.scenes import country, file_case
from tests.workflows.notifications.pushing import KEY, PUBLIC, PUSH, SECRET, Service, begin
from workflows.cases.actions.following import SetNotices
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Notices, Track
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.transports import TRANSPORTS, ready_for_codes, ready_transports
from workflows.notifications.transports.push import transport
from workflows.notifications.transports.push.devices import MOST, NotADevice, add_device, devices_of, remove_device
from workflows.notifications.transports.push.encrypting import (
    authorization,
    encrypted,
    from_base64,
    key_from,
    to_base64,
)
from workflows.notifications.transports.push.models import PushDevice
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Service:
    return begin(settings, monkeypatch)


@pytest.fixture
def case(service: Service) -> Case:
    country()
    return file_case()


def add(case: Case, endpoint: str = PUSH, **changes: str) -> None:
    said = {"public_key": PUBLIC, "secret": SECRET, "language": "ar", **changes}
    add_device(case, endpoint=endpoint, **said)


def test_it_is_encrypted_as_rfc_8291_shows_it() -> None:
    own = ec.derive_private_key(
        int.from_bytes(from_base64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), ec.SECP256R1()
    )
    body = encrypted(
        b"When I grow up, I want to be a watermelon",
        public_key="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        secret="BTBZMqHH6r4Tts7J_aSIgg",
        own=own,
        salt=from_base64("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert to_base64(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
        "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_the_push_service_knows_that_it_is_us() -> None:
    header = authorization(PUSH, key=KEY, contact="mailto:a@example.org", at=int(now().timestamp()))
    token, key = header.removeprefix("vapid t=").split(", k=")
    said = jwt.decode(token, KEY.public_key(), algorithms=["ES256"], audience="https://push.example.org")
    assert said["sub"] == "mailto:a@example.org"
    assert key_from(key).public_numbers() == KEY.public_key().public_numbers()


def test_a_letter_rings_beside_the_mail_and_says_nothing_of_the_case(case: Case, service: Service) -> None:
    add(case)
    with standing_at(now() + timedelta(minutes=1)):
        deliver_waiting()
    ((address, body, headers),) = service.came
    assert (address, headers["Content-Encoding"]) == (PUSH, "aes128gcm")
    assert case.tracking.encode() not in body
    entry = OutboxEntry.objects.get(case=case, topic="acknowledged")
    assert set(entry.data["taken"]) == {"email", "push"}


@pytest.mark.parametrize(
    ("language", "sentence"), [("ar", "هناك جديد بشأن طلب."), ("en", "There is news of a request.")]
)
def test_what_a_device_shows_is_one_sentence_in_its_language(
    case: Case, monkeypatch: pytest.MonkeyPatch, language: str, sentence: str
) -> None:
    shown: list[dict[str, str]] = []

    def note(text: bytes, **_keys: str) -> bytes:
        shown.append(json.loads(text))
        return b""

    monkeypatch.setattr(transport, "encrypted", note)
    add(case, language=language)
    assert transport.ring(PushDevice.objects.get())
    assert [each["text"] for each in shown] == [sentence]
    assert set(shown[0]) == {"text", "language", "tag"}


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_removed_and_the_others_ring(case: Case, service: Service, status: int) -> None:
    add(case)
    add(case, f"{PUSH}2")
    service.answers[PUSH] = status
    deliver_waiting()
    assert list(PushDevice.objects.values_list("endpoint", flat=True)) == [f"{PUSH}2"]
    assert OutboxEntry.objects.get(case=case, topic="acknowledged").delivered_at is not None


def test_one_that_is_never_reached_is_removed_in_the_end(case: Case, service: Service) -> None:
    add(case)
    service.answers[PUSH] = 0
    for _time in range(transport.MOST_FAILURES):
        with standing_at(now() + timedelta(days=1)):
            device = PushDevice.objects.first()
            assert device is not None
            assert not transport.ring(device)
    assert not PushDevice.objects.exists()


def test_a_sealed_case_rings_nowhere(case: Case, service: Service) -> None:
    add(case)
    Case.objects.update(track=Track.SENSITIVE)
    case.refresh_from_db()
    with pytest.raises(NotADevice):
        add(case, f"{PUSH}2")
    deliver_waiting()
    assert service.came == []


def test_whoever_knew_a_former_code_hears_no_more(case: Case) -> None:
    add(case)
    Case.objects.update(secret_hash="another")
    case.refresh_from_db()
    assert not devices_of(case).exists()


def test_without_the_operators_key_nobody_is_rung(case: Case, settings: Any) -> None:
    settings.VAPID_PRIVATE_KEY = None
    with pytest.raises(NotADevice):
        add(case)


@pytest.mark.parametrize(
    "changes",
    [
        {"endpoint": "http://push.example.org/a"},
        {"endpoint": "https://push.example.org:8443/a"},
        {"endpoint": "https://user@push.example.org/a"},
        {"endpoint": "https://localhost/a"},
        {"endpoint": "https://api.example.org/orders?cancel=all"},
        {"endpoint": "https://badpush.example.org/a"},
        {"endpoint": "https://push.example.org.example.net/a"},
        {"endpoint": "https://127.0.0.1/a"},
        {"endpoint": "https://push.example.org/" + "a" * 1000},
        {"endpoint": "https://push.example.org/a\r\nX: y"},
        {"public_key": "AAAA"},
        {"public_key": "!"},
        {"secret": "AAAA"},
    ],
)
def test_what_is_no_device_is_not_kept(case: Case, changes: dict[str, str]) -> None:
    with pytest.raises(NotADevice):
        add(case, **changes)
    assert not PushDevice.objects.exists()


def test_a_device_is_kept_once_and_a_case_has_few(case: Case) -> None:
    for number in [0, 0, *range(1, MOST + 2)]:
        add(case, f"{PUSH}{number}")
    kept = set(PushDevice.objects.values_list("endpoint", flat=True))
    assert kept == {f"{PUSH}{number}" for number in range(2, MOST + 2)}
    remove_device(case, f"{PUSH}3")
    assert PushDevice.objects.count() == MOST - 1


def test_notices_are_one_more_channel_of_which_less_can_be_wanted(case: Case, service: Service) -> None:
    add(case)
    apply(case.pk, SetNotices(kind="push", notices=Notices.NONE), actor=Actor.citizen(case.pk))
    deliver_waiting()
    assert service.came == []


@pytest.mark.usefixtures("service")
def test_where_notices_alone_are_set_up_no_code_can_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("email", "sms"):
        monkeypatch.setattr(type(TRANSPORTS[name]), "ready", lambda _transport: False)
    assert (ready_transports(), ready_for_codes()) == (["push"], [])

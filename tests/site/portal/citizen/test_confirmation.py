"""The page after filing says that a confirmation comes where a transport takes it, and was sent once one has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from django.test import Client

from permissions.now import now, standing_at
from tests.content.forms import made
from tests.content.forms.sending import send, text_of
from workflows.cases.models import Case
from workflows.cases.tracking import grouped, secret_of
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.notifications.transports.push.devices import add_device
from workflows.notifications.transports.push.encrypting import public_part, to_base64
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
URL = "/en/file/complaint/"
COMING, WITHOUT_CODE = "We will send a confirmation to", "We will send a confirmation, without the code, to"
NOTHING, NOT_SENT = "We can’t send anything to", "It is never sent to you either"


@pytest.fixture
def citizen() -> Client:
    made.english_forms("complaint")
    return Client()


def filed(citizen: Client, **said: Any) -> str:
    answer = send(citizen, citizen.get(URL), **said)
    return " ".join(text_of(citizen.get(answer.url)).split())


def test_a_phone_alone_without_text_messages_is_told_that_nothing_is_sent(citizen: Client) -> None:
    shown = filed(citizen, phone="0791234567")
    assert f"{NOTHING} 0791234567" in shown
    assert "confirmation" not in shown


def test_a_phone_with_text_messages_is_told_that_one_comes(citizen: Client, settings: Any, tmp_path: Any) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    shown = filed(citizen, phone="0791234567")
    assert f"{COMING} 0791234567" in shown
    assert NOTHING not in shown
    assert deliver_waiting().unsent == 0


def test_mail_is_promised_only_where_a_server_takes_it(citizen: Client, settings: Any) -> None:
    assert f"{COMING} me@example.org" in filed(citizen, email="me@example.org")
    settings.EMAIL_IS_SET_UP = False
    shown = filed(citizen, email="me@example.org", subject="Another")
    assert f"{NOTHING} me@example.org" in shown
    assert "confirmation" not in shown


def shown_again(citizen: Client) -> str:
    """The page after filing, loaded once more."""
    return " ".join(text_of(citizen.get(f"/en/filed/{Case.objects.get().tracking}/")).split())


def test_that_it_was_sent_is_said_when_a_transport_took_it_and_not_before(citizen: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "no.such.Backend"
    assert f"{COMING} me@example.org" in filed(citizen, email="me@example.org")
    deliver_waiting()
    assert f"{COMING} me@example.org" in shown_again(citizen), "it failed, and is tried again"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with standing_at(now() + timedelta(minutes=10)):
        deliver_waiting()
        assert "We have sent a confirmation to me@example.org" in shown_again(citizen)


def test_that_it_could_not_be_sent_is_said_too(citizen: Client) -> None:
    filed(citizen, email="me@example.org")
    OutboxEntry.objects.update(unsent_at=now(), problem=str(Unsent.REFUSED))
    shown = shown_again(citizen)
    assert "We could not send a confirmation. Keep the number and the code. The address was: me@example.org" in shown


def test_a_device_that_is_told_is_no_address(citizen: Client, settings: Any) -> None:
    settings.VAPID_PRIVATE_KEY = ec.generate_private_key(ec.SECP256R1())
    settings.PUSH_HOSTS = ("push.example.org",)
    filed(citizen, phone="0791234567")
    keys = {"public_key": public_part(settings.VAPID_PRIVATE_KEY), "secret": to_base64(b"0123456789abcdef")}
    add_device(Case.objects.get(), endpoint="https://push.example.org/send/abc", language="en", **keys)
    shown = shown_again(citizen)
    assert f"{NOTHING} 0791234567" in shown
    assert "confirmation" not in shown


def test_who_left_no_address_reads_of_no_letter_and_may_leave_one_now(citizen: Client) -> None:
    shown = filed(citizen)
    assert "confirmation" not in shown
    assert NOTHING not in shown
    assert "You left no phone number and no email" in shown
    follow = f"/en/track/{Case.objects.get().tracking}/"
    again = citizen.get(f"/en/filed/{Case.objects.get().tracking}/")
    assert f'href="{follow}#reach-address"' in again.content.decode()
    assert f'id="reach-address" href="{follow}address/"' in citizen.get(follow).content.decode()
    assert "You left no phone number" not in filed(citizen, email="me@example.org", subject="Another")


def test_who_reports_in_confidence_is_asked_for_no_address() -> None:
    made.english_forms("integrity")
    citizen = Client()
    answer = send(citizen, citizen.get("/en/file/integrity/"), url="/en/file/integrity/")
    assert "data-no-address" not in citizen.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("said", "in_letter"), [({}, True), ({"confidential": "on"}, False), ({"concerns": "person"}, False)]
)
def test_the_page_promises_the_code_by_letter_where_the_letter_has_it(
    citizen: Client, said: dict[str, str], in_letter: bool
) -> None:
    shown = filed(citizen, email="me@example.org", **said)
    assert (COMING in shown, WITHOUT_CODE in shown, NOT_SENT in shown) == (in_letter, not in_letter, not in_letter)
    deliver_waiting()
    letter = next(each for each in mail.outbox if each.to == ["me@example.org"])
    digits = "".join(filter(str.isdigit, str(letter.body)))
    assert (secret_on(shown) in digits) is in_letter
    assert Case.objects.get().tracking in str(letter.body)


def secret_on(shown: str) -> str:
    """The code as the page shows it: the only sixteen digits in groups of four."""
    secret = secret_of(Case.objects.get())
    assert grouped(secret).split()[0] in shown
    return secret


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_number_keeps_its_order_in_the_windows_title(citizen: Client, language: str) -> None:
    """The browser shows a title by its own direction: an Arabic one would turn the number round."""
    answer = send(citizen, citizen.get(URL))
    page = citizen.get(answer.url.replace("/en/", f"/{language}/", 1)).content.decode()
    assert f"\u2066{Case.objects.get().tracking}\u2069" in page.partition("<title>")[2].partition("</title>")[0]

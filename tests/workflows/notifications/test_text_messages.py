"""Text messages: a terminal, a folder, a gateway that takes them, refuses, is slow or away; and what they may cost."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.core import mail

from permissions.citizens.codes import digits_of, make_code
from permissions.citizens.models import AddressKind
from permissions.now import now
from tests.free_port import free_port
from tests.scenes import Country, file_case
from workflows.notifications import to_citizens_signing_in
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.notifications.transports.errors import UsedUp
from workflows.notifications.transports.sms import backends
from workflows.notifications.transports.sms.budget import spend, used_up_until
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
PHONE = "+962790000000"


@dataclass
class Gateway:
    """Takes what is sent to it; answers as the test says."""

    url: str
    status: int = 200
    says: bytes = b'{"ok": true}'
    seconds: float = 0
    taken: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def running() -> Iterator[Gateway]:
    it = Gateway("")

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *said: Any) -> None:
            pass

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            it.taken.append((self.command, self.path, dict(self.headers), body))
            time.sleep(it.seconds)
            self.send_response(it.status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(it.says)))
            self.end_headers()
            self.wfile.write(it.says)

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    it.url = f"http://127.0.0.1:{server.server_port}/send"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield it
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    with running() as it:
        settings.SMS_URL = it.url
        yield it


def code_for(phone: str = PHONE, language: str = "ar") -> Any:
    code = make_code(AddressKind.PHONE, phone, language=language)
    to_citizens_signing_in.ask_for_letter(code)
    return code


def entry() -> OutboxEntry:
    return OutboxEntry.objects.get(topic="sign_in_code")


@pytest.mark.parametrize(("language", "most"), [("ar", 70), ("en", 160)])
def test_a_code_goes_out_once_in_one_message(gateway: Gateway, language: str, most: int) -> None:
    code = code_for(language=language)
    assert deliver_waiting() == (1, 0)
    assert deliver_waiting() == (0, 0)
    [(method, _path, headers, body)] = gateway.taken
    said = json.loads(body)
    assert (method, headers["Content-Type"], said["to"]) == ("POST", "application/json", PHONE)
    assert digits_of(code) in said["text"]
    assert len(said["text"]) <= most
    assert language == "ar" or said["text"].isascii()


def test_a_token_before_the_host_goes_into_the_head(gateway: Gateway, settings: Any) -> None:
    settings.SMS_URL = gateway.url.replace("//", "//a%2Ftoken@", 1)
    code_for()
    deliver_waiting()
    assert gateway.taken[0][2]["Authorization"] == "Bearer a/token"


def test_a_form_and_headers_of_the_operators(gateway: Gateway, settings: Any) -> None:
    settings.SMS_GATEWAY = replace(
        settings.SMS_GATEWAY,
        body_type="application/x-www-form-urlencoded",
        body="msisdn={to}&message={text}",
        headers={"X-Key": "k"},
    )
    backends.backend().send(to=PHONE, text='{to} & "both"\n=100%')
    [(_method, _path, headers, body)] = gateway.taken
    assert headers["X-Key"] == "k"
    assert parse_qs(body.decode()) == {"msisdn": [PHONE], "message": ['{to} & "both"\n=100%']}


def test_an_address_that_is_all_of_it(gateway: Gateway, settings: Any) -> None:
    settings.SMS_URL = gateway.url + "?to={to}&text={text}"
    settings.SMS_GATEWAY = replace(settings.SMS_GATEWAY, method="GET")
    backends.backend().send(to=PHONE, text="رمز & 1")
    [(method, path, headers, body)] = gateway.taken
    assert (method, body, "Content-Type" in headers) == ("GET", b"", False)
    assert parse_qs(path.partition("?")[2]) == {"to": [PHONE], "text": ["رمز & 1"]}


def test_json_stays_json_whatever_the_message_says(gateway: Gateway) -> None:
    backends.backend().send(to=PHONE, text='"}, {text} {to} \\ \n')
    assert json.loads(gateway.taken[0][3])["text"] == '"}, {text} {to} \\ \n'


@pytest.mark.parametrize("status", [302, 400, 401, 404, 429, 500, 503])
def test_what_is_not_taken_waits_and_goes_again(gateway: Gateway, status: int) -> None:
    gateway.status = status
    code_for()
    assert deliver_waiting() == (0, 0)
    assert len(gateway.taken) == 1  # no redirect is followed
    assert (entry().problem, entry().delivered_at) == ("NotTaken", None)
    gateway.status = 201
    OutboxEntry.objects.update(available_at=now())
    assert deliver_waiting() == (1, 0)


def test_an_answer_that_does_not_say_so_is_no_taking(gateway: Gateway, settings: Any) -> None:
    settings.SMS_GATEWAY = replace(settings.SMS_GATEWAY, taken='"ok": true')
    gateway.says = b'{"ok": false, "error": "0790000000 is no number"}'
    code_for()
    assert deliver_waiting() == (0, 0)
    assert "079" not in entry().problem
    gateway.says = b'{"ok": true}'
    OutboxEntry.objects.update(available_at=now())
    assert deliver_waiting() == (1, 0)


def test_a_slow_gateway_and_one_that_is_away_are_tried_again(
    gateway: Gateway, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backends, "TIMEOUT_SECONDS", 0.2)
    gateway.seconds = 4
    code_for()
    begun = time.monotonic()
    assert deliver_waiting() == (0, 0)
    assert time.monotonic() - begun < 3
    settings.SMS_URL = f"http://127.0.0.1:{free_port()}/"
    OutboxEntry.objects.update(available_at=now())
    assert deliver_waiting() == (0, 0)
    assert entry().attempts == 2


def test_what_one_way_took_is_not_sent_by_it_again(gateway: Gateway, land: Country) -> None:
    """An email that left stays one, however often the gateway fails after it."""
    gateway.status = 503
    file_case(email="huda@example.org", phone="0790000000")
    for _round in range(3):
        deliver_waiting()
        OutboxEntry.objects.filter(topic="acknowledged").update(available_at=now())
    assert [to for letter in mail.outbox for to in letter.to].count("huda@example.org") == 1
    gateway.status = 200
    deliver_waiting()
    assert OutboxEntry.objects.get(topic="acknowledged").delivered_at is not None
    assert [to for letter in mail.outbox for to in letter.to].count("huda@example.org") == 1


def test_a_code_that_is_over_is_not_sent(gateway: Gateway) -> None:
    code = code_for()
    type(code).objects.update(expires_at=now() - timedelta(seconds=1))
    assert deliver_waiting() == (0, 1)
    assert (entry().problem, gateway.taken) == (Unsent.CODE_OVER, [])


def test_a_terminal_and_a_folder(settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings.SMS_URL = "console:"
    backends.backend().send(to=PHONE, text="مرحبا")
    assert capsys.readouterr().out == f"SMS → {PHONE}\nمرحبا\n\n"
    settings.SMS_URL = f"file://{tmp_path}/sms"
    backends.backend().send(to=PHONE, text="مرحبا")
    [file] = (tmp_path / "sms").iterdir()
    assert json.loads(file.read_text(encoding="utf-8")) == {"to": PHONE, "text": "مرحبا"}


@pytest.mark.parametrize("budget", ["SMS_A_NUMBER_A_DAY", "SMS_AN_HOUR", "SMS_A_DAY"])
def test_a_budget_that_is_used_up_holds_messages_back(
    gateway: Gateway, settings: Any, limits_on: None, caplog: pytest.LogCaptureFixture, budget: str
) -> None:
    setattr(settings, budget, 2)
    for _each in range(3):
        code_for()
    assert deliver_waiting() == (2, 0)
    assert len(gateway.taken) == 2
    waiting = OutboxEntry.objects.waiting().get()
    assert (waiting.problem, waiting.attempts) == ("", 0)
    assert waiting.available_at > now()
    assert "budget of text messages" in caplog.text
    assert "79000" not in caplog.text
    assert (used_up_until() is None) is (budget == "SMS_A_NUMBER_A_DAY")


def test_a_refused_message_uses_up_no_budget(settings: Any, limits_on: None) -> None:
    settings.SMS_A_NUMBER_A_DAY, settings.SMS_AN_HOUR = 1, 3
    spend("962790000001")
    for _each in range(5):
        with pytest.raises(UsedUp):
            spend("962790000001")
    spend("962790000002")
    spend("962790000003")
    with pytest.raises(UsedUp):
        spend("962790000004")


def test_a_letter_to_one_address_beyond_five_codes_is_not_sent(gateway: Gateway, limits_on: None) -> None:
    for _each in range(6):
        code_for()
    assert deliver_waiting() == (5, 1)
    assert OutboxEntry.objects.get(unsent_at__isnull=False).problem == Unsent.TOO_MANY

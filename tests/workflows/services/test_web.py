"""A web address is called within five seconds, signed, at a listed public host, and nothing else is."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from permissions import calling
from tests.scenes import country
from tests.workflows.services.serving import at_act, call_of
from workflows.services.doing import do_waiting
from workflows.services.service import Call, NotServed
from workflows.services.web.service import SERVICE, body_of, is_listed, signature_of

SECRET = "0123456789abcdef" * 2
AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
Answer = Callable[[ssl.SSLSocket, bytes], None]


def said(status: str) -> Answer:
    return lambda secure, _request: secure.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())


class Host:
    """A machine with a certificate for ``localhost`` that keeps what it was sent."""

    def __init__(self, folder: Path) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
        now = datetime.now(UTC)
        built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        built = built.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        self.certificate, private = folder / "certificate.pem", folder / "key.pem"
        self.certificate.write_bytes(built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        private.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(self.certificate, private)
        self.listens = socket.create_server(("127.0.0.1", 0))
        self.port = self.listens.getsockname()[1]
        self.came: list[bytes] = []
        self.answer: Answer = said("200 OK")
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                plain, _address = self.listens.accept()
            except OSError:
                return
            try:
                with self._context.wrap_socket(plain, server_side=True) as secure:
                    request = secure.recv(65_536)
                    if b"\r\n\r\n" in request and request.endswith(b"\r\n\r\n"):
                        request += secure.recv(65_536)
                    self.came.append(request)
                    self.answer(secure, request)
            except OSError:
                continue


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Host]:
    """Of this machine, whose certificate is trusted, and which counts as public for once."""
    found = Host(tmp_path)
    monkeypatch.setattr(calling, "is_public", lambda _address: True)
    monkeypatch.setattr(calling, "context", lambda: ssl.create_default_context(cafile=str(found.certificate)))
    settings.SERVICE_HOSTS, settings.SERVICE_SECRET = [f"localhost:{found.port}"], SECRET
    yield found
    found.listens.close()


def call(address: str) -> Call:
    return Call("7:2:1:act", 41, "26-0000-0000-0", "act", AT, {"address": address})


def refused(address: str) -> str:
    with pytest.raises(NotServed) as found:
        SERVICE.outside(call(address))
    return found.value.code


def test_it_is_sent_ids_and_times_signed_with_a_key_that_stays(host: Host) -> None:
    SERVICE.outside(call(f"https://localhost:{host.port}/hook?a=1"))
    (request,) = host.came
    head, _line, body = request.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    assert lines[0] == "POST /hook?a=1 HTTP/1.1"
    assert (headers["Host"], headers["Idempotency-Key"]) == (f"localhost:{host.port}", "7:2:1:act")
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert headers["Insaf-Signature"] == f"sha256={signature}"
    told = json.loads(body)
    assert sorted(told) == ["at", "event", "key", "request", "sent", "step"]
    assert (told["event"], told["request"], told["step"], told["at"]) == (41, "26-0000-0000-0", "act", AT.isoformat())


@pytest.mark.parametrize(
    ("status", "code"),
    [("302 Found", "sent_on"), ("404 Not Found", "answered"), ("500 Oh", "answered"), ("hello", "unreachable")],
)
def test_any_other_answer_is_none(host: Host, status: str, code: str) -> None:
    host.answer = said(status)
    assert refused(f"https://localhost:{host.port}/") == code
    assert len(host.came) == 1, "nothing is followed"


def test_a_machine_that_hangs_or_drips_is_left_after_its_seconds(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "SECONDS", 0.3)  # the rest of what follows is a busy machine's

    def drips(secure: ssl.SSLSocket, _request: bytes) -> None:
        for letter in b"HTTP/1.1 200 OK":
            secure.sendall(bytes([letter]))
            time.sleep(0.1)

    for answer in (drips, lambda _secure, _request: time.sleep(1.5)):
        host.answer, began = answer, time.monotonic()
        assert refused(f"https://localhost:{host.port}/") == "silent"
        assert time.monotonic() - began < 1.2


def test_a_name_that_is_looked_up_for_ever_is_left_too(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_more: threading.Event().wait(1) or [])
    assert refused(f"https://localhost:{host.port}/") == "silent"


def test_five_seconds_are_what_is_given() -> None:
    assert calling.SECONDS == 5.0


def test_a_certificate_of_nobody_is_not_taken(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "context", ssl.create_default_context)
    assert refused(f"https://localhost:{host.port}/") == "unreachable"
    assert host.came == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104  (nothing listens)
        *("224.0.0.1", "255.255.255.255", "::1", "fc00::1", "fe80::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"),
        *("2002:a00:1::1", "::", "fec0::1", "192.88.99.1"),
        *("2002:808:808::1", "64:ff9b::808:808", "2001:0:808:808::f7f7:f7f7"),  # 8.8.8.8 behind a translator
    ],
)
def test_no_address_of_a_private_network_is_public(address: str) -> None:
    assert not calling.is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "193.188.64.1", "2606:4700::1111"])
def test_others_are(address: str) -> None:
    assert calling.is_public(ip_address(address))


def test_one_private_address_among_those_of_a_name_is_enough(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SERVICE_HOSTS, settings.SERVICE_SECRET = ["both.example"], SECRET
    rows = [(0, 0, 0, "", (address, 443)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_more: rows)
    assert refused("https://both.example/") == "private"


@pytest.mark.parametrize(
    "address", ["https://[a.example.org/", "https://a.example.org:99999/", "http://a.example.org:b/"]
)
def test_what_is_no_address_is_refused_as_one(address: str) -> None:
    with pytest.raises(calling.Refused, match="no_host"):
        calling.head(address)


def test_who_is_named_before_a_host_is_not_said_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[bytes] = []

    def answer(_address: Any, _host: Any, request: bytes, _end: float) -> int:
        came.append(request)
        return 204

    monkeypatch.setattr(calling, "addresses_of", lambda *_where: [ip_address("93.184.215.14")])
    monkeypatch.setattr(calling, "_said", answer)
    assert calling.head("https://somebody:secret@a.example.org:8443/b?c") == 204
    assert came[0].split(b"\r\n")[:2] == [b"HEAD /b?c HTTP/1.1", b"Host: a.example.org:8443"]


def test_this_machine_is_never_called(settings: Any) -> None:
    settings.SERVICE_HOSTS, settings.SERVICE_SECRET = ["localhost", "127.0.0.1"], SECRET
    assert refused("https://localhost/") == "private"
    assert refused("https://127.0.0.1/") == "private"


@pytest.mark.parametrize(
    ("address", "listed"),
    [
        ("https://api.example.org/hook", True),
        ("https://API.example.org/hook", True),
        ("https://api.example.org:443/hook", True),
        ("https://other.example.org:8443/", True),
        ("https://other.example.org/", False),
        ("http://api.example.org/hook", False),
        ("https://api.example.org.evil.example.com/", False),
        ("https://api.example.org@evil.example.com/", False),
        ("https://me@api.example.org/", False),
        ("https://api.example.org\\@evil.example.com/", False),
        ("https://api.example.org/a b", False),
        ("https://api.example.org/\r\nX: y", False),
        ("https://api.example.org:99999/", False),
        ("ftp://api.example.org/", False),
        ("", False),
    ],
)
def test_an_address_is_listed_by_its_host_and_port(settings: Any, address: str, listed: bool) -> None:
    settings.SERVICE_HOSTS = ["api.example.org", "other.example.org:8443"]
    assert is_listed(address) is listed


def test_without_a_secret_or_a_host_nothing_is_called(settings: Any) -> None:
    settings.SERVICE_HOSTS, settings.SERVICE_SECRET = ["api.example.org"], ""
    assert refused("https://api.example.org/") == "not_set_up"
    settings.SERVICE_SECRET = SECRET
    assert refused("https://elsewhere.example.org/") == "not_listed"
    settings.SERVICE_HOSTS = []
    assert refused("https://api.example.org/") == "not_set_up"


def test_the_signature_is_of_the_very_bytes(settings: Any) -> None:
    settings.SERVICE_SECRET = SECRET
    body = body_of(call("https://api.example.org/"))
    assert signature_of(body) != signature_of(body + b" ")


@pytest.mark.django_db
def test_a_case_that_comes_to_it_calls_and_goes_on(host: Host) -> None:
    country()
    case = at_act("web", awaited=True, address=f"https://localhost:{host.port}/hook")
    assert do_waiting() == 1
    assert json.loads(host.came[0].partition(b"\r\n\r\n")[2])["request"] == case.tracking
    assert case.events.latest("number").data["left"] == ["", "act", "done"]
    host.answer = said("503 Busy")
    other = at_act("web", awaited=True, address=f"https://localhost:{host.port}/hook")
    assert do_waiting() == 0
    assert call_of(other).problem == "answered"

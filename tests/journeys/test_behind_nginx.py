"""Debian's nginx, with the very file that operators are given, before a real installation on PostgreSQL."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from content.forms.uploads import AT_ONCE_BYTES
from permissions.limits.catalogue import FILING
from tests.architecture.sources import ROOT
from tests.conftest import PHONE, page_at
from tests.crash.browser import Browser as Person
from tests.free_port import free_port
from tests.journeys import real_installation
from tests.journeys.confirmation import number_and_secret
from tests.journeys.real_installation import Installation, served
from tests.site.portal.who_may_what.routes import PARAMETER, address, routes
from tests.slow_clients import FORM, crowd, kinds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="production runs on PostgreSQL"),
    pytest.mark.skipif(NGINX is None, reason="nginx is not there"),
]
FILE = ROOT / ".deploy" / "nginx.conf"
PATIENCE = 30.0  # seconds
SUBJECT, TEXT = "صفحة لا تُقرأ", "لا يقرأ قارئ الشاشة الصفحة."
migrated_installation = real_installation.migrated_installation


@dataclass(frozen=True)
class Front:
    """Where nginx listens for TLS, and for what is sent on to it; ``folder`` holds its log."""

    secure: int
    plain: int
    folder: Path

    def ask(self, line: str, body: bytes | None = None, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body of one request; ``line``: method and path."""
        method, path = line.split()
        asked = http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=PATIENCE, context=self.believing())
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            asked.request(method, path, body, headers=named)
            answer = asked.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            asked.close()

    def believing(self) -> ssl.SSLContext:
        """Believes the certificate that it shows."""
        return ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))

    def person(self) -> Person:
        """Somebody with a browser of their own; all of them come from one address."""
        home = f"https://127.0.0.1:{self.secure}"
        return Person(self.secure, {"Origin": home, "Accept-Language": "ar"}, believing=self.believing())

    def written_down(self, words: str, times: int) -> list[str]:
        """The lines of its log, once so many have these words: a line comes after its answer."""
        end = time.monotonic() + PATIENCE
        while True:
            lines = (self.folder / "insaf.log").read_text(encoding="utf-8").splitlines()
            if sum(words in line for line in lines) == times or time.monotonic() > end:
                return lines
            time.sleep(0.1)


def as_configured(front: Front, web: int) -> str:
    """The file itself; changed is what it marks as the operator's, and where a test may listen and write."""
    text = FILE.read_text(encoding="utf-8")
    for before, after in (
        ("server 127.0.0.1:8000;", f"server 127.0.0.1:{web};"),
        ("listen 80;", f"listen 127.0.0.1:{front.plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{front.secure} ssl;"),
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl;\n", ""),
        ("server_name insaf.example;", "server_name 127.0.0.1;"),
        ("https://$host$request_uri", f"https://$host:{front.secure}$request_uri"),
        ("/etc/ssl/insaf/fullchain.pem", str(front.folder / "certificate.pem")),
        ("/etc/ssl/insaf/key.pem", str(front.folder / "key.pem")),
        ("/var/log/nginx/", f"{front.folder}/"),
    ):
        assert before in text, before
        text = text.replace(before, after)
    return text


@contextmanager
def before(web: int, folder: Path) -> Iterator[Front]:
    """nginx in a folder of its own, with a certificate of its own."""
    assert NGINX is not None
    folder.mkdir()
    front = Front(free_port(), free_port(), folder)
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-nodes"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", *subject, *files]
    subprocess.run(made, check=True, capture_output=True)
    (folder / "site.conf").write_text(as_configured(front, web), encoding="utf-8")
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""  # else nobody, who may not write into a folder of a test
    rest = f"daemon off; pid {folder}/pid; events {{ worker_connections 2000; }} http {{ {kept} include site.conf; }}"
    (folder / "nginx.conf").write_text(user + rest, encoding="utf-8")
    line = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "start.log")]
    subprocess.run([*line, "-t"], check=True)
    with subprocess.Popen(line) as child:
        try:
            _wait_for(front.secure)
            yield front
        finally:
            child.send_signal(signal.SIGTERM)
            child.wait(PATIENCE)


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def front(migrated_installation: Installation, tmp_path: Path) -> Iterator[Front]:
    """A real installation with nginx before it; ``test_production.py`` begins with a database that is empty."""
    installation = migrated_installation
    installation.manage("migrate", "--verbosity", "0")
    installation.manage("collectstatic", "--no-input", "--verbosity", "0")
    installation.manage("set_up")
    with served(installation), before(installation.port, tmp_path / "nginx") as there:
        yield there


@pytest.mark.django_db  # or where it runs alone nothing migrates the database of which it wants a copy
def test_a_real_installation_behind_it_is_spared_crowds_and_a_ministry_files(front: Front, browser: Browser) -> None:
    """One installation for both, since it takes longer to make than to ask."""
    _a_ministry_files(front, browser)
    _says_and_holds_off(front)


def _says_and_holds_off(front: Front) -> None:
    """Headers once, plain to TLS, what is too large, and an honest page beside slow clients of nginx."""
    status, headers, _page = front.ask("GET /ar/track/")
    assert status == 200
    assert headers.get_all("Strict-Transport-Security") == ["max-age=3600"]
    assert len(headers.get_all("Content-Security-Policy") or []) == 1
    assert re.fullmatch("nginx", str(headers["Server"]))
    assert all(cookie.startswith(("__Host-", "__Secure-")) for cookie in headers.get_all("Set-Cookie") or [])

    plain = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=PATIENCE)
    plain.request("GET", "/ar/track/?a=b")
    assert plain.getresponse().headers["Location"] == f"https://127.0.0.1:{front.secure}/ar/track/?a=b"
    plain.close()

    status, _headers, page = front.ask("POST /ar/track/", Content_Length=str(AT_ONCE_BYTES + 20_000_000))
    assert status == 413  # nginx's own, before a byte has come
    status, _headers, page = front.ask("POST /ar/track/", b"x" * 4_000_000)
    assert status == 413
    assert b'<html lang="ar"' in page

    with crowd(front.plain, kinds("/")["half a header"], 200), crowd(front.secure, kinds("/")["silence"], 200):
        for _number in range(5):
            began = time.monotonic()
            assert front.ask("GET /ar/track/")[0] == 200
            assert time.monotonic() - began < 5


def files_by_hand(person: Person) -> str:
    """A complaint, with all that its page is made of; its number."""
    page = person.get(FORM)
    assert page.status == 200
    for part in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page.text):
        assert person.get(part).status == 200, part
    fields = {name: page.hidden(name) for name in ("csrfmiddlewaretoken", "form_token")}
    filed = person.post(FORM, fields | {"agency": "unknown", "subject": SUBJECT, "text": TEXT})
    assert filed.status == 303, filed.text[:500]
    after = person.get(filed.location)
    found = re.search(r'data-tracking="([^"]+)"', after.text)
    assert found is not None, (after.status, after.text[:500])
    return found[1]


def files_in(page: Page) -> str:
    """The same in Chromium, on a phone, by whoever does not know which body it concerns."""
    page.goto(FORM)
    page.get_by_role("combobox").click()
    page.locator(".options [role=option]").last.click()
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)
    page.click("main button[type=submit]")
    page.locator("[data-tracking]").wait_for()
    assert "/ar/filed/" in page.url
    return str(number_and_secret(page)[0])


def _a_ministry_files(front: Front, browser: Browser) -> None:
    """As many as one network files in an hour before anybody is slowed down: one in Chromium, all others at once."""
    # Chromium takes no worker from a server whose certificate nobody vouches for, and says so in the console: later
    # than the journey ends, but on a busy machine.
    asked: dict[str, Any] = {"ignore_https_errors": True, "service_workers": "block"}
    with page_at(browser, f"https://127.0.0.1:{front.secure}", PHONE, **asked) as page:
        numbers = [files_in(page)]
    with ThreadPoolExecutor(FILING.free) as people:
        numbers += people.map(files_by_hand, [front.person() for _each in range(FILING.free - 1)])
    assert len(set(numbers)) == FILING.free == 30

    lines = front.written_down("/ar/filed/* ", FILING.free)
    assert sum("/ar/filed/* " in line for line in lines) == FILING.free
    codes = Counter(line.split()[3] for line in lines)
    assert codes["303"] == FILING.free
    assert set(codes) <= {"200", "303"}, codes
    assert not any(number in line for line in lines for number in numbers)


class Echo(BaseHTTPRequestHandler):
    """A web server that answers with the header it was sent."""

    def do_GET(self) -> None:
        body = str(self.headers).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@contextmanager
def echoed(folder: Path) -> Iterator[Front]:
    """nginx before a web server that takes everything."""
    web = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=web.serve_forever).start()
    try:
        with before(web.server_port, folder) as front:
            yield front
    finally:
        web.shutdown()
        web.server_close()


SECRETS = {"tracking": "26-1234-5678-9", "token": "WHOEVER-HAS-THIS-ENTERS", "uidb64": "Mzk4", "number": "1"}
"""What stands in an address and lets somebody in, or says whose request it is, as each route calls it."""


def test_its_log_holds_no_number_no_token_and_no_visitor(tmp_path: Path) -> None:
    """Every address that has such a thing in it, and what stands behind a question mark."""
    others = dict.fromkeys(("name", "act", "size", "file", "key", "page"), "answer")
    named = [route for route in routes() if {"tracking", "token", "uidb64"} & set(PARAMETER.findall(route))]
    assert len(named) > 12
    with echoed(tmp_path / "nginx") as front:
        for route in named:
            front.ask(f"GET {address(route, SECRETS | others)}")
        front.ask("GET /ar/track/?secret=1234567890123456&next=/ar/")
        front.ask("GET /ar/privacy/")
        lines = front.written_down("", len(named) + 2)
    assert len(lines) == len(named) + 2
    for line in lines:
        assert not [each for each in SECRETS.values() if len(each) > 1 and each in line], line
        assert "1234567890123456" not in line
        assert "127.0.0.1" not in line
        assert re.fullmatch(r"\[\S+\] GET /\S* 200 \d+ [\d.]+", line), line
    assert [line.split()[2] for line in lines[-2:]] == ["/ar/track/*", "/ar/privacy/"]


def test_what_it_takes_of_one_address_at_once_spares_a_ministry_and_stops_a_machine(tmp_path: Path) -> None:
    """Thirty people who open a page of ten parts in one moment wait for nothing; a thousand requests in one do."""

    def ask(front: Front, times: int) -> Counter[int]:
        person = front.person()
        return Counter(person.get("/").status for _time in range(times))

    with echoed(tmp_path / "nginx") as front, ThreadPoolExecutor(50) as people:
        at_once = sum(people.map(partial(ask, front), [10] * 30), Counter[int]())
        assert at_once == {200: 300}
    with echoed(tmp_path / "again") as front, ThreadPoolExecutor(50) as people:
        machine = sum(people.map(partial(ask, front), [40] * 50), Counter[int]())
        assert machine[503] > 0
        assert machine[200] >= 400


def test_what_a_visitor_says_of_their_address_is_not_passed_on(tmp_path: Path) -> None:
    forged = dict.fromkeys(("X_Forwarded_For", "X_Real_IP", "X_Forwarded_Proto", "X_Forwarded_Host"), "6.6.6.6")
    with echoed(tmp_path / "nginx") as front:
        _status, _headers, said = front.ask("GET /", None, Forwarded="for=6.6.6.6", **forged)
    heard = said.decode().lower()
    assert "6.6.6.6" not in heard
    assert "x-forwarded-for: 127.0.0.1\n" in heard
    assert "x-forwarded-proto: https\n" in heard


def test_a_web_server_that_is_away_is_said_in_both_languages(tmp_path: Path) -> None:
    with before(free_port(), tmp_path / "nginx") as front:
        status, headers, page = front.ask("GET /ar/")
    assert status == 503
    assert headers["Retry-After"] == "10"
    assert "المنصّة" in page.decode()
    assert "not available" in page.decode()

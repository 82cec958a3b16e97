"""A real installation, from an empty PostgreSQL to the first answer: every step as an operator and people take it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.architecture.sources import ROOT
from tests.crash.browser import NO_ANSWER, Browser, Response

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="production runs on PostgreSQL"),
]
PATIENCE = 60.0  # seconds
HOME = "https://insaf.example"
HUDA, SAMER = "huda@example.org", "samer@example.org"
PASSWORD = "قهوة الصباح وزيتون 77"
ANSWER = "وصلت رسالتك، وأصلحنا الصفحة."


@dataclass(frozen=True)
class Installation:
    """A database, a folder and settings of its own; ``port`` is where it will be served."""

    environment: dict[str, str]
    port: int

    def manage(self, *words: str) -> str:
        """What a command prints; it must end well."""
        line = [sys.executable, "manage.py", *words]
        done = subprocess.run(line, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def kill(self, *words: str, after: str) -> None:
        """Begin a command, and kill it as soon as it has printed ``after``."""
        line = [sys.executable, "-u", "manage.py", *words]
        with subprocess.Popen(line, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert any(after in said for said in child.stdout)
            child.kill()
        assert child.returncode == -signal.SIGKILL

    def browser(self) -> Browser:
        """Somebody's, behind the proxy that speaks TLS with it."""
        origin = f"https://127.0.0.1:{self.port}"
        return Browser(self.port, {"X-Forwarded-Proto": "https", "Origin": origin, "Accept-Language": "ar"})


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Nothing but an empty database and what the environment must say in production."""
    known = connection.settings_dict
    account = f"{known['USER']}:{known['PASSWORD']}" if known["PASSWORD"] else known["USER"]
    server = f"postgres://{account}@{known['HOST']}:{known['PORT'] or 5432}"
    name = f"insaf_production_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as there:
        there.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        there.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield Installation(_environment(f"{server}/{name}", tmp_path), _free_port())
        finally:
            there.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _environment(database: str, folder: Path) -> dict[str, str]:
    return os.environ | {
        "INSAF_ENV": "production",
        "SECRET_KEY": "only-for-this-journey-0123456789-abcdefghijklmnopqrstuvwxyz",
        "FIELD_KEYS": "only-for-this-journey-9876543210-zyxwvutsrq",
        "DATABASE_URL": database,
        "ALLOWED_HOSTS": "127.0.0.1",
        "INSAF_URL": HOME,
        "INSAF_BEHIND_PROXY": "yes",
        "INSAF_VAR": str(folder),
        "WEB_CONCURRENCY": "1",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(installation: Installation) -> Iterator[None]:
    """As the README says: gunicorn with its own settings."""
    bind = f"127.0.0.1:{installation.port}"
    line = [sys.executable, "-m", "gunicorn", "--config", "site/portal/server.py", "--bind", bind]
    with subprocess.Popen(line, cwd=ROOT, env=installation.environment) as server:
        try:
            _wait_for(installation)
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def _wait_for(installation: Installation) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if installation.browser().get("/healthz").status == 200:
                return
        except NO_ANSWER:
            time.sleep(0.2)
    raise TimeoutError("the server does not answer")


def sent(browser: Browser, page: Response, address: str, fields: dict[str, str]) -> Response:
    """Send a form of a page with its token; it must have been taken."""
    answer = browser.post(address, {"csrfmiddlewaretoken": page.hidden("csrfmiddlewaretoken"), **fields})
    assert answer.status in (302, 303), f"{answer.status}: {re.sub('<[^>]*>', ' ', answer.text)[:2000]}"
    return answer


def test_from_an_empty_database_to_the_first_answer(installation: Installation) -> None:
    installation.manage("migrate", "--verbosity", "0")
    installation.manage("collectstatic", "--no-input", "--verbosity", "0")
    installation.kill("set_up", after="Kinds of request")
    assert "Kinds of request: all there" in installation.manage("set_up")
    said = installation.manage("first_administrator", HUDA, SAMER)
    huda, samer = (urlsplit(link).path for link in re.findall(rf"^{HOME}\S+$", said, re.MULTILINE))
    with served(installation):
        administrator = begin(installation, huda, "هدى الأحمد", "Huda Al-Ahmad")
        assert administrator.get("/admin/access/people/").location == "/admin/access/opening/"
        begin(installation, samer, "سامر الخطيب", "Samer Al-Khatib")
        officer = hire_an_officer(installation, administrator)
        citizen = installation.browser()
        tracking, secret = file(citizen)
        answer(officer, tracking)
        assert_read(installation, tracking, secret)
    assert installation.manage("verify") == "Everything agrees.\n"


def begin(installation: Installation, link: str, arabic: str, english: str) -> Browser:
    """Somebody opens their link, writes their name and a password, and is in."""
    browser = installation.browser()
    page = browser.get(link)
    assert page.status == 200
    fields = {"name_ar": arabic, "name_en": english, "password": PASSWORD, "again": PASSWORD}
    assert sent(browser, page, link, fields).location == "/admin/"
    return browser


def hire_an_officer(installation: Installation, administrator: Browser) -> Browser:
    """An account, and the complaints unit's first post with the role that it brings; then they log in."""
    fields = {"name_ar": "رنا حداد", "name_en": "Rana Haddad", "username": "rana", "email": "rana@example.org"}
    fields |= {"phone": "", "language": "ar", "password": PASSWORD, "again": PASSWORD}
    page = administrator.get("/admin/access/people/new/")
    person = sent(administrator, page, "/admin/access/people/new/", fields).location
    page = administrator.get(person)
    post = re.search(r'<option value="(\d+)">ضابط الشكاوى</option>', page.text)
    assert post is not None
    sent(administrator, page, f"{person}seat/", {"post": post[1], "rank": "0", "starts": "", "ends": ""})
    officer = installation.browser()
    page = officer.get("/admin/login/")
    sent(officer, page, "/admin/login/", {"username": "rana", "password": PASSWORD, "next": "/admin/"})
    return officer


def file(citizen: Browser) -> tuple[str, str]:
    """A message to the complaints unit; its number and its secret."""
    page = citizen.get("/ar/contact/write/")
    fields = {"form_token": page.hidden("form_token"), "subject": "صفحة لا تُقرأ", "text": "لا يقرأ قارئ الشاشة الصفحة."}
    filed = sent(citizen, page, "/ar/contact/write/", fields | {"email": "", "phone": ""})
    found = re.search(r'data-tracking="([^"]+)"\s+data-secret="([^"]+)"', citizen.get(filed.location).text)
    assert found is not None
    return found[1], found[2]


def answer(officer: Browser, tracking: str) -> None:
    """The officer finds it in the inbox and decides."""
    assert f'data-case="{tracking}"' in officer.get("/admin/desk/").text
    page = officer.get(f"/admin/desk/{tracking}/")
    fields = {"work": page.hidden("work"), "text": ANSWER, "outcome": "explained"}
    sent(officer, page, f"/admin/desk/{tracking}/decide/", fields)


def assert_read(installation: Installation, tracking: str, secret: str) -> None:
    """On another device, with number and secret."""
    citizen = installation.browser()
    page = citizen.get("/ar/track/")
    case = citizen.get(sent(citizen, page, "/ar/track/", {"tracking": tracking, "secret": secret}).location)
    assert 'data-status="answered"' in case.text
    assert ANSWER in case.text

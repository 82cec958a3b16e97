"""A real installation, from an empty PostgreSQL to the first answer: every step as an operator and people take it."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from permissions.isolated import without_isolates
from tests.crash.browser import Browser, Response
from tests.journeys import real_installation
from tests.journeys.real_installation import HOME, Installation, served
from tests.site.portal.sign_in.apps import OWN, code_of

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="production runs on PostgreSQL"),
]
installation = real_installation.installation
HUDA, SAMER = "huda@example.org", "samer@example.org"
PASSWORD = "قهوة الصباح وزيتون 77"
ANSWER = "وصلت رسالتك، وأصلحنا الصفحة."


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
        set_up_an_app(administrator)
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
    browser, answer = opened(installation, link, arabic, english)
    assert (answer.status, answer.location) == (302, "/admin/"), answer.said
    return browser


def opened(installation: Installation, link: str, arabic: str, english: str) -> tuple[Browser, Response]:
    """Their browser, and what a one-time link answers to their name and password."""
    browser = installation.browser()
    page = browser.get(link)
    assert page.status == 200
    fields = {"name_ar": arabic, "name_en": english, "password": PASSWORD, "again": PASSWORD}
    return browser, browser.post(link, {"csrfmiddlewaretoken": page.hidden("csrfmiddlewaretoken"), **fields})


def set_up_an_app(browser: Browser) -> None:
    """In production a role with rights demands a second factor: until there is one nothing else opens."""
    assert browser.get("/admin/desk/").location == OWN
    page = browser.get(f"{OWN}app/")
    fields = {name: page.hidden(name) for name in ("csrfmiddlewaretoken", "secret")}
    letters = "".join(re.findall(r"<code>(\w+)</code>", page.text))
    codes = browser.post(f"{OWN}app/", fields | {"code": code_of(letters)})
    assert codes.status == 200
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", codes.text)) == 10


def link_in_letter(installation: Installation, to: str) -> str:
    """The address of the one-time link that was sent to somebody."""
    folder = Path(installation.environment["INSAF_VAR"]) / "mail"
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.iterdir())]
    (letter,) = (each for each in letters if each["To"] == to)
    body = letter.get_body(("plain",))
    assert body is not None
    link = re.search(rf"{HOME}(/\S+)", without_isolates(body.get_content()))
    assert link is not None
    return link[1]


def hire_an_officer(installation: Installation, administrator: Browser) -> Browser:
    """An account, and the complaints unit's first post with the role that it brings; then they log in."""
    fields = {"name_ar": "رنا حداد", "name_en": "Rana Haddad", "username": "rana", "email": "rana@example.org"}
    fields |= {"phone": "", "language": "ar"}
    page = administrator.get("/admin/access/people/new/")
    person = sent(administrator, page, "/admin/access/people/new/", fields).location
    _rana, ready = opened(installation, link_in_letter(installation, "rana@example.org"), "رنا حداد", "Rana Haddad")
    assert "حسابك جاهز" in ready.said  # and without a role there is nothing to open yet
    page = administrator.get(person)
    post = re.search(r'<option value="(\d+)">ضابط الشكاوى</option>', page.text)
    assert post is not None
    sent(administrator, page, f"{person}seat/", {"post": post[1], "rank": "0", "starts": "", "ends": ""})
    officer = installation.browser()
    page = officer.get("/admin/login/")
    sent(officer, page, "/admin/login/", {"username": "rana", "password": PASSWORD, "next": "/admin/"})
    set_up_an_app(officer)
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

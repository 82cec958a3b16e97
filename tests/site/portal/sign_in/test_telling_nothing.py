"""Neither the login nor a forgotten password tells whether there is such an account: by bytes, statements or time."""

from __future__ import annotations

import re
import smtplib
import statistics
import time
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.people.models import User
from tests.scenes import Country
from tests.site.portal.sign_in.apps import LOGIN, PASSWORD, with_password
from tests.site.portal.signed_in import page
from workflows.notifications.deliver import deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
RESET = "/admin/password_reset/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"|"CSRF_TOKEN": "\w+"')
NOBODY = "nobody"


@pytest.fixture
def accounts(land: Country) -> list[str]:
    """Logins: of somebody, of one without a password, of one that is off, and of nobody."""
    huda = with_password(land.people["officer-moh"])
    huda.email = "huda@example.org"
    huda.save()
    invited, off = land.people["staff-moh"], with_password(land.people["level1-moh"])
    invited.set_unusable_password()
    invited.save()
    User.objects.filter(pk=off.pk).update(is_active=False)
    return [huda.username, invited.username, off.username, NOBODY]


def asked(address: str, sent: dict[str, str]) -> tuple[int, str, list[str]]:
    """Status, page, and the statements without their figures."""
    with CaptureQueriesContext(connection) as done:
        answer = Client(headers={"accept-language": "en"}).post(address, sent)
    shown = TOKEN.sub("", page(answer)).replace(sent.get("username", "\0"), "…")
    statements = [re.sub(r"'[^']*'|\bNULL\b|\b\d+\b|s\d+_x\d+", "…", each["sql"]) for each in done.captured_queries]
    return answer.status_code, shown, [each.split(" WHERE ")[0][:120] for each in statements]


def test_a_wrong_password_looks_the_same_whoever_it_is_of(accounts: list[str]) -> None:
    wrong = "ليست كلمة المرور 99"
    asked(LOGIN, {"username": NOBODY, "password": wrong})  # what is read once in a process
    first, *others = [asked(LOGIN, {"username": login, "password": wrong}) for login in accounts]
    assert others == [first] * 3
    off = asked(LOGIN, {"username": accounts[2], "password": PASSWORD})
    assert off[:2] == first[:2]


@pytest.mark.parametrize("email", ["huda@example.org", "nobody@example.org"])
def test_asking_for_a_new_password_speaks_to_no_mail_server(
    accounts: list[str], email: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def spoken(*_args: Any, **_more: Any) -> None:
        raise AssertionError("a mail server was spoken to")

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr(smtplib, "SMTP", spoken)
    status, _shown, _statements = asked(RESET, {"email": email})
    assert (status, mail.outbox, OutboxEntry.objects.count()) == (302, [], 1)


def test_a_forgotten_password_costs_the_same_statements_for_anybody(accounts: list[str]) -> None:
    asked(RESET, {"email": "x@example.org"})
    known, unknown = (asked(RESET, {"email": each}) for each in ("huda@example.org", "nobody@example.org"))
    assert known == unknown


def test_the_letter_leads_to_a_new_password_and_nobody_gets_in_by_it_alone(accounts: list[str]) -> None:
    asked(RESET, {"email": "huda@example.org"})
    asked(RESET, {"email": "nobody@example.org"})
    deliver_waiting()
    assert [letter.to for letter in mail.outbox] == [["huda@example.org"]]
    assert not OutboxEntry.objects.waiting().exists()
    link = re.findall(r"http://[^/]+(/admin/password_reset/confirm/\S+)", str(mail.outbox[0].body))[0]
    client = Client()
    form = client.get(link)["Location"]
    new = "قلم أزرق وسحابة 41"
    assert client.post(form, {"new_password1": new, "new_password2": new}).status_code == 302
    assert "_auth_user_id" not in client.session
    assert client.post(LOGIN, {"username": accounts[0], "password": new})["Location"] == "/admin/"
    assert client.get(link).status_code == 200  # used up: it says so, and leads to no form


@pytest.mark.large
def test_no_five_milliseconds_tell(accounts: list[str], settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["portal.settings.hashers.LightArgon2"]
    with_password(User.objects.get(username=accounts[0]))
    spent: dict[str, list[float]] = {accounts[0]: [], NOBODY: []}
    for turn in range(120):  # in turn, and by the processor's own time: others use the machine as well
        login = (accounts[0], NOBODY)[turn % 2]
        client = Client()
        began = time.process_time()
        client.post(LOGIN, {"username": login, "password": "ليست كلمة المرور 99"})
        spent[login].append(time.process_time() - began)
    known, unknown = (statistics.median(times) for times in spent.values())
    assert abs(known - unknown) < 0.005

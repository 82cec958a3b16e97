"""What is left of people who file without saying who they are: nothing by which one of them could be found."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client

from permissions.limits.models import Count
from permissions.looking.sealing import seal
from permissions.now import now, standing_at
from permissions.people.models import User
from portal.citizen.briefly import COOKIE
from tests.content.forms import made
from tests.content.forms.sending import send
from tests.tables import every_row
from workflows.cases.models import Case, CaseEvent, JoinedCase, Message, Track
from workflows.cases.tracking import hash_secret, secret_of
from workflows.clock.sweep import sweep_clock
from workflows.notifications.deliver import deliver_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_on")]

WITH_A_FILE = 10
"""One in so many: reading a file is a process of its own."""
FORMS = {
    "/en/file/rights/": {"danger": "yes", "about": "child_at_school", "when": "Since the term began"},
    "/en/file/integrity/": {},
    "/en/file/complaint/": {},
}


@dataclass(frozen=True, slots=True)
class Somebody:
    """By what somebody could be known: an address, a browser, a cookie of their own."""

    number: int

    @property
    def address(self) -> str:
        if self.number % 2:
            return f"2001:db8:{self.number:x}:77a::{self.number:x}"
        return f"203.{self.number}.113.{250 - self.number % 200}"

    @property
    def browser(self) -> str:
        return f"Mozilla/5.0 (Own-Build-{self.number:04d}-Q) Gecko/{self.number:04d}"

    @property
    def cookie(self) -> str:
        return f"cookie-of-{self.number:04d}-somebody"

    def file(self, staff: User | None) -> tuple[Any, str]:
        """File something; the answer and the number of its case."""
        client = Client(REMOTE_ADDR=self.address, HTTP_USER_AGENT=self.browser, HTTP_ACCEPT_LANGUAGE="en-x-own")
        if staff is not None:
            client.force_login(staff)
        client.cookies["other"] = self.cookie
        url = list(FORMS)[self.number % len(FORMS)]
        words = {"subject": f"Matter {self.number}", "text": f"What happened to us, told {self.number} times."}
        files = [made.sent(f"photo-{self.number}.jpg", made.picture())] if self.number % WITH_A_FILE == 0 else []
        sent = send(client, client.get(url), files, url=url, **FORMS[url], **words)
        assert sent.status_code == 303, sent.content.decode()
        client.get(sent["Location"])
        tracking = sent["Location"].rstrip("/").rpartition("/")[2]
        assert client.get(f"/en/track/{tracking}/").status_code == 200
        return client, tracking


def marks(all_of_them: list[Somebody], sessions: list[str]) -> Iterator[str]:
    """What could name one of them, as it is and in digests that anybody can try."""
    for each in all_of_them:
        for mark in (each.address, each.browser, each.cookie):
            yield mark
            for digest in ("sha256", "sha1", "md5"):
                yield hashlib.new(digest, mark.encode(), usedforsecurity=False).hexdigest()
    yield from sessions


def everything_kept(log: str) -> dict[str, str]:
    """All that is kept, by where it is kept."""
    kept = {name: repr(rows) for name, rows in every_row().items()}
    kept["cache"] = repr(getattr(caches["default"], "_cache", {}))
    kept["log"] = log
    var = Path(os.environ["INSAF_VAR"])
    kept["names of files"] = "\n".join(str(path) for path in var.rglob("*"))
    private = [path for path in (var / "files").rglob("*") if path.is_file()]
    kept["files"] = "".join(path.read_bytes().decode("latin-1") for path in private)
    return kept


@pytest.fixture
def _forms() -> None:
    made.english_forms("rights", "integrity", "complaint")


@pytest.mark.parametrize("filings", [60, pytest.param(200, marks=pytest.mark.large)])
@pytest.mark.usefixtures("_forms")
def test_nothing_that_is_kept_leads_to_one_of_them(caplog: pytest.LogCaptureFixture, filings: int) -> None:
    caplog.set_level(logging.DEBUG)
    staff = User.objects.create(username="works-here")
    people = [Somebody(number) for number in range(filings)]
    clients: list[Any] = []
    numbers: list[str] = []
    for each in people:
        client, tracking = each.file(staff if each.number % 25 == 7 else None)
        clients.append(client)
        numbers.append(tracking)
    assert Case.objects.filter(anonymous=True).count() == filings
    assert Case.objects.filter(track=Track.SENSITIVE).count() > filings / 2
    seal(at=now())
    with standing_at(now() + timedelta(minutes=2)):
        sweep_clock()
        deliver_waiting()
    sessions = [client.cookies["sessionid"].value for client in clients if "sessionid" in client.cookies]
    assert len(sessions) == len(range(7, filings, 25))  # of those who work here, and of nobody else
    kept = everything_kept(caplog.text)
    ours = {name: text for name, text in kept.items() if name not in ("django_session", "permissions_staffsession")}
    found = [(name, mark) for mark in marks(people, sessions) for name, text in ours.items() if mark in text]
    assert found == []
    told = [session.get_decoded() for session in Session.objects.all()]
    assert [number for number in numbers for each in told if number in repr(each)] == []
    assert not CaseEvent.objects.filter(actor_user__isnull=False).exists()
    assert not Message.objects.filter(author__isnull=False).exists()
    assert not JoinedCase.objects.exists()
    # What was counted of networks stands in a table alone, under digests that nothing else has.
    counted = list(Count.objects.values_list("key", flat=True))
    assert len(counted) > filings
    others = "".join(text for name, text in ours.items() if name != Count._meta.db_table)
    assert [key for key in counted if str(key) in others] == []


@pytest.mark.usefixtures("_forms")
def test_it_opens_for_a_quarter_of_an_hour_and_a_minute_after_it_was_left() -> None:
    client, tracking = Somebody(1).file(None)
    page, here = f"/en/track/{tracking}/", f"/en/track/{tracking}/here/"
    begun = now()
    with standing_at(begun + timedelta(minutes=14)):
        assert client.get(page).status_code == 200  # and again for a quarter of an hour
    with standing_at(begun + timedelta(minutes=28)):
        assert client.post(here).status_code == 204
    with standing_at(begun + timedelta(minutes=42)):
        assert client.get(page).status_code == 200
        client.post(here, {"gone": "1"})
    with standing_at(begun + timedelta(minutes=44)):
        assert client.get(page).status_code == 302
        client.post(here)
        assert client.get(page).status_code == 302
    assert not Session.objects.exists()


@pytest.mark.usefixtures("_forms")
def test_number_and_code_open_it_without_a_session_and_leaving_closes_it() -> None:
    _client, tracking = Somebody(2).file(None)
    case, client = Case.objects.get(tracking=tracking), Client()
    secret = secret_of(case)
    assert client.post("/en/track/", {"tracking": tracking, "secret": secret}).status_code == 302
    assert client.get(f"/en/track/{tracking}/").status_code == 200
    opened = [each for name, each in client.cookies.items() if name.startswith(COOKIE)]
    assert {(each["path"], each["httponly"], each["samesite"]) for each in opened} == {
        ("/en/track/", True, "Lax"),
        ("/ar/track/", True, "Lax"),
    }
    assert not Session.objects.exists()
    client.post("/en/track/away/")
    assert client.get(f"/en/track/{tracking}/").status_code == 302


@pytest.mark.usefixtures("_forms")
def test_what_opens_one_opens_no_other_and_a_new_secret_makes_it_worthless() -> None:
    _filed, tracking = Somebody(2).file(None)
    _filed, other = Somebody(3).file(None)
    client, secret = Client(), secret_of(Case.objects.get(tracking=tracking))
    client.post("/en/track/", {"tracking": tracking, "secret": secret})
    for name in [each for each in client.cookies if each.startswith(f"{COOKIE}{tracking}")]:
        client.cookies[name.replace(tracking, other)] = client.cookies[name].value
    assert client.get(f"/en/track/{other}/").status_code == 302
    assert client.get(f"/en/track/{tracking}/").status_code == 200
    Case.objects.filter(tracking=tracking).update(secret_hash=hash_secret("0" * 16))
    assert client.get(f"/en/track/{tracking}/").status_code == 302


@pytest.mark.usefixtures("_forms")
def test_the_page_after_filing_closes_a_minute_after_it_was_left_and_opens_no_request_then() -> None:
    client, tracking = Somebody(3).file(None)
    filed, here = f"/en/filed/{tracking}/", f"/en/track/{tracking}/here/"
    assert f'action="{here}"' in client.get(filed).content.decode()
    begun = now()
    with standing_at(begun + timedelta(minutes=2)):
        client.post(here, {"gone": "1"})
        client.post(here)  # it was loaded anew
    with standing_at(begun + timedelta(minutes=14)):
        assert client.get(filed).status_code == 200
        client.post(here, {"gone": "1"})
    with standing_at(begun + timedelta(minutes=14, seconds=50)):
        assert client.get(filed).status_code == 200
        client.post(here, {"gone": "1"})
    with standing_at(begun + timedelta(minutes=15, seconds=30)):
        assert client.get(filed).status_code == 302  # never for longer than it was promised
    client, tracking = Somebody(4).file(None)
    begun = now()
    client.post(f"/en/track/{tracking}/here/", {"gone": "1"})
    with standing_at(begun + timedelta(minutes=2)):
        assert client.get(f"/en/filed/{tracking}/").status_code == 302
        assert client.get(f"/en/track/{tracking}/").status_code == 302
    client, tracking = Somebody(5).file(None)  # ordinary: whoever has not noted the code yet would lose it
    begun = now()
    client.post(f"/en/track/{tracking}/here/", {"gone": "1"})
    with standing_at(begun + timedelta(minutes=2)):
        assert client.get(f"/en/filed/{tracking}/").status_code == 200


@pytest.mark.usefixtures("_forms")
def test_what_lies_beside_its_page_stays_open_as_long_and_tells_that_it_was_left() -> None:
    client, tracking = Somebody(5).file(None)
    begun = now()
    for number, name in enumerate(("address", "letters", "data"), start=1):
        with standing_at(begun + timedelta(minutes=14 * number)):
            answer = client.get(f"/en/track/{tracking}/{name}/")
            assert answer.status_code == 200
            assert f'action="/en/track/{tracking}/here/"' in answer.content.decode()

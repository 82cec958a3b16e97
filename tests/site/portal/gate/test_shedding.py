"""Who is turned away while more come than can be answered, and who never is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import FakePayload

from content.forms.filed_link import COOKIE
from content.pages.kept import OFFLINE_COPY
from permissions.tallies import memory
from portal.gate.announcing import LET_IN, WAITED
from portal.gate.shedding import BEGUN
from tests.scenes import Country
from tests.seeded_site import pages_and_forms
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
LONGEST = 1.0
NO_SUCH = "/ar/no-such-page/"
FORM = "/ar/file/complaint/"


class Unread(FakePayload):
    """A body that nobody may read."""

    def read(self, *_size: Any) -> bytes:
        raise AssertionError("the body was read")


@pytest.fixture(autouse=True)
def _longest(settings: Any) -> None:
    settings.LONGEST_WAIT = LONGEST


def asked(waited: float, path: str = NO_SUCH, *, method: str = "GET", client: Client | None = None, **more: Any) -> Any:
    """The answer to who has waited so many seconds."""
    return (client or Client()).generic(method, path, **{WAITED: waited, **more})


def holding(name: str) -> Client:
    client = Client()
    client.cookies[name] = "x"
    return client


def is_turned_away(waited: float, **asking: Any) -> bool:
    return bool(asked(waited, **asking).status_code == 503)


def test_a_newcomer_waits_so_long_and_no_longer() -> None:
    assert [is_turned_away(waited) for waited in (0, LONGEST, LONGEST + 0.001)] == [False, False, True]
    assert is_turned_away(LONGEST + 0.001, client=holding("csrftoken"))  # who has once looked at a form is one too


@pytest.mark.parametrize(
    "asking",
    [
        {"method": "POST"},
        {"client": holding(settings.SESSION_COOKIE_NAME)},
        {"client": holding(f"{COOKIE}12345678901.ar-filed")},
    ],
    ids=["sends", "has a session", "has just filed"],
)
def test_who_has_begun_something_waits_twice_as_long(asking: dict[str, Any]) -> None:
    assert [is_turned_away(waited, **asking) for waited in (BEGUN * LONGEST, BEGUN * LONGEST + 0.001)] == [False, True]


def test_what_operators_ask_is_always_answered() -> None:
    assert settings.PROBES == ("/healthz", "/healthz/platform", "/readyz", "/metrics")
    for probe in settings.PROBES:
        assert asked(100, probe).content == asked(0, probe).content, probe


def test_a_body_that_was_let_in_is_taken() -> None:
    assert is_turned_away(100, method="POST")
    assert not is_turned_away(100, method="POST", **{LET_IN: True})


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_turning_away_asks_nothing_of_the_database_and_reads_no_body(
    land: Country, django_assert_num_queries: Callable[[int], Any], method: str
) -> None:
    client = client_of(land, "officer-moh")
    asked(100, FORM)  # the page is drawn once
    body: dict[str, Any] = {"CONTENT_LENGTH": "90000", "wsgi.input": Unread(b"")}
    with django_assert_num_queries(0):
        answer = asked(100, "/admin/desk/", method=method, client=client, **body)
    assert answer.status_code == 503


@pytest.mark.parametrize(
    ("language", "sentence"), [("ar", "الضغط على المنصّة شديد الآن"), ("en", "We are very busy just now")]
)
def test_it_is_said_in_the_language_of_the_address_and_when_to_come_again(language: str, sentence: str) -> None:
    answer = asked(100, f"/{language}/file/complaint/")
    assert answer["Retry-After"] == "30"
    assert sentence in page(answer)
    assert f'lang="{language}"' in page(answer)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("asked_for", "language"), [("en-GB,en;q=0.9", "en"), ("ar-JO", "ar"), ("xx", "ar"), ("", "ar")]
)
def test_the_staff_whose_addresses_say_no_language_read_it_in_that_of_their_browser(
    asked_for: str, language: str
) -> None:
    assert f'lang="{language}"' in page(asked(100, "/admin/desk/", HTTP_ACCEPT_LANGUAGE=asked_for))


def test_who_sends_is_told_to_stay_and_is_led_nowhere() -> None:
    sent, read = page(asked(100, "/en/file/complaint/", method="POST")), page(asked(100, "/en/file/complaint/"))
    assert ("stay on this page" in sent, 'class="btn"' in sent) == (True, False)
    assert ("stay on this page" in read, 'class="btn"' in read) == (False, True)


def test_a_script_is_told_in_a_sentence() -> None:
    answer = asked(100, "/en/file/complaint/?upload", method="POST", HTTP_ACCEPT="application/json")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer.json() == {"refused": "We are very busy just now. Wait half a minute and try again."}


def test_it_has_every_header_of_a_page(land: Country, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    pages_and_forms()
    there, away = asked(0, "/ar/privacy/", secure=True), asked(100, "/ar/privacy/", secure=True)
    assert (there.status_code, away.status_code) == (200, 503)
    of_every_page = set(there.headers) - {
        "Content-Length",
        "ETag",
        "Vary",
        "Content-Language",
        "Server-Timing",
        OFFLINE_COPY,
    }
    assert of_every_page <= set(away.headers)
    of_security = {"Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options"}
    assert of_security <= of_every_page
    assert all(away[name] == there[name] for name in of_security)


def test_monitors_read_how_many_and_who(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = memory.Tallies()
    monkeypatch.setattr(memory, "mine", mine)
    asked(100)
    asked(100, method="POST")
    asked(100, method="POST")
    counted = mine.take(older_than=0)
    assert (counted["turned_away|newcomer"], counted["turned_away|begun"]) == (1, 2)
    assert counted["requests|5xx"] == 3

"""What is larger than an address takes is refused before a byte of it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.client import FakePayload

from content.forms.page import FormPage
from content.forms.taking import MAX_BYTES
from content.forms.uploads import AT_ONCE_BYTES
from tests.content.forms.made import question
from tests.scenes import Country, hire
from tests.seeded_site import pages_and_forms
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
FORM, WITHOUT_FILES = "/ar/file/complaint/", "/ar/track/"


class Unread(FakePayload):
    """A body that says how large it is, and that nobody may read."""

    def read(self, *_size: Any) -> bytes:
        raise AssertionError("the body was read")

    def __len__(self) -> int:
        return 1


@pytest.fixture(autouse=True)
def _site(land: Country) -> None:
    pages_and_forms()


def sent(path: str, size: int, client: Client | None = None, **more: str) -> Any:
    kind = "multipart/form-data; boundary=x"
    told: dict[str, Any] = {"CONTENT_LENGTH": str(size), "CONTENT_TYPE": kind, "wsgi.input": Unread(b""), **more}
    return (client or Client()).generic("POST", path, b"", **told)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (FORM, AT_ONCE_BYTES),
        (f"{FORM}?upload", MAX_BYTES),
        ("/ar/track/", 0),
        ("/ar/track/leave/", 0),
        ("/ar/", 0),
        ("/en/questions/", 0),
        ("/ar/nowhere/at/all/", 0),
        ("/healthz", 0),
        ("/admin/login/", 0),
        ("/admin/password_reset/", 0),
        ("/admin/desk/", 0),
        ("/ar/track/26-1234-5678-9/add/", AT_ONCE_BYTES),
        ("/ar/track/26-1234-5678-9/add/?upload", MAX_BYTES),
    ],
)
def test_more_than_an_address_takes_is_refused_unread(path: str, most: int) -> None:
    answer = sent(path, most + 5 * MEGABYTE)
    assert answer.status_code == 413
    assert "أكبر من المسموح" in answer.content.decode() or path == "/en/questions/"
    assert Case.objects.count() == 0


def test_what_staff_may_send_is_refused_to_whoever_is_not_logged_in(land: Country) -> None:
    path = "/admin/desk/26-1234-5678-9/reply/"
    assert sent(path, 50 * MEGABYTE).status_code == 413
    with pytest.raises(AssertionError, match="the body was read"):  # by whom it lets through
        sent(path, 50 * MEGABYTE, client_of(land, "officer-moh"))
    assert sent(path, 150 * MEGABYTE, client_of(land, "officer-moh")).status_code == 413
    assert sent("/admin/", 5 * MEGABYTE, client_of(land, "officer-moh")).status_code == 413


def test_the_scan_of_a_letter_is_let_through_at_the_call_centre(land: Country) -> None:
    hire(land, "call_taker", username="taker")
    for path, most in (("?form=1", AT_ONCE_BYTES), ("?form=1&upload", MAX_BYTES)):
        address = f"/admin/call-centre/{'0' * 32}/{path}"
        assert sent(address, most, client_of(land, "taker")).status_code == 302, "there is no such call"
        assert sent(address, most + 5 * MEGABYTE, client_of(land, "taker")).status_code == 413


def test_what_an_address_takes_is_let_through() -> None:
    with pytest.raises(AssertionError, match="the body was read"):
        sent(FORM, AT_ONCE_BYTES)
    with pytest.raises(AssertionError, match="the body was read"):
        sent(f"{FORM}?upload", MAX_BYTES)


def test_a_form_that_asks_for_photos_alone_takes_files() -> None:
    form = FormPage.objects.get(kind="complaint", locale__language_code="ar")
    asked = [each for each in form.questions.raw_data if each["type"] != "files"]
    form.questions = [*asked, question("photo", key="damage", most=3)]
    form.save_revision().publish()
    for path, most in ((FORM, AT_ONCE_BYTES), (f"{FORM}?upload=damage", MAX_BYTES)):
        with pytest.raises(AssertionError, match="the body was read"):
            sent(path, most)
        assert sent(path, most + 5 * MEGABYTE).status_code == 413


def test_the_page_speaks_the_language_of_the_address_and_says_how_much_it_takes(land: Country) -> None:
    arabic, english = sent(FORM, 999 * MEGABYTE), sent("/en/file/complaint/", 999 * MEGABYTE)
    assert 'lang="ar" dir="rtl"' in page(arabic)
    assert "104 ميغابايت" in page(arabic)
    assert "up to 104 megabytes" in page(english)
    assert "except on a form for sensitive requests, which keeps nothing" in page(english)
    officer = sent("/admin/desk/26-1234-5678-9/reply/", 999 * MEGABYTE, client_of(land, "officer-moh", "en"))
    assert "Too much was sent at once" in page(officer)


def test_a_script_that_sends_a_file_ahead_gets_a_sentence_to_show() -> None:
    answer = sent("/en/file/complaint/?upload", 30 * MEGABYTE, HTTP_ACCEPT="application/json")
    assert (answer.status_code, answer.json()) == (413, {"refused": "This file is too large: attach a smaller copy."})


@pytest.mark.parametrize("path", [FORM, "/healthz", "/admin/login/"])
def test_a_body_that_does_not_say_how_long_it_is_is_refused_unread(path: str) -> None:
    told: dict[str, Any] = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": Unread(b""), "CONTENT_LENGTH": ""}
    assert Client().generic("POST", path, b"", "multipart/form-data; boundary=x", **told).status_code == 411


def test_a_small_body_costs_no_statement_more(django_assert_num_queries: Callable[..., Any]) -> None:
    with django_assert_num_queries(0):
        assert Client().post("/healthz", {"a": "b"}).status_code == 405

"""A page that is the same for all is drawn once; what is one visitor's own never reaches another."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from content.forms.serving import CSRF_BLANK, TOKEN_BLANK
from content.pages.kept import same_for_all
from content.pages.models import HomePage, StandardPage
from permissions.agencies.models import Agency
from portal.kept_pages import middleware
from portal.kept_pages.middleware import MOST, KeptPage, KeptPages, Shelf
from tests.content.forms import made
from tests.content.forms.sending import send
from tests.scenes import Country, country, hire
from tests.seeded_site import pages_and_forms
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
TEXTS = ("/ar/", "/en/", "/ar/privacy/", "/en/privacy/", "/en/file/")
FORM = "/en/file/complaint/"
SEALED = "/en/file/integrity/"


@pytest.fixture(autouse=True)
def land() -> Country:
    land = country()
    pages_and_forms()
    return land


def statements(client: Client, address: str, **more: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, **more).status_code == HTTPStatus.OK
    return len(asked)


def test_the_second_visitor_costs_one_statement_and_reads_the_same() -> None:
    for address in TEXTS:
        first = Client().get(address)
        assert statements(Client(), address) == 1
        again = Client().get(address)
        assert (again.content, again.headers["Content-Language"]) == (first.content, address[1:3])
        assert not again.cookies
        assert again.headers["Cache-Control"] == "no-cache"
        assert again.headers["Vary"] == "Accept-Encoding"
        assert "default-src 'none'" in again.headers["Content-Security-Policy"]


def test_within_a_moment_it_costs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "shelf", Shelf(every=600))
    Client().get("/ar/")
    assert statements(Client(), "/ar/") == 0


@pytest.mark.parametrize("away", [OperationalError("database is locked"), InterfaceError("connection is closed")])
def test_while_the_database_does_not_answer_what_is_kept_can_be_read(
    monkeypatch: pytest.MonkeyPatch, away: Exception
) -> None:
    def broken() -> int:
        raise away

    first = Client().get("/ar/").content
    monkeypatch.setattr(middleware.shelf, "ask", broken)
    assert Client().get("/ar/").content == first
    monkeypatch.setattr("portal.citizen.track.TrackForm.__init__", lambda *_args, **_words: broken())
    assert Client().get("/ar/track/").status_code == HTTPStatus.SERVICE_UNAVAILABLE


def test_it_goes_over_the_line_packed_to_whoever_unpacks_it() -> None:
    plain = Client().get("/ar/").content
    packed = Client().get("/ar/", headers={"accept-encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain
    assert len(packed.content) < len(plain) / 3
    assert int(packed.headers["Content-Length"]) == len(packed.content)
    form = Client().get(FORM, headers={"accept-encoding": "gzip"})
    assert b'name="form_token"' in gzip.decompress(form.content)


def test_a_browser_that_has_it_is_told_so() -> None:
    first = Client().get("/ar/privacy/")
    answer = Client().get("/ar/privacy/", headers={"if-none-match": first.headers["ETag"]})
    assert (answer.status_code, answer.content) == (HTTPStatus.NOT_MODIFIED, b"")
    StandardPage.objects.get(locale__language_code="ar", slug="privacy").save_revision().publish()
    StandardPage.objects.filter(slug="privacy").update(title="غيره")
    answer = Client().get("/ar/privacy/", headers={"if-none-match": first.headers["ETag"]})
    assert answer.status_code == HTTPStatus.OK


def test_what_changes_is_seen_by_the_next_visitor() -> None:
    old = [Client().get(address).content.decode() for address in TEXTS]
    page = HomePage.objects.get(locale__language_code="ar")
    page.hero_title = "عنوان جديد"
    page.save_revision().publish()
    assert "عنوان جديد" in Client().get("/ar/").content.decode()
    assert Client().get("/en/").content.decode() == old[1]
    Agency.objects.filter(code="moh").update(name={"ar": "وزارة أخرى", "en": "Another ministry"})
    assert "وزارة أخرى" in Client().get("/ar/").content.decode()
    assert "Another ministry" in Client().get(FORM).content.decode()
    StandardPage.objects.get(locale__language_code="en", slug="privacy").unpublish()
    assert Client().get("/en/privacy/").status_code == HTTPStatus.NOT_FOUND
    assert "/en/privacy/" not in Client().get("/en/").content.decode()


def test_whoever_changes_something_here_sees_it_at_once(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    monkeypatch.setattr(middleware, "shelf", Shelf(every=600))
    Client().get("/ar/")
    HomePage.objects.update(hero_title="بعد لحظة")
    assert "بعد لحظة" not in Client().get("/ar/").content.decode()
    client.post("/ar/track/leave/")
    assert "بعد لحظة" in Client().get("/ar/").content.decode()


@pytest.mark.parametrize("address", [FORM, SEALED])
def test_of_a_form_each_visitor_gets_their_own_tokens(address: str) -> None:
    shown = [Client().get(address) for _visitor in range(3)]
    for name in ("form_token", "csrfmiddlewaretoken"):
        tokens = [made.hidden_values(answer.content.decode(), name) for answer in shown]
        assert len({token for each in tokens for token in each}) == 3, name
    assert len({answer.cookies["csrftoken"].value for answer in shown}) == 3
    for answer in shown:
        assert "private" in answer.headers["Cache-Control"]
        assert "Cookie" in answer.headers["Vary"]
        assert not [mark for mark in (CSRF_BLANK, TOKEN_BLANK) if mark in answer.content.decode()]
        assert "ETag" not in answer.headers
    assert statements(Client(), address) == 1


def test_two_visitors_of_one_second_file_two_cases_with_two_codes() -> None:
    visitors = [Client(enforce_csrf_checks=True) for _visitor in range(2)]
    shown = [visitor.get(FORM) for visitor in visitors]
    pages = []
    for visitor, form in zip(visitors, shown, strict=True):
        [token] = made.hidden_values(form.content.decode(), "csrfmiddlewaretoken")
        answer = send(visitor, form, csrfmiddlewaretoken=token)
        assert answer.status_code == HTTPStatus.SEE_OTHER
        pages.append(visitor.get(answer.headers["Location"]).content.decode())
    assert Case.objects.count() == 2
    for case, page in zip(Case.objects.order_by("pk"), pages, strict=True):
        assert case.tracking in page
    assert visitors[0].get(f"/en/filed/{Case.objects.last().tracking}/").status_code == HTTPStatus.FOUND  # type: ignore[union-attr]


def test_the_token_of_one_visitor_is_none_of_anothers() -> None:
    one, other = (Client(enforce_csrf_checks=True) for _visitor in range(2))
    [token] = made.hidden_values(one.get(FORM).content.decode(), "csrfmiddlewaretoken")
    answer = send(other, other.get(FORM), csrfmiddlewaretoken=token)
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_a_choice_in_the_address_is_drawn_for_whoever_made_it() -> None:
    Client().get(FORM)
    chosen = Client().get(FORM, {"agency": "moh"}).content.decode()
    assert '<option value="moh" selected' in chosen
    assert TOKEN_BLANK not in chosen
    assert '<option value="moh" selected' not in Client().get(FORM).content.decode()
    assert "moe" not in Client().get("/en/", {"q": "Health"}).content.decode()


def test_nobody_is_shown_what_an_editor_sees(client: Client, land: Country) -> None:
    page = StandardPage.objects.get(locale__language_code="ar", slug="privacy")
    page.title = "مسودة"
    page.save_revision()
    client.force_login(hire(land, "editor"))
    Client().get("/ar/privacy/")
    preview = client.get(f"/admin/pages/{page.pk}/edit/preview/")
    assert client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode().count("مسودة")
    assert preview.status_code == HTTPStatus.OK
    assert "مسودة" not in Client().get("/ar/privacy/").content.decode()
    assert statements(client, "/ar/privacy/") == 1  # a page of text is the kept one, to whoever has a session too


def test_the_answer_to_head_is_that_of_get_without_its_words() -> None:
    assert Client().head("/ar/").status_code == HTTPStatus.OK
    shown = Client().get("/ar/")
    head = Client().head("/ar/")
    assert (head.content, head.headers["ETag"]) == (b"", shown.headers["ETag"])


def test_another_name_of_the_site_has_its_own() -> None:
    Client().get("/ar/")
    assert statements(Client(), "/ar/", headers={"host": "localhost"}) > 1
    assert Client().get("/ar/", headers={"host": "evil.example"}).status_code == HTTPStatus.BAD_REQUEST


class _Session:
    accessed = False


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse("x", status=404),
        HttpResponse('<input name="csrfmiddlewaretoken" value="mine">'),
        HttpResponse("x", headers={"Set-Cookie": "a=b"}),
    ],
)
def test_what_is_of_one_visitor_is_not_kept_whatever_it_says(answer: HttpResponse) -> None:
    if "Set-Cookie" in answer.headers:
        answer.set_cookie("a", "b")
    drawn = []

    def view(_request: Any) -> HttpResponse:
        drawn.append(1)
        same_for_all(answer)
        return answer

    for _visitor in range(2):
        request = RequestFactory().get("/en/x/")
        request.session = _Session()  # type: ignore[assignment]
        KeptPages(view)(request)
    assert len(drawn) == 2


def test_a_cookie_of_the_session_is_known_by_the_name_that_it_has() -> None:
    assert settings.SESSION_COOKIE_NAME == "sessionid"
    Client().get(FORM)
    visitor = Client()
    assert statements(visitor, FORM) == 1
    visitor.cookies["sessionid"] = "0" * 32
    assert statements(visitor, FORM) > 1  # a form may know who is signed in


DRAWN = KeptPage({}, (b"drawn",), (b"",), (), b"", "")


class Editions:
    """Stands where the database does; counts how often it is asked."""

    def __init__(self) -> None:
        self.now, self.asked = 1, 0

    def __call__(self) -> int:
        self.asked += 1
        return self.now


def test_another_edition_empties_it() -> None:
    editions = Editions()
    shelf: Shelf = Shelf(every=0, ask=editions)
    shelf.put("home", DRAWN, shelf.edition())
    assert (shelf.edition(), shelf.take("home")) == (1, DRAWN)
    editions.now = 2
    assert (shelf.edition(), shelf.take("home")) == (2, None)


def test_an_edition_that_is_counted_back_is_another_one() -> None:
    editions = Editions()
    shelf: Shelf = Shelf(every=0, ask=editions)
    shelf.put("home", DRAWN, shelf.edition())
    editions.now = 0
    assert (shelf.edition(), shelf.take("home")) == (0, None)


def test_what_was_drawn_while_it_changed_is_not_kept() -> None:
    editions = Editions()
    shelf: Shelf = Shelf(every=0, ask=editions)
    before = shelf.edition()
    editions.now = 2
    shelf.edition()  # somebody else's request, meanwhile
    shelf.put("home", DRAWN, before)
    assert shelf.take("home") is None


def test_between_two_questions_no_statement_is_spent() -> None:
    editions = Editions()
    shelf: Shelf = Shelf(every=600, ask=editions)
    assert [shelf.edition() for _request in range(100)] == [1] * 100
    assert editions.asked == 1
    shelf.ask_again()
    shelf.edition()
    assert editions.asked == 2


def test_it_never_holds_more_than_it_may() -> None:
    shelf: Shelf = Shelf(every=600, ask=Editions())
    for number in range(3 * MOST):
        shelf.put(number, DRAWN, shelf.edition())
    held = [number for number in range(3 * MOST) if shelf.take(number) is not None]
    assert 0 < len(held) <= MOST

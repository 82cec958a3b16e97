"""What a stranger puts into a request beside what is asked for: it is a word like any other, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from portal.citizen import track
from tests.content.forms.sending import URL, WORDS, form_of
from tests.scenes import Country, country, file_case, hire
from tests.seeded_site import pages_and_forms
from tests.site.portal.citizen.following import prove
from tests.site.portal.signed_in import client_of
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
PUBLIC = (
    "/ar/",
    "/ar/track/",
    "/ar/file/complaint/",
    "/robots.txt",
    "/sitemap.xml",
    "/healthz",
    "/readyz",
    "/ar/none/",
)
STAFF = ("/admin/desk/", "/admin/account/", "/admin/none/")
TOKENS = re.compile(r'(name="(?:csrfmiddlewaretoken|form_token)" value|nonce)="[^"]+"')
STRANGER = {
    "origin": "https://elsewhere.example",
    "x-forwarded-host": "elsewhere.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "444",
    "x-original-url": "/admin/desk/",
    "x-http-method-override": "DELETE",
    "forwarded": "host=elsewhere.example;proto=https",
}
PASSWORD = "three words and 12 plums"


@pytest.fixture
def land() -> Country:
    found = country()
    pages_and_forms()
    return found


@pytest.mark.parametrize(
    "words", ["' OR '1'='1", "'; DROP TABLE workflows_case; --", '") UNION SELECT 1,2,3 --', "%", "_"]
)
def test_words_of_sql_are_words(land: Country, words: str) -> None:
    case = file_case()
    hire(land, "administrator", username="admin")
    officer = client_of(land, "officer-moh").get("/admin/desk/", {"q": words})
    assert officer.status_code == 200
    assert case.tracking not in officer.content.decode()
    assert client_of(land, "admin").get("/admin/access/people/", {"q": words}).status_code == 200
    assert Client().get("/ar/", {"q": words}).status_code == 200
    assert Case.objects.filter(pk=case.pk).exists()


def test_what_a_proxy_would_say_changes_nothing_when_a_stranger_says_it(land: Country) -> None:
    for address in PUBLIC:
        plain, said = Client().get(address), Client().get(address, headers=STRANGER)
        assert said.status_code == plain.status_code, address
        if address != "/readyz":  # it tells the time
            assert TOKENS.sub("", said.content.decode()) == TOKENS.sub("", plain.content.decode()), address
        assert "elsewhere.example" not in f"{said.content.decode()}{said.headers}"


def test_every_answer_says_what_it_is_and_is_for_no_other_site_to_read(land: Country) -> None:
    officer = client_of(land, "officer-moh")
    answers = [(address, Client().get(address, headers=STRANGER)) for address in PUBLIC]
    answers += [(address, officer.get(address, headers=STRANGER)) for address in STAFF]
    for address, answer in answers:
        kind, _, parameters = answer["Content-Type"].partition(";")
        assert kind in ("text/html", "text/plain", "application/json", "application/xml"), address
        assert kind == "application/json" or "charset=utf-8" in parameters, address
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["Referrer-Policy"] == "same-origin", address
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")], address


def test_trace_gives_nothing_of_the_request_back(land: Country) -> None:
    officer = client_of(land, "officer-moh")
    for client, addresses in ((Client(), PUBLIC), (officer, STAFF)):
        for address in addresses:
            answer = client.trace(address, headers={"x-mark": "seen-by-nobody"})
            assert answer.status_code in (404, 405), address
            assert "seen-by-nobody" not in answer.content.decode(), address


@pytest.mark.parametrize(
    "address", ["/.git/config", "/.git/HEAD", "/.env", "/static/", "/static/js/", "/media/", "/var/"]
)
def test_no_folder_is_listed_and_nothing_of_the_source_is_served(land: Country, address: str) -> None:
    assert Client().get(address, follow=True).status_code == 404


def test_what_is_about_people_is_kept_by_no_cache(land: Country) -> None:
    case, citizen, officer = file_case(), Client(), client_of(land, "officer-moh")
    prove(citizen, case)
    followed = f"/ar/track/{case.tracking}/"
    pages = [(citizen, followed), (citizen, "/ar/track/"), (officer, f"/admin/desk/{case.tracking}/")]
    for client, address in [*pages, *((officer, address) for address in STAFF)]:
        assert "no-store" in client.get(address)["Cache-Control"], address
    assert case.subject in citizen.get(followed).content.decode()


def test_number_and_secret_are_read_from_the_body_alone_and_once(land: Country) -> None:
    case, other = file_case(), file_case()
    both = {"tracking": case.tracking, "secret": case.secret}
    client = Client()
    assert client.get("/ar/track/", both).status_code == 200
    assert client.post("/ar/track/?tracking=" + case.tracking + "&secret=" + case.secret, {}).status_code != 302
    mixed = {"tracking": [other.tracking, case.tracking], "secret": [case.secret, other.secret]}
    assert client.post("/ar/track/", mixed).status_code != 302
    assert case.subject not in client.get(f"/ar/track/{case.tracking}/", follow=True).content.decode()


@pytest.mark.parametrize("address", ["/ar/track/", "/en/track/"])
def test_a_fault_tells_nothing_of_itself(land: Country, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    def fails(*_arguments: object, **_named: object) -> None:
        raise ValueError("SELECT the words of the fault")

    monkeypatch.setattr(track, "find_case", fails)
    answer = Client(raise_request_exception=False).post(address, {"tracking": "26-0000-0000-0", "secret": "1" * 16})
    assert answer.status_code == 500
    shown = answer.content.decode()
    assert not re.search(r"SELECT|ValueError|Traceback|track\.py|settings", shown)


def logs_in(land: Country, client: Client) -> None:
    person = land.people["officer-moh"]
    person.set_password(PASSWORD)
    person.save()
    assert client.post("/admin/login/", {"username": "officer-moh", "password": PASSWORD}).status_code == 302


def proves(_land: Country, client: Client) -> None:
    prove(client, file_case())


@pytest.mark.parametrize("enters", [logs_in, proves])
def test_whoever_enters_gets_a_session_of_a_new_key_and_the_old_one_is_gone(
    land: Country, enters: Callable[[Country, Client], None]
) -> None:
    client = Client()
    session = client.session
    session["mark"] = "planted"
    session.save()
    former = client.cookies[settings.SESSION_COOKIE_NAME].value
    enters(land, client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != former
    assert not Session.objects.filter(session_key=former).exists()


def test_cookies_stay_with_the_site_and_keys_of_sessions_with_the_browser(land: Country) -> None:
    client = Client()
    client.get("/ar/track/")
    proves(land, client)
    logs_in(land, client)
    assert settings.SESSION_COOKIE_NAME in client.cookies
    for name, cookie in client.cookies.items():
        assert cookie["samesite"] in ("Lax", "Strict"), name
        assert cookie["httponly"] or name == settings.CSRF_COOKIE_NAME, name
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert key not in client.get("/admin/desk/").content.decode()


def test_more_than_a_form_asks_for_is_left_alone(land: Country) -> None:
    client = Client()
    more = {"track": "sensitive", "status": "closed", "outcome": "resolved", "level": "2", "kind": "integrity"}
    answer = client.post(URL, {"agency": "moh"} | WORDS | form_of(client.get(URL)) | more)
    assert answer.status_code == 303
    case = Case.objects.get(subject=WORDS["subject"])
    assert (case.track, case.status, case.outcome, case.level) == ("ordinary", "in_progress", "", 0)
    assert case.kind.code == "complaint"

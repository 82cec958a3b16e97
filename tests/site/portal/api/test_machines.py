"""What every address of the API answers: problems and no pages, no cookie, nothing kept, nothing said in a log."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils.translation import override

from portal.api.problems import KINDS
from portal.api.strict_json import NotJson, read
from portal.settings.environment import api_origins
from tests.scenes import Country, file_case
from tests.site.portal.api.calling import ROOT, Caller, problem
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
ORIGIN = "https://app.example.org"


@pytest.fixture
def app(land: Country) -> Caller:
    return Caller()


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[1,]",
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1, "a": 2}',
        b'{"a": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 40_000 + b"1" + b"}" * 40_000,
        b"9" * 10_000,
        b'{"answers": [' + b"{}, " * 20_000 + b"{}]}",
        b"{" + b", ".join(b'"a%d": {}' % number for number in range(5_000)) + b"}",
    ],
)
def test_json_that_means_two_things_or_none_is_not_taken(app: Caller, body: bytes) -> None:
    with pytest.raises(NotJson):
        read(body)
    response = app.client.post(f"{ROOT}/follow", body, "application/json")
    assert problem(response) == (
        413 if len(body) > 100_000 else 400,
        "too-large" if len(body) > 100_000 else "not-json",
    )


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_a_form_of_another_site_is_no_json(app: Caller, media: str) -> None:
    body = b'{"tracking": "1", "secret": "2"}'
    assert problem(app.client.post(f"{ROOT}/follow", body, media)) == (415, "media-type")


def test_what_is_not_there_is_told_as_a_problem_in_the_language_asked_for(app: Caller) -> None:
    for path in ("/nothing", "/requests/26-0000-0000-0", "/openapi.json/"):
        assert problem(app.get(path)) == (404, "not-found")
    assert app.get("/nothing").json()["title"] == "There is nothing here"
    arabic = app.get("/nothing?language=ar")
    assert (arabic["Content-Language"], arabic.json()["title"]) == ("ar", "لا شيء هنا")
    assert problem(app.get("/kinds?language=xx")) == (422, "invalid")
    assert app.get("/nothing?" + "a&" * 5_000).status_code in (400, 404)


def test_the_root_leads_to_the_page_for_people_in_their_language(app: Caller) -> None:
    for language in ("ar", "en"):
        led = app.get(f"/?language={language}")
        assert (led.status_code, led["Location"]) == (302, f"/{language}/api/")
        page = app.client.get(led["Location"]).content.decode()
        for operation in ("/api/v1/requests", "/api/v1/request/rate", "urn:insaf:problem:key-used"):
            assert operation in page


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_other_methods_are_told_which_there_are(app: Caller, method: str) -> None:
    response = getattr(app.client, method)(f"{ROOT}/kinds")
    assert (*problem(response), response["Allow"]) == (405, "method", "GET, HEAD")
    assert getattr(app.client, method)(f"{ROOT}/follow")["Allow"] == "POST"
    assert getattr(app.client, method)(f"{ROOT}/openapi.json")["Allow"] == "GET, HEAD"


def test_a_head_is_a_get_without_its_body(app: Caller) -> None:
    response = app.client.head(f"{ROOT}/kinds")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert response.content == b""


def test_no_answer_sets_a_cookie_is_kept_or_asks_for_a_token_against_forgery(app: Caller) -> None:
    app.client = Client(enforce_csrf_checks=True)
    case = file_case()
    answers = [app.open(case), app.get("/request"), app.post("/request/add", {"text": "x"}), app.get("/kinds")]
    assert [response.status_code for response in answers] == [200] * 4
    for response in answers:
        assert not response.cookies
        assert response["Cache-Control"] == "no-store"
        assert {"Accept-Language"} <= {each.strip() for each in response["Vary"].split(",")}


def test_a_session_of_the_staff_opens_nothing(app: Caller, land: Country) -> None:
    case = file_case()
    app.client.force_login(land.people["officer-moh"])
    for path in ("/request", f"/request/{case.tracking}"):
        assert app.get(path).status_code in (401, 404)


def test_no_line_of_a_log_says_a_secret_a_token_or_words(app: Caller, caplog: pytest.LogCaptureFixture) -> None:
    case = file_case(subject="CANARYSUBJECT")
    with caplog.at_level(logging.DEBUG):
        app.open(case, "1111222233334444")
        app.open(case)
        app.get("/request")
        app.post("/request/add", {"text": "CANARYWORDS", "strange": 1})
    lines = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    for word in (case.secret, "1111222233334444", app.token, "CANARY", case.tracking):
        assert word not in lines


def test_an_error_of_ours_is_told_with_its_reference(app: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_language: str) -> Any:
        raise RuntimeError("SECRETPLACE")

    monkeypatch.setattr("portal.api.operations.kinds_taken", broken)
    app.client.raise_request_exception = False
    response = app.get("/kinds")
    assert problem(response) == (500, "fault")
    assert "SECRETPLACE" not in response.content.decode()


def test_a_body_beyond_what_an_address_takes_is_refused_unread(app: Caller) -> None:
    assert problem(app.post("/follow", {"tracking": "1" * 200_000, "secret": "2"})) == (413, "too-large")
    without = app.client.post(f"{ROOT}/follow", b"{}", "application/json", HTTP_TRANSFER_ENCODING="chunked")
    assert problem(without) == (411, "no-length")


def test_in_the_clear_nothing_is_answered_and_nobody_led_on(app: Caller, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    app.client = Client()
    assert problem(app.get("/kinds")) == (403, "in-the-clear")
    assert app.client.get("/en/api/").status_code == 301
    assert app.client.get(f"{ROOT}/kinds", secure=True).status_code == 200


# --- scripts of other sites ---


def test_no_other_site_reads_anything_unless_the_operator_lists_it(app: Caller, settings: Any) -> None:
    asked = {"origin": ORIGIN, "access-control-request-method": "GET"}
    assert "Access-Control-Allow-Origin" not in app.client.options(f"{ROOT}/kinds", headers=asked)
    assert "Access-Control-Allow-Origin" not in app.get("/kinds", origin=ORIGIN)
    settings.MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", *settings.MIDDLEWARE]
    settings.CORS_ALLOWED_ORIGINS = [ORIGIN]
    app.client = Client()
    answered = app.client.options(f"{ROOT}/kinds", headers=asked)
    assert answered["Access-Control-Allow-Origin"] == app.get("/kinds", origin=ORIGIN)["Access-Control-Allow-Origin"]
    acts = [act for path in app.get("/openapi.json").json()["paths"].values() for act in path.values()]
    own = {each["name"].lower() for act in acts for each in act.get("parameters", ()) if each["in"] == "header"}
    assert "sent-with" in own
    assert own <= set(answered["Access-Control-Allow-Headers"].split(", "))
    assert "Access-Control-Allow-Credentials" not in answered
    for other in ("https://elsewhere.example", "null"):
        assert "Access-Control-Allow-Origin" not in app.get("/kinds", origin=other)
    assert "Access-Control-Allow-Origin" not in app.client.get("/en/track/", headers={"origin": ORIGIN})


@pytest.mark.parametrize(
    "given", ["*", "http://app.example.org", "https://app.example.org/", "app.example.org", "null"]
)
def test_what_is_no_origin_stops_the_start(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("API_ORIGINS", f"{ORIGIN},{given}")
    with pytest.raises(ImproperlyConfigured, match="is no origin"):
        api_origins()


# --- its description ---


def test_every_problem_has_a_code_of_its_own_and_words_in_both_languages() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        said = set()
        for language in ("ar", "en"):
            with override(language):
                said.add(str(kind.title))
        assert len(said) == 2, kind.code


def test_the_description_is_openapi_and_says_each_operation_in_the_language_asked_for(app: Caller) -> None:
    said = app.get("/openapi.json")
    assert said.json()["openapi"].startswith("3.1")
    operations = [each for path in said.json()["paths"].values() for each in path.values()]
    assert {each["operationId"] for each in operations} >= {"kinds", "file", "follow", "rate", "reopen", "again"}
    arabic = app.get("/openapi.json?language=ar").json()
    summaries = [each["summary"] for path in arabic["paths"].values() for each in path.values()]
    assert not set(summaries) & {each["summary"] for each in operations}
    json.dumps(arabic)
    assert not Case.objects.exists()

"""A provider that is down, slow, careless or false: each thing it may do wrong leads to nobody."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import jwt
import pytest

from permissions.openid import discovery, fetching
from permissions.openid.asking import Proved, begin, finish
from permissions.openid.errors import AnswerRefused, OpenIdError, ProviderAway, TokenNotTrusted
from permissions.openid.provider import Provider
from tests.free_port import free_port
from tests.permissions.openid.hostile import CLIENT, KEY, OTHER_KEY, Hostile, hostile, public, signed

BACK = "http://testserver/back/"
DISCOVERY = "/.well-known/openid-configuration"


@pytest.fixture
def it() -> Iterator[Hostile]:
    with hostile() as running:
        yield running


def through(it: Hostile, **more: str) -> Proved:
    """There and back, as a browser goes."""
    _url, asked = begin(it.provider, BACK)
    it.nonce = asked.nonce
    return finish(it.provider, asked, {"state": asked.state, "code": "c", **more}, ask_more=True)


def test_honest_it_proves(it: Hostile) -> None:
    proved = through(it)
    assert proved.subject == "citizen-1"
    assert proved.claims["national_number"] == "9001010101"
    assert it.forms[0]["redirect_uri"] == [BACK]
    assert "client_secret" not in it.forms[0]


def test_the_secret_goes_by_post_where_the_provider_wants_it_so(it: Hostile) -> None:
    it.discovery = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    through(it)
    assert it.forms[0]["client_secret"] == [it.provider.client_secret]


CLAIMED: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "of-somebody-else"},
    "a nonce that is no text": {"nonce": 7},
    "for another client": {"aud": "another"},
    "for us and another, made for that one": {"aud": [CLIENT, "another"], "azp": "another"},
    "for us and another, made for nobody": {"aud": [CLIENT, "another"]},
    "of another issuer": {"iss": "https://elsewhere.example"},
    "run out": {"exp": int(time.time()) - 90},
    "of tomorrow": {"iat": int(time.time()) + 86_400, "exp": int(time.time()) + 90_000},
    "of yesterday, still good": {"iat": int(time.time()) - 86_400},
    "of nobody": {"sub": ""},
    "of a number": {"sub": 12},
    "of a name without end": {"sub": "x" * 256},
    "with another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("claims", CLAIMED.values(), ids=CLAIMED)
def test_a_token_that_is_not_ours_or_not_of_now_is_not_trusted(it: Hostile, claims: dict[str, Any]) -> None:
    it.claims = claims
    with pytest.raises(TokenNotTrusted):
        through(it)


@pytest.mark.parametrize("name", ["iss", "sub", "aud", "exp", "iat", "nonce"])
def test_a_token_that_leaves_something_out_is_not_trusted(it: Hostile, name: str) -> None:
    it.without = {name}
    with pytest.raises(TokenNotTrusted):
        through(it)


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "", algorithm="none")


def stripped(claims: dict[str, Any]) -> str:
    return signed(claims).rpartition(".")[0] + "."


def by_public_key(claims: dict[str, Any]) -> str:
    """The old trick: HMAC, with what everybody knows as its key."""
    return jwt.encode(claims, b"n" * 64 + public(KEY)["n"].encode(), algorithm="HS256", headers={"kid": "one"})


SIGNED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "unsigned": unsigned,
    "its signature taken off": stripped,
    "with our own secret": lambda claims: jwt.encode(claims, "a secret: with marks" * 4, algorithm="HS256"),
    "with the public key as a secret": by_public_key,
    "with another key under its name": lambda claims: signed(claims, key=OTHER_KEY),
    "with a key of no name": lambda claims: signed(claims, kid="two"),
    "no token": lambda _claims: "no token",
    "none at all": lambda _claims: None,
    "a list": lambda _claims: ["a.b.c"],
    "huge": lambda _claims: "a" * 20_000,
}


@pytest.mark.parametrize("sign", SIGNED.values(), ids=SIGNED)
def test_a_token_that_the_provider_did_not_sign_is_not_trusted(it: Hostile, sign: Callable[..., Any]) -> None:
    it.sign = sign
    with pytest.raises(TokenNotTrusted):
        through(it)


def test_a_key_signs_by_its_own_algorithm_alone(it: Hostile) -> None:
    it.answers["/keys"] = write(200, json.dumps({"keys": [public(KEY) | {"alg": "RS256"}]}).encode())
    assert through(it).subject == "citizen-1"
    it.sign = lambda claims: signed(claims, algorithm="RS512")
    with pytest.raises(TokenNotTrusted):
        through(it)


def test_a_key_made_meanwhile_is_asked_for_once(it: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    through(it)
    it.sign = lambda claims: signed(claims, kid="two")
    for _each in range(3):
        with pytest.raises(TokenNotTrusted):
            through(it)
    assert it.asked.count("/keys") == 1  # however many bad tokens come, within seconds
    monkeypatch.setattr(discovery, "ANEW_SECONDS", 0.0)
    with pytest.raises(TokenNotTrusted):
        through(it)
    assert it.asked.count("/keys") == 2


def write(status: int, body: bytes = b"{}", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


PLACES = [DISCOVERY, "/keys", "/token", "/userinfo"]


@pytest.mark.parametrize("path", PLACES)
def test_nobody_follows_where_an_answer_points(it: Hostile, path: str) -> None:
    it.answers[path] = write(302, Location=f"{it.url}/trap")
    with pytest.raises(AnswerRefused):
        through(it)
    assert "/trap" not in it.asked


@pytest.mark.parametrize("path", PLACES)
def test_an_answer_without_end_is_refused(it: Hostile, path: str) -> None:
    it.answers[path] = write(200, b'{"a": "' + b"a" * (fetching.LARGEST + 1) + b'"}')
    with pytest.raises(AnswerRefused):
        through(it)


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_object_is_refused(it: Hostile, path: str, body: bytes) -> None:
    it.answers[path] = write(200, body)
    with pytest.raises(AnswerRefused):
        through(it)


@pytest.mark.parametrize("path", PLACES)
def test_a_provider_out_of_order_is_away(it: Hostile, path: str) -> None:
    it.answers[path] = write(503)
    with pytest.raises(ProviderAway):
        through(it)


@pytest.mark.parametrize("path", PLACES)
def test_a_silent_provider_is_away_within_its_seconds(it: Hostile, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SILENT_SECONDS", 0.3)
    it.answers[path] = lambda _handler: time.sleep(6)
    begun = time.monotonic()
    with pytest.raises(ProviderAway):
        through(it)
    assert time.monotonic() - begun < 4


def test_a_trickling_provider_is_away_within_its_seconds(it: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.5)

    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _each in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    it.answers[DISCOVERY] = trickle
    begun = time.monotonic()
    with pytest.raises(ProviderAway):
        through(it)
    assert time.monotonic() - begun < 4


def test_nobody_at_the_address_is_away() -> None:
    provider = Provider(f"http://127.0.0.1:{free_port()}", CLIENT, "secret", plain_http=True)
    with pytest.raises(ProviderAway):
        begin(provider, BACK)


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"userinfo_endpoint": "ftp://elsewhere.example"},
    ],
)
def test_a_discovery_that_says_something_else_is_refused(it: Hostile, said: dict[str, Any]) -> None:
    it.discovery = said
    with pytest.raises(AnswerRefused):
        begin(it.provider, BACK)


def test_in_production_nothing_goes_over_plain_http(it: Hostile) -> None:
    with pytest.raises(AnswerRefused):
        begin(Provider(it.url, CLIENT, "secret"), BACK)
    assert it.asked == []


def test_what_it_says_beside_is_of_the_same_person(it: Hostile) -> None:
    it.claims = {"more_of": "citizen-2"}
    with pytest.raises(AnswerRefused):
        through(it)


def test_an_answer_that_names_another_provider_is_refused(it: Hostile) -> None:
    with pytest.raises(AnswerRefused):
        through(it, iss="https://elsewhere.example")


def test_no_error_says_what_stood_in_a_token(it: Hostile) -> None:
    it.claims = {"name": "ليلى الحديدي", "nonce": "another"}
    with pytest.raises(OpenIdError) as refused:
        through(it)
    assert "ليلى" not in repr(refused.value)
    assert "secret" not in repr(it.provider)

"""A provider that keeps to the rules: the mock that others test with too, over a real connection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from permissions.openid.asking import Asked, Proved, begin, finish
from permissions.openid.discovery import forget
from permissions.openid.errors import AnswerRefused
from permissions.openid.provider import Provider

mock = pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock runs on Python 3.12 and later")

BACK = "http://testserver/back/"
CLAIMS = {"name": "ليلى الحديدي", "national_number": "9001010101"}


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A real one, which proves ``layla`` to whoever says so there."""
    forget()
    with mock.run_server_in_thread(user_claims=[mock.User(sub="layla", claims=CLAIMS)], require_nonce=True) as server:
        yield Provider(f"http://localhost:{server.server_port}", "insaf", "secret", plain_http=True)


def answered(url: str, **sent: str) -> dict[str, str]:
    """What the provider sends the browser back with."""
    answer = requests.post(url, data=sent, allow_redirects=False, timeout=5)
    where = answer.headers["Location"]
    assert where.startswith(BACK)
    return dict(parse_qsl(urlsplit(where).query))


def test_who_says_yes_at_the_provider_is_proved(provider: Provider) -> None:
    url, asked = begin(provider, BACK)
    proved = finish(provider, Asked.of(asked.kept()), answered(url, sub="layla"), ask_more=True)
    assert (proved.issuer, proved.subject) == (provider.issuer, "layla")
    assert CLAIMS.items() <= proved.claims.items()


def test_a_code_is_good_once(provider: Provider) -> None:
    url, asked = begin(provider, BACK)
    answer = answered(url, sub="layla")
    assert isinstance(finish(provider, asked, answer), Proved)
    with pytest.raises(AnswerRefused) as refused:
        finish(provider, asked, answer)
    assert refused.value.code == "invalid_grant"


def test_who_says_no_there_declined(provider: Provider) -> None:
    url, asked = begin(provider, BACK)
    with pytest.raises(AnswerRefused) as refused:
        finish(provider, asked, answered(url, action="deny"))
    assert refused.value.declined


def test_an_answer_of_another_browser_is_none(provider: Provider) -> None:
    url, _theirs = begin(provider, BACK)
    _url, mine = begin(provider, BACK)
    answer = answered(url, sub="layla")
    for asked in (mine, None):
        with pytest.raises(AnswerRefused):
            finish(provider, asked, answer)


def test_what_is_asked_with_is_new_each_time(provider: Provider) -> None:
    asked = [begin(provider, BACK) for _each in range(20)]
    assert len({value for _url, each in asked for value in (each.state, each.nonce, each.verifier)}) == 60
    for url, each in asked:
        assert each.verifier not in url
        assert "code_challenge_method=S256" in url
        assert re.search(r"[?&]nonce=[\w-]{43}&", url)


def test_who_takes_too_long_begins_anew() -> None:
    kept = Asked("a", "b", "c", BACK, at=0.0).kept()
    assert Asked.of(kept) is None
    assert Asked.of(None) is None
    assert Asked.of({"state": "a"}) is None

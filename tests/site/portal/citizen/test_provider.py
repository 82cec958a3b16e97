"""A citizen is proved by the national identity provider, or is not: and then reads why, and is nobody."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import requests
from django.contrib.sessions.models import Session
from django.test import Client

from permissions.citizens.models import Citizen
from permissions.openid import fetching
from permissions.openid.discovery import forget
from permissions.openid.provider import Provider
from portal.settings.citizens import CitizensProvider
from tests.free_port import free_port
from tests.permissions.openid.hostile import Hostile, hostile, signed
from tests.site.portal.citizen.signing_in import is_in, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("land")]
LAYLA = {"name": "ليلى الحديدي", "national_number": "9001010101"}


def set_up(settings: Any, provider: Provider) -> None:
    button = {"ar": "الدخول بسند", "en": "Sign in with Sanad"}
    settings.OIDC_CITIZENS = CitizensProvider(provider, "name", "national_number", button)


@pytest.fixture
def there(settings: Any) -> Iterator[Provider]:
    """A true provider, at which ``layla`` and ``unnamed`` are known."""
    mock = pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock runs on Python 3.12 and later")
    users = [mock.User(sub="layla", claims=LAYLA), mock.User(sub="unnamed", claims={"name": "X"})]
    forget()
    with mock.run_server_in_thread(user_claims=users, require_nonce=True) as server:
        provider = Provider(f"http://localhost:{server.server_port}", "insaf", "secret", plain_http=True)
        set_up(settings, provider)
        yield provider


@pytest.fixture
def wrong(settings: Any) -> Iterator[Hostile]:
    with hostile() as it:
        it.claims = dict(LAYLA)
        set_up(settings, it.provider)
        yield it


def go(client: Client, **sent: str) -> str:
    """To the provider and back: the address there that the browser is sent back to."""
    url = client.get("/en/my/provider/")["Location"]
    answer = requests.post(url, data=sent, allow_redirects=False, timeout=5)
    return answer.headers["Location"].removeprefix("http://testserver")


def come_back(client: Client, it: Hostile, **more: str) -> str:
    """The same at one that does wrong: what the page then says."""
    url = client.get("/en/my/provider/")["Location"]
    if not url.startswith("http"):
        return client.get(url).content.decode()
    said = parse_qs(urlsplit(url).query)
    it.nonce = said["nonce"][0]
    query = {"state": said["state"][0], "code": "c"} | more
    return client.get("/en/my/back/", query, follow=True).content.decode()


def test_where_none_is_set_up_nothing_of_it_is_there(client: Client) -> None:
    assert "data-provider" not in client.get("/en/my/").content.decode()
    for way in ("/en/my/provider/", "/en/my/back/"):
        assert client.get(way)["Location"] == "/en/my/"


def test_who_is_proved_is_signed_in_with_name_and_number(client: Client, there: Provider) -> None:
    assert "Sign in with Sanad" in client.get("/en/my/").content.decode()
    assert "الدخول بسند" in client.get("/ar/my/").content.decode()
    answer = client.get(go(client, sub="layla"))
    assert (answer.status_code, answer["Location"]) == (302, "/en/my/")
    said = client.get("/en/my/").content.decode()
    assert LAYLA["name"] in said
    assert LAYLA["national_number"] in said
    assert "data-provider" not in said
    citizen = Citizen.objects.get()
    assert (citizen.issuer, citizen.subject, citizen.email) == (there.issuer, "layla", "")


def test_the_same_identity_is_the_same_citizen_on_any_device(client: Client, there: Provider) -> None:
    client.get(go(client, sub="layla"))
    elsewhere = Client()
    elsewhere.get(go(elsewhere, sub="layla"))
    assert Citizen.objects.count() == 1


def test_who_is_signed_in_by_e_mail_is_proved_beside_it(client: Client, there: Provider) -> None:
    sign_in(client)
    client.get(go(client, sub="layla"))
    citizen = Citizen.objects.get()
    assert (citizen.email, citizen.name) == ("huda@example.org", LAYLA["name"])
    other = sign_in(Client(), "omar@example.org")
    said = other.get(go(other, sub="layla"), follow=True).content.decode()
    assert "Another list of requests belongs to it already." in said
    assert not Citizen.objects.get(email="omar@example.org").is_proved


def test_who_says_no_there_reads_so(client: Client, there: Provider) -> None:
    said = client.get(go(client, action="deny"), follow=True).content.decode()
    refused = said[said.index('role="alert"') : said.index("<h1")]
    assert "You stopped at the identity provider" in refused, "as what was refused, not as what was done"
    assert not Citizen.objects.exists()


def test_who_has_no_number_there_is_not_signed_in(client: Client, there: Provider) -> None:
    said = client.get(go(client, sub="unnamed"), follow=True).content.decode()
    assert "didn’t tell us your name and national number" in said
    assert not is_in(client)


def test_an_answer_is_good_once_and_in_its_own_browser(client: Client, there: Provider) -> None:
    back = go(client, sub="layla")
    stranger = Client()
    assert "Start again here" in stranger.get(back, follow=True).content.decode()
    client.get(back)
    assert is_in(client)
    client.post("/en/my/leave/")
    assert "Start again here" in client.get(back, follow=True).content.decode()
    assert not is_in(client)


NOT_ASKED_FOR = {
    "another nonce": {"nonce": "x"},
    "for another": {"aud": "x"},
    "of another": {"iss": "https://x.example"},
    "run out": {"exp": int(time.time()) - 90},
}


@pytest.mark.parametrize("claims", NOT_ASKED_FOR.values(), ids=NOT_ASKED_FOR)
def test_a_token_that_is_not_to_be_trusted_signs_nobody_in(
    client: Client, wrong: Hostile, claims: dict[str, Any]
) -> None:
    wrong.claims |= claims
    assert "Start again here" in come_back(client, wrong)
    assert not Citizen.objects.exists()
    assert not is_in(client)


def test_an_unsigned_token_signs_nobody_in(client: Client, wrong: Hostile) -> None:
    wrong.sign = lambda claims: signed(claims).rpartition(".")[0] + "."
    assert "Start again here" in come_back(client, wrong)
    assert not Citizen.objects.exists()


def test_a_provider_that_is_slow_or_away_is_said_in_words(
    client: Client, wrong: Hostile, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SILENT_SECONDS", 0.2)
    wrong.answers["/token"] = lambda _handler: time.sleep(2)
    assert "isn’t answering right now" in come_back(client, wrong)
    set_up(settings, Provider(f"http://127.0.0.1:{free_port()}", "insaf", "secret", plain_http=True))
    said = client.get("/ar/my/provider/", follow=True).content.decode()
    assert "لا تستجيب خدمة الهوية الوطنية الآن" in said
    assert 'name="address"' in said  # the other way is there


def test_no_log_says_who_it_was(client: Client, wrong: Hostile, caplog: pytest.LogCaptureFixture) -> None:
    wrong.claims |= {"nonce": "x"}
    come_back(client, wrong)
    assert caplog.records
    assert all(word not in caplog.text for word in (*LAYLA.values(), "citizen-1", "opaque"))


def test_no_token_of_the_provider_is_kept(client: Client, wrong: Hostile) -> None:
    come_back(client, wrong)
    assert is_in(client)
    kept = str([row.get_decoded() for row in Session.objects.all()]) + str(list(Citizen.objects.values()))
    assert "opaque" not in kept
    assert "eyJ" not in kept
    assert wrong.nonce not in kept


def test_the_way_there_asks_for_no_more_than_it_needs(client: Client, there: Provider) -> None:
    query = dict(parse_qsl(urlsplit(client.get("/ar/my/provider/")["Location"]).query))
    assert query["redirect_uri"] == "http://testserver/ar/my/back/"
    assert (query["scope"], query["ui_locales"]) == ("openid profile", "ar")

"""Single sign-on: linked by its owner alone, never round the second factor; what a provider does wrong is said."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
import pytest
import requests
from django.test import Client

from permissions.now import now, standing_at
from permissions.openid import fetching
from permissions.openid.provider import Provider
from permissions.people.models import LoginElsewhere, User
from tests.permissions.openid.hostile import Hostile, hostile, signed
from tests.scenes import Country
from tests.site.portal.sign_in.apps import OWN, SECOND, code_of, log_in, with_app, with_password
from tests.site.portal.sign_in.provider import BACK, GO, LINK, honest, there_and_back
from tests.site.portal.signed_in import page

pytestmark = pytest.mark.django_db
__all__ = ["honest"]


@pytest.fixture
def huda(land: Country) -> User:
    person = with_password(land.people["officer-moh"])
    person.email = "huda@example.org"
    person.save()
    return person


def linked(huda: User) -> Client:
    client = Client()
    log_in(huda, client)
    assert there_and_back(client, LINK)["Location"] == OWN
    return client


def test_without_a_setting_there_is_no_such_thing(huda: User) -> None:
    client = Client()
    assert client.get(GO).headers["Location"] == client.get(BACK).headers["Location"] == "/admin/login/"
    assert GO not in page(client.get("/admin/login/"))
    log_in(huda, client)
    assert client.get(LINK).status_code == 404


def test_a_linked_account_is_entered(huda: User, honest: Provider) -> None:
    linked(huda)
    client = Client()
    assert GO in page(client.get("/admin/login/"))
    assert there_and_back(client, f"{GO}?next=/admin/away/")["Location"] == "/admin/away/"
    assert client.get("/admin/desk/").status_code == 200


def test_the_same_address_links_nothing(huda: User, honest: Provider) -> None:
    client = Client(headers={"accept-language": "en"})
    refused = there_and_back(client)
    assert refused["Location"] == "/admin/login/"
    assert "linked with no account here" in page(client.get("/admin/login/"))
    assert "_auth_user_id" not in client.session
    assert not LoginElsewhere.objects.exists()


def test_it_does_not_go_round_the_second_factor(huda: User, honest: Provider) -> None:
    linked(huda)
    secret, client = with_app(huda), Client()
    assert there_and_back(client)["Location"] == SECOND
    assert client.get("/admin/desk/").status_code == 302
    assert client.post(SECOND, {"proof_code": code_of(secret)}).status_code == 302
    assert client.get("/admin/desk/").status_code == 200


def test_an_account_that_is_off_is_not_entered(huda: User, honest: Provider) -> None:
    linked(huda)
    User.objects.filter(pk=huda.pk).update(is_active=False)
    assert there_and_back(Client())["Location"] == "/admin/login/"


def test_one_login_there_opens_one_account_here_and_the_link_is_undone(
    huda: User, land: Country, honest: Provider
) -> None:
    client, other = linked(huda), Client()
    other.force_login(land.people["staff-moh"])
    there_and_back(other, LINK)
    assert LoginElsewhere.objects.get().user == huda
    assert "مربوط أصلًا بحساب آخر" in page(other.get(OWN))
    client.post("/admin/sign-in/unlink/")
    assert there_and_back(Client())["Location"] == "/admin/login/"


def test_an_answer_of_another_tab_or_session_is_nobodys(huda: User, honest: Provider) -> None:
    linked(huda)
    first, second = Client(), Client()
    there = first.get(GO)["Location"]
    second.get(GO)
    answer = requests.post(there, data={"sub": "huda-77"}, allow_redirects=False, timeout=5)
    query = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
    assert second.get(BACK, query)["Location"] == "/admin/login/"
    assert Client().get(BACK, query)["Location"] == "/admin/login/"
    assert first.get(BACK, query)["Location"] == "/admin/"
    assert Client().get(BACK, query)["Location"] == "/admin/login/"


def slow(it: Hostile) -> None:
    it.answers["/token"] = lambda _handler: time.sleep(1)


WRONG: dict[str, Callable[[Hostile], object]] = {
    "another nonce": lambda it: it.claims.update(nonce="other"),
    "unsigned": lambda it: setattr(it, "sign", lambda claims: jwt.encode(claims, "", algorithm="none")),
    "for another": lambda it: it.claims.update(aud="another"),
    "run out": lambda it: it.claims.update(exp=int(time.time()) - 90),
    "a clock wrong by a day": lambda it: it.claims.update(iat=int(time.time()) + 86_400, exp=int(time.time()) + 90_000),
    "with a key of nobody": lambda it: setattr(it, "sign", lambda claims: signed(claims, kid="two")),
    "slow": slow,
    "down": lambda it: it.answers.update({"/token": lambda handler: handler.send_error(503)}),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_whatever_the_provider_does_wrong_is_said_and_the_password_still_opens(
    huda: User, settings: Any, monkeypatch: pytest.MonkeyPatch, wrong: Callable[[Hostile], object], language: str
) -> None:
    monkeypatch.setattr(fetching, "SILENT_SECONDS", 0.5)
    with hostile() as it:
        settings.OIDC_STAFF = it.provider
        LoginElsewhere.objects.create(user=huda, issuer=it.url, subject="citizen-1", linked_at="2026-01-01T00:00Z")
        wrong(it)
        client = Client(headers={"accept-language": language})
        asked = dict(parse_qsl(urlsplit(client.get(GO)["Location"]).query))
        it.nonce = asked["nonce"]
        assert client.get(BACK, {"state": asked["state"], "code": "c"})["Location"] == "/admin/login/"
        said = page(client.get("/admin/login/"))
        assert any(words in said for words in ("nobody was logged in", "does not answer", "فلم يدخل أحد", "لا تستجيب"))
        assert log_in(huda, client)["Location"] == "/admin/"


def on_the_way(huda: User) -> tuple[Client, dict[str, str]]:
    """Gone to the provider to link it, and the query with which it sends them back."""
    client = Client(headers={"accept-language": "en"})
    log_in(huda, client)
    answer = requests.post(client.get(LINK)["Location"], data={"sub": "huda-77"}, allow_redirects=False, timeout=5)
    return client, dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def test_what_one_began_to_link_is_not_linked_with_who_is_there_when_it_comes_back(
    huda: User, land: Country, honest: Provider
) -> None:
    client, query = on_the_way(huda)
    session = client.session
    session["insaf_elsewhere"] |= {"link": land.people["staff-moh"].pk}
    session.save()
    assert client.get(BACK, query)["Location"] == OWN
    assert not LoginElsewhere.objects.exists()


@pytest.mark.usefixtures("sessions_end")
def test_who_comes_back_after_a_while_proves_again_who_they_are_before_anything_is_linked(
    huda: User, honest: Provider
) -> None:
    client, query = on_the_way(huda)
    with standing_at(now() + timedelta(minutes=11)):
        assert client.get(BACK, query)["Location"] == OWN
    assert not LoginElsewhere.objects.exists()

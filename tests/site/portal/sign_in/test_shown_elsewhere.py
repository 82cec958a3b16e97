"""Who has no password shows at the provider, once more, who they are; and what a provider says of its own second factor
is believed where the operator has named its words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from permissions.now import now, standing_at
from permissions.openid.provider import Provider
from permissions.people.models import LoginElsewhere, User
from tests.permissions.openid.hostile import Hostile, hostile
from tests.scenes import Country, country, grant
from tests.site.portal.sign_in.apps import OWN, PASSWORD, SECOND, code_of, log_in, with_app
from tests.site.portal.sign_in.asked import granting, is_granted, kept_in
from tests.site.portal.sign_in.provider import AGAIN, BACK, GO, honest, there_and_back
from tests.site.portal.signed_in import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sessions_end")]
__all__ = ["honest"]
MFA = (("acr", "https://id.example/two-factors"), ("amr", "mfa"))


@pytest.fixture
def land() -> Country:
    found = country()
    found.people["admin"] = User.objects.create(username="admin", name={"ar": "المدير", "en": "Admin"})
    grant(found.people["admin"], "administrator", found.agencies["central"])
    return found


@pytest.fixture
def admin(land: Country) -> User:
    """Has neither password nor second factor here."""
    person = land.people["admin"]
    person.set_unusable_password()
    person.save()
    UserProfile.objects.create(user=person, preferred_language="en")
    return person


@pytest.fixture
def it(settings: Any, admin: User) -> Iterator[Hostile]:
    """A provider with claims of our choosing, at which the administrator is known."""
    with hostile() as provider:
        settings.OIDC_STAFF = provider.provider
        LoginElsewhere.objects.create(user=admin, issuer=provider.url, subject="citizen-1", linked_at=now())
        yield provider


def came_back(client: Client, it: Hostile, begins: str = AGAIN) -> Any:
    """There, and back with whatever it says."""
    asked = dict(parse_qsl(urlsplit(client.get(begins)["Location"]).query))
    it.nonce = asked["nonce"]
    return client.get(BACK, {"state": asked["state"], "code": "c"})


def entered(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def test_who_has_neither_goes_there_once_more_and_then_what_was_sent_is_done(
    admin: User, land: Country, honest: Provider
) -> None:
    LoginElsewhere.objects.create(user=admin, issuer=honest.issuer, subject="huda-77", linked_at=now())
    client, (address, sent) = entered(admin), granting(land)
    with standing_at(now() + timedelta(minutes=11)):
        asked = client.post(address, sent)
        assert f'href="{AGAIN}" target="_blank" rel="noopener"' in page(asked)
        assert "proof_password" not in page(asked)
        assert "data-again" in page(client.post(address, kept_in(asked)))  # not gone there yet
        there = dict(parse_qsl(urlsplit(client.get(AGAIN)["Location"]).query))
        assert (there["prompt"], there["max_age"]) == ("login", "0")
        assert "go on in the page that asked" in page(there_and_back(client, AGAIN))
        assert client.post(address, kept_in(asked)).status_code == 302
    assert is_granted(land)


@pytest.mark.parametrize(
    "said", [{}, {"auth_time": int(time.time()) - 300}, {"auth_time": "now"}, {"auth_time": True}, {"sub": "another"}]
)
def test_an_answer_that_does_not_say_that_they_logged_in_just_now_is_not_believed(
    admin: User, land: Country, it: Hostile, said: dict[str, Any]
) -> None:
    it.claims.update({"auth_time": int(time.time())} if "sub" in said else {}, **said)
    client, (address, sent) = entered(admin), granting(land)
    with standing_at(now() + timedelta(minutes=11)):
        refused = came_back(client, it)
        assert (refused.status_code, "Not shown yet" in page(refused)) == (422, True)
        assert "data-again" in page(client.post(address, sent))
    assert not is_granted(land)


def test_a_login_of_before_is_no_fresh_proof(admin: User, land: Country, it: Hostile) -> None:
    """An answer to the plain asking, which the provider gives to whoever is still logged in there."""
    it.claims["auth_time"] = int(time.time())
    client, (address, sent) = entered(admin), granting(land)
    with standing_at(now() + timedelta(minutes=11)):
        asked = dict(parse_qsl(urlsplit(client.get(AGAIN)["Location"]).query))
        it.nonce = asked["nonce"]
        assert client.get(BACK, {"state": "another", "code": "c"}).status_code == 422
        assert client.get(BACK, {"state": asked["state"], "code": "c"})["Location"] == OWN  # good for one answer
        assert "data-again" in page(client.post(address, sent))


def test_who_has_an_app_shows_its_code_beside(admin: User, land: Country, it: Hostile) -> None:
    it.claims["auth_time"] = int(time.time())
    secret, client, (address, sent) = with_app(admin), Client(), granting(land)
    assert came_back(client, it, GO)["Location"] == SECOND
    client.post(SECOND, {"proof_code": code_of(secret)})
    with standing_at(now() + timedelta(minutes=11)):
        code = {"proof_code": code_of(secret, 1)}
        assert client.post(address, sent | code).status_code == 422
        assert came_back(client, it).status_code == 200
        assert "data-again" in page(client.post(address, sent))
        assert client.post(address, sent | code).status_code == 302
    assert is_granted(land)


def test_a_session_that_is_over_begins_anew_there_and_what_was_typed_is_sent(
    admin: User, land: Country, it: Hostile
) -> None:
    it.claims["auth_time"] = int(time.time())
    client, (address, sent) = entered(admin), granting(land)
    with standing_at(now() + timedelta(minutes=61)):
        asked = client.post(address, sent)
        assert "Your session ended after 1 hour" in page(asked)
        assert came_back(client, it).status_code == 200
        assert client.post(address, kept_in(asked)).status_code == 302
    assert is_granted(land)


def test_only_who_needs_it_is_offered_it(admin: User, land: Country, it: Hostile) -> None:
    admin.set_password(PASSWORD)
    admin.save()
    client, (address, sent) = Client(), granting(land)
    log_in(admin, client)
    with standing_at(now() + timedelta(minutes=11)):
        assert AGAIN not in page(client.post(address, sent))
    assert Client().get(AGAIN)["Location"] == "/admin/login/"


def test_a_providers_own_second_factor_is_not_believed_unless_it_is_named(
    admin: User, it: Hostile, settings: Any
) -> None:
    with_app(admin)
    it.claims.update(acr="https://id.example/two-factors", amr=["pwd", "mfa"])
    assert came_back(Client(), it, GO)["Location"] == SECOND


@pytest.mark.parametrize("said", [{"acr": "https://id.example/two-factors"}, {"amr": ["pwd", "mfa"]}])
def test_named_it_is_believed(admin: User, it: Hostile, settings: Any, said: dict[str, Any]) -> None:
    settings.OIDC_STAFF = replace(it.provider, second_factor=MFA)
    with_app(admin)
    it.claims.update(said)
    client = Client()
    assert dict(parse_qsl(urlsplit(client.get(GO)["Location"]).query))["acr_values"] == MFA[0][1]
    assert came_back(client, it, GO)["Location"] == "/admin/"
    assert client.get("/admin/access/people/").status_code == 200


@pytest.mark.parametrize(
    "said", [{}, {"acr": "mfa"}, {"amr": "mfa"}, {"amr": ["pwd"]}, {"acr": [MFA[0][1]]}, {"amr": [["mfa"]]}]
)
def test_other_words_are_not(admin: User, it: Hostile, settings: Any, said: dict[str, Any]) -> None:
    settings.OIDC_STAFF = replace(it.provider, second_factor=MFA)
    with_app(admin)
    it.claims.update(said)
    assert came_back(Client(), it, GO)["Location"] == SECOND


def test_a_role_that_demands_one_is_content_with_the_providers(admin: User, it: Hostile, settings: Any) -> None:
    settings.SECOND_FACTOR_DEMANDED = True
    plain, believed = Client(), Client()
    came_back(plain, it, GO)
    assert plain.get("/admin/access/people/")["Location"] == OWN
    settings.OIDC_STAFF = replace(it.provider, second_factor=MFA)
    it.claims["amr"] = ["mfa"]
    came_back(believed, it, GO)
    assert believed.get("/admin/access/people/").status_code == 200
    it.claims["amr"] = ["pwd"]
    came_back(believed, it, GO)
    assert believed.get("/admin/access/people/")["Location"] == OWN


def test_believed_it_is_a_fresh_proof_too(admin: User, land: Country, it: Hostile, settings: Any) -> None:
    settings.OIDC_STAFF = replace(it.provider, second_factor=MFA)
    it.claims.update(amr=["mfa"], auth_time=int(time.time()))
    with_app(admin)
    client, (address, sent) = Client(), granting(land)
    came_back(client, it, GO)
    with standing_at(now() + timedelta(minutes=11)):
        assert AGAIN in page(client.post(address, sent))
        assert came_back(client, it).status_code == 200
        assert client.post(address, sent).status_code == 302
    assert is_granted(land)

"""A second factor is asked for whatever way somebody came in by, each code is taken once, and guessing is slowed."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from permissions.access.factors import PURPOSE, make_codes
from permissions.access.one_time_links import make_link
from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.encrypted import encrypt
from permissions.limits.catalogue import SECOND as SECOND_LIMIT
from permissions.people.models import LinkPurpose, User
from portal.settings.environment import proof_lasts, session_idle, session_longest
from portal.sign_in.proving import Ways, can_have_passkeys
from portal.sign_in.trying import TOLD_OF_SECOND_AT
from tests.scenes import Country
from tests.site.portal.sign_in.apps import OWN, PASSWORD, SECOND, code_of, log_in, with_app, with_password
from tests.site.portal.signed_in import page
from tests.site.portal.who_may_what.routes import routes
from workflows.notifications.deliver import deliver_waiting

pytestmark = pytest.mark.django_db
INBOX = "/admin/desk/"
AT_THE_DOOR = (
    *("admin/login/", "admin/logout/", "admin/password_reset/", "admin/jsi18n/", "admin/sprite/"),
    "admin/sign-in/",
)


@pytest.fixture
def huda(land: Country) -> User:
    return with_password(land.people["officer-moh"])


@pytest.fixture
def demanded(settings: Any) -> None:
    settings.SECOND_FACTOR_DEMANDED = True


def test_after_the_password_nobody_is_in_until_the_code_is_right(huda: User) -> None:
    secret, client = with_app(huda), Client()
    assert log_in(huda, client)["Location"] == SECOND
    assert "_auth_user_id" not in client.session
    assert client.get(INBOX)["Location"].startswith("/admin/login/")
    assert client.post(SECOND, {"proof_code": "000000"}).status_code == 422
    assert client.get(INBOX).status_code == 302
    assert client.post(SECOND, {"proof_code": code_of(secret)})["Location"] == "/admin/"
    assert client.get(INBOX).status_code == 200


def test_the_way_that_was_wanted_is_gone_on_with(huda: User) -> None:
    secret, client = with_app(huda), Client()
    log_in(huda, client, next="/admin/away/")
    assert client.post(SECOND, {"proof_code": code_of(secret)})["Location"] == "/admin/away/"


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_clocks_may_differ_by_one_code(huda: User, later: int) -> None:
    secret, client = with_app(huda), Client()
    Authenticator.objects.filter(user=huda).update(data={"secret": encrypt(secret, PURPOSE)})  # as if none was taken
    log_in(huda, client)
    assert client.post(SECOND, {"proof_code": code_of(secret, later)}).status_code == 302


@pytest.mark.parametrize("later", [-2880, -2, 2, 2880])
def test_a_code_too_late_or_of_a_clock_wrong_by_a_day_is_refused_with_what_to_do(huda: User, later: int) -> None:
    secret, client = with_app(huda), Client(headers={"accept-language": "en"})
    log_in(huda, client)
    refused = client.post(SECOND, {"proof_code": code_of(secret, later)})
    assert refused.status_code == 422
    assert "set the clock of your phone" in page(refused)


def test_a_code_is_taken_once_in_whichever_tab(huda: User) -> None:
    secret, first, second = with_app(huda), Client(), Client()
    for client in (first, second):
        log_in(huda, client)
    code = code_of(secret)
    assert first.post(SECOND, {"proof_code": code}).status_code == 302
    assert second.post(SECOND, {"proof_code": code}).status_code == 422


def test_a_recovery_code_opens_once(huda: User) -> None:
    with_app(huda)
    code, client = make_codes(huda)[3], Client()
    log_in(huda, client)
    assert client.post(SECOND, {"proof_code": f"{code[:4]} {code[4:]}"}).status_code == 302
    again = Client()
    log_in(huda, again)
    assert again.post(SECOND, {"proof_code": code}).status_code == 422


@pytest.mark.usefixtures("limits_on")
def test_a_code_is_not_guessed_and_its_owner_is_told(huda: User) -> None:
    huda.email = "huda@example.org"
    huda.save()
    secret, client = with_app(huda), Client(headers={"accept-language": "en"})
    log_in(huda, client)
    answers = [client.post(SECOND, {"proof_code": f"{turn:06}"}).status_code for turn in range(30)]
    slowed = page(client.post(SECOND, {"proof_code": "1"}))
    assert "then show that it is you" in slowed
    assert "write your password" not in slowed, "nothing on this page asks for one"
    assert answers == [422] * SECOND_LIMIT.free + [429] * (30 - SECOND_LIMIT.free)
    assert client.post(SECOND, {"proof_code": code_of(secret)}).status_code == 429
    deliver_waiting()
    letters = [letter for letter in mail.outbox if letter.to == ["huda@example.org"]]
    assert len(letters) == 1
    assert SECOND_LIMIT.free > TOLD_OF_SECOND_AT


def by_force(user: User, client: Client) -> None:
    client.force_login(user)


def by_a_link(user: User, client: Client) -> None:
    token = make_link(user, LinkPurpose.PASSWORD, actor=Actor.operator)
    names = {"name_ar": "هدى الأحمد", "name_en": "Huda Al-Ahmad", "password": PASSWORD + "!", "again": PASSWORD + "!"}
    assert client.post(reverse("begin", args=[token]), names).status_code == 302


@pytest.mark.parametrize("enter", [by_force, by_a_link])
def test_no_other_road_goes_round_it(huda: User, enter: Any) -> None:
    secret, client = with_app(huda), Client()
    enter(huda, client)
    for address in (INBOX, "/admin/", "/admin/account/", "/admin/pages/", "/admin/desk/together/", OWN):
        assert client.get(address)["Location"].startswith(SECOND), address
        assert client.post(address)["Location"].startswith(SECOND), address
    assert client.post(f"{SECOND}?next={INBOX}", {"proof_code": code_of(secret)})["Location"] == INBOX
    assert client.get(INBOX).status_code == 200


def test_a_session_of_before_is_asked_too(huda: User) -> None:
    client = Client()
    client.force_login(huda)
    assert client.get(INBOX).status_code == 200
    with_app(huda)
    assert client.get(INBOX)["Location"].startswith(SECOND)


@pytest.mark.usefixtures("demanded")
def test_whose_role_demands_one_finds_nothing_but_where_it_is_set_up(huda: User) -> None:
    client = Client()
    client.force_login(huda)
    inside = [route for route in routes() if route.startswith("admin/") and not route.startswith(AT_THE_DOOR)]
    for address in [f"/{route}" for route in inside if "<" not in route and "^" not in route]:
        for answer in (client.get(address), client.post(address)):
            assert (answer.status_code, answer["Location"]) == (302, OWN), address
    assert client.get("/admin/desk/26-1111-1111-1/")["Location"] == OWN
    assert client.get(OWN).context["wanted"]
    assert client.get(f"{OWN}app/").status_code == 200


def test_a_demo_never_demands_and_production_does(huda: User) -> None:
    assert settings.SECOND_FACTOR_DEMANDED is False
    assert [ends("production").total_seconds() / 60 for ends in (session_idle, session_longest, proof_lasts)] == [
        60,
        720,
        10,
    ]


@pytest.mark.usefixtures("demanded")
@pytest.mark.parametrize(
    ("role", "place"), [("owner", "/admin/studio/"), ("editor", "/admin/pages/"), ("call_taker", "/admin/")]
)
def test_who_decides_who_sees_cases_finds_nothing_either(land: Country, role: str, place: str) -> None:
    person = User.objects.create(username=role, name={"ar": role, "en": role}, password="!")
    grant(user=person, role=role, agency=Agency.objects.get(code="central"), actor=Actor.operator)
    client = Client()
    client.force_login(person)
    assert client.get(place)["Location"] == OWN


@pytest.mark.usefixtures("demanded")
def test_a_role_that_sees_no_case_and_decides_nothing_of_them_demands_none(land: Country) -> None:
    person = User.objects.create(username="moh-users", name={"ar": "م", "en": "M"}, password="!")
    grant(user=person, role="agency_administrator", agency=Agency.objects.get(code="moh"), actor=Actor.operator)
    client = Client()
    client.force_login(person)
    assert client.get("/admin/access/people/").status_code == 200


@pytest.mark.parametrize("host", ["insaf.example", "127.0.0.1"])
def test_at_an_address_that_is_a_number_no_passkey_is_offered(settings: Any, rf: RequestFactory, host: str) -> None:
    settings.ALLOWED_HOSTS = [host]
    named = can_have_passkeys(rf.get(SECOND, headers={"host": host}))
    shown = render_to_string("sign_in/by_factor.html", {"ways": Ways(passkey="{}"), "named": named})
    assert ("data-ask" in shown, "passkeys.js" in shown) == ((host == "insaf.example"),) * 2

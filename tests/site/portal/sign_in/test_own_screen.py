"""Everybody sets up, looks over and removes their own ways in, and ends their own sessions."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from permissions.access.factors import make_codes
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from permissions.people.models import StaffSession, User
from permissions.people.sessions import device_of
from tests.scenes import Country
from tests.site.portal.sign_in.apps import OWN, PASSWORD, SECOND, code_of, log_in, with_app, with_password
from tests.site.portal.signed_in import client_of, page
from workflows.notifications.deliver import deliver_waiting

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15; SM-A556B) AppleWebKit/537.36 Chrome/139.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def huda(land: Country) -> User:
    person = with_password(land.people["officer-moh"])
    person.email = "huda@example.org"
    person.save()
    return person


def test_an_app_is_set_up_with_recovery_codes_and_its_owner_is_told(huda: User, land: Country) -> None:
    client = client_of(land, "officer-moh")
    html = page(client.get(f"{OWN}app/"))
    kept = re.findall(r'name="secret" value="([^"]+)"', html)[0]
    secret = "".join(re.findall(r"<code>(\w{4})</code>", html))
    assert secret not in str(dict(client.session.items()))
    wrong = client.post(f"{OWN}app/", {"secret": kept, "code": "000000"})
    assert (wrong.status_code, Authenticator.objects.count()) == (422, 0)
    shown = page(client.post(f"{OWN}app/", {"secret": kept, "code": code_of(secret)}))
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", shown)) == 10
    assert client.get("/admin/desk/").status_code == 200  # proved by setting it up
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert client.get(OWN).context["codes_left"] == 10
    deliver_waiting()
    assert len([letter for letter in mail.outbox if letter.to == ["huda@example.org"]]) == 2
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"factor_added", "codes_made"}


def test_another_ones_page_and_one_too_old_set_nothing_up(huda: User, land: Country) -> None:
    client, other = client_of(land, "officer-moh"), client_of(land, "staff-moh")
    html = page(client.get(f"{OWN}app/"))
    kept = re.findall(r'name="secret" value="([^"]+)"', html)[0]
    secret = "".join(re.findall(r"<code>(\w{4})</code>", html))
    for sent in ({"secret": kept}, {"secret": "nonsense"}, {"secret": ""}):
        assert other.post(f"{OWN}app/", sent | {"code": code_of(secret)}).status_code == 422
    assert Authenticator.objects.count() == 0


def test_what_is_no_passkey_is_refused(huda: User, land: Country) -> None:
    client = client_of(land, "officer-moh")
    for sent in ("x", "[]", "{}", '{"id": "a", "response": {}}', '{"id": 1, "rawId": 2, "type": 3, "response": 4}'):
        assert client.post(f"{OWN}passkey/", {"credential": sent}).status_code == 422, sent
    with_app(huda)
    pending = Client()
    log_in(huda, pending)
    assert pending.post(SECOND, {"proof_credential": "{}"}).status_code == 422


def test_a_factor_is_removed_by_its_owner_alone(huda: User, land: Country) -> None:
    secret = with_app(huda)
    make_codes(huda)
    factor = Authenticator.objects.get(type="totp")
    assert client_of(land, "staff-moh").post(f"{OWN}factors/", {"factor": factor.pk, "do": "remove"}).status_code == 404
    client = Client()
    log_in(huda, client)
    client.post(SECOND, {"proof_code": code_of(secret)})
    assert client.post(f"{OWN}factors/", {"factor": factor.pk, "do": "remove"}).status_code == 302
    assert Authenticator.objects.count() == 0  # the codes stood for nothing any more
    assert log_in(huda, Client())["Location"] == "/admin/"


def test_the_last_factor_stays_while_a_role_demands_one(huda: User, settings: Any) -> None:
    settings.SECOND_FACTOR_DEMANDED = True
    secret, client = with_app(huda), Client()
    log_in(huda, client)
    client.post(SECOND, {"proof_code": code_of(secret)})
    factor = Authenticator.objects.get(type="totp")
    assert client.post(f"{OWN}factors/", {"factor": factor.pk, "do": "remove"}).status_code == 422
    assert Authenticator.objects.count() == 1


def test_sessions_are_listed_and_ended_one_by_one_and_all_others(huda: User) -> None:
    here, phone, third = (Client(headers={"user-agent": agent}) for agent in (FIREFOX, PHONE, ""))
    for client in (here, phone, third):
        log_in(huda, client)
    html = page(here.get(OWN))
    assert html.count("data-session") == 3
    assert html.count("data-here") == 1
    assert ("Firefox" in html, "Android" in html) == (True, True)
    of_phone = StaffSession.objects.get(device="chrome/android")
    assert here.post(f"{OWN}sessions/", {"session": of_phone.pk}).status_code == 302
    assert phone.get(OWN)["Location"].startswith("/admin/login/")
    assert third.get(OWN).status_code == 200
    here.post(f"{OWN}sessions/", {"others": "on"})
    assert third.get(OWN)["Location"].startswith("/admin/login/")
    assert here.get(OWN).status_code == 200


def test_nobody_ends_anothers_session(huda: User, land: Country) -> None:
    client = Client()
    log_in(huda, client)
    client_of(land, "staff-moh").post(f"{OWN}sessions/", {"session": StaffSession.objects.get(user=huda).pk})
    assert client.get(OWN).status_code == 200


def test_logging_out_takes_the_session_from_the_list(huda: User) -> None:
    client = Client()
    log_in(huda, client)
    client.post("/admin/logout/")
    assert not StaffSession.objects.filter(user=huda).exists()


@pytest.mark.usefixtures("sessions_end")
def test_a_session_ends_after_an_hour_without_use_and_after_twelve_in_any_case(huda: User) -> None:
    client, used, at = Client(headers={"accept-language": "en"}), Client(), now()
    for each in (client, used):
        log_in(huda, each)
    for minutes in range(0, 716, 55):
        with standing_at(at + timedelta(minutes=minutes)):
            assert used.get(OWN).status_code == 200
    with standing_at(at + timedelta(minutes=61)):
        ended = client.get("/admin/desk/?sort=due")
        assert ended["Location"] == "/admin/login/?next=/admin/desk/%3Fsort%3Ddue"
        assert "Your session ended after 1 hour without use" in page(client.get(ended["Location"]))
    with standing_at(at + timedelta(hours=12, minutes=1)):
        ended = used.get("/admin/away/")
        assert ended["Location"] == "/admin/login/?next=/admin/away/"
        assert "انتهت جلستك بعد 12 ساعة، ولا تدوم جلسة أطول من ذلك" in page(used.get(ended["Location"]))


def test_using_a_session_costs_no_statement_but_every_five_minutes(
    huda: User, land: Country, django_assert_max_num_queries: object
) -> None:
    client = client_of(land, "officer-moh")
    client.get(OWN)
    before = StaffSession.objects.get(user=huda).used_at
    client.get(OWN)
    assert StaffSession.objects.get(user=huda).used_at == before
    with standing_at(now() + timedelta(minutes=6)):
        client.get(OWN)
    assert StaffSession.objects.get(user=huda).used_at > before


def test_a_new_password_ends_the_others_and_its_owner_is_told(huda: User) -> None:
    here, other = Client(), Client()
    for client in (here, other):
        log_in(huda, client)
    new = "قلم أزرق وسحابة 41"
    data = {"password-old_password": PASSWORD, "password-new_password1": new, "password-new_password2": new}
    data |= {"locale-preferred_language": "en", "theme-theme": "light", "theme-contrast": "system"}
    assert here.post("/admin/account/", data | {"theme-density": "default"}).status_code == 302
    assert other.get(OWN)["Location"].startswith("/admin/login/")
    assert StaffSession.objects.filter(user=huda).count() == 1
    deliver_waiting()
    assert [letter.to for letter in mail.outbox] == [["huda@example.org"]]


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "firefox/windows"),
        (PHONE, "chrome/android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 Version/18.0 Mobile Safari/604", "safari/iphone"),
        ("Mozilla/5.0 (Macintosh) AppleWebKit/537 Chrome/139 Safari/537 Edg/139", "edge/mac"),
        ("<script>", "other/other"),
    ],
)
def test_a_device_is_two_codes_and_nothing_that_it_says_of_itself(agent: str, device: str) -> None:
    assert device_of(agent) == device


def test_the_librarys_own_table_of_addresses_stays_empty(huda: User) -> None:
    secret, client = with_app(huda), Client()
    log_in(huda, client)
    client.post(SECOND, {"proof_code": code_of(secret)})
    client.get(OWN)
    assert not EmailAddress.objects.exists()
    for each in ("login", "email", "signup", "2fa"):
        assert client.get(f"/accounts/{each}/", follow=True).status_code == 404

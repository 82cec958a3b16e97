"""Logging in under attack: slowed, told to the owner, and nobody is locked out by others."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.limits.catalogue import LOGIN_ACCOUNT, LOGIN_HERE, LOGIN_NETWORK, RESET, RESET_LETTERS
from permissions.limits.challenges import SOLUTION, WAIT_SECONDS
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, hour_of
from permissions.limits.models import Count
from permissions.limits.subjects import key_of
from permissions.now import now, standing_at
from permissions.people.models import StaffSession, User
from portal.sign_in.trying import TOLD_AT
from tests.permissions.limits.solving import solved
from tests.scenes import Country
from tests.site.portal.signed_in import page
from workflows.notifications.deliver import deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_on")]
PASSWORD = "قهوة الصباح وزيتون 77"
NEW = "words for the day"
LOGIN, RESET_PAGE = "/admin/login/", "/admin/password_reset/"


@pytest.fixture
def huda(land: Country) -> User:
    person = land.people["officer-moh"]
    person.set_password(PASSWORD)
    person.email = "huda@example.org"
    person.save()
    return person


def log_in(user: User, client: Client | None = None, password: str = PASSWORD, here: str = "", **more: str) -> Any:
    data = {"username": user.username, "password": password, **more}
    return (client or Client()).post(LOGIN, data, REMOTE_ADDR=here or "203.0.113.7")


def fail(user: User, times: int, here: str = "203.0.113.7") -> None:
    """As if ``times`` wrong passwords had been tried from a network that answered each challenge."""
    keys = [
        key_of(LOGIN_HERE, f"{user.username}|{here}", now()),
        key_of(LOGIN_NETWORK, here, now()),
        key_of(LOGIN_ACCOUNT, user.username, now()),
    ]
    count_up(dict.fromkeys(keys, times), ends_at=hour_of(now()) + HOUR)


def test_sixty_wrong_passwords_are_not_followed_by_the_right_one(huda: User) -> None:
    answers = [log_in(huda, password=f"wrong {turn}").status_code for turn in range(60)]
    assert answers == [200] * LOGIN_HERE.free + [429] * (60 - LOGIN_HERE.free)
    right = log_in(huda)
    assert (right.status_code, right["Retry-After"]) == (429, str(WAIT_SECONDS))
    assert "_auth_user_id" not in right.wsgi_request.session
    assert PASSWORD not in right.content.decode()
    assert f'value="{huda.username}"' in page(right)


def test_an_answer_brings_the_right_one_through_once(huda: User) -> None:
    fail(huda, 7)
    slowed = log_in(huda)
    solution = solved(slowed.context["asked"].challenge.work)
    assert log_in(huda, challenge_solution=solution).status_code == 302
    fail(huda, 1)
    assert log_in(huda, challenge_solution=solution).status_code == 429


def test_who_has_no_scripts_waits(huda: User) -> None:
    at = hour_of(now()) + timedelta(minutes=5)
    with standing_at(at):
        fail(huda, 7)
        ticket = log_in(huda).context["asked"].challenge.ticket
        assert log_in(huda, challenge_ticket=ticket).status_code == 429
    with standing_at(at + timedelta(seconds=WAIT_SECONDS + 1)):
        assert log_in(huda, challenge_ticket=ticket).status_code == 302


def test_after_the_fifth_failure_the_next_challenge_is_there_before_it_is_met(huda: User) -> None:
    for turn in range(LOGIN_HERE.free):
        shown = log_in(huda, password=f"wrong {turn}")
    assert shown.status_code == 200
    assert log_in(huda, challenge_solution=solved(shown.context["asked"].challenge.work)).status_code == 302


def test_a_right_password_counts_for_nothing(huda: User) -> None:
    for _turn in range(3 * LOGIN_HERE.free):
        assert log_in(huda).status_code == 302
    assert {count.count for count in Count.objects.all()} == {0}


def test_forty_failures_refuse_one_account_on_one_network_and_nothing_else(huda: User, land: Country) -> None:
    fail(huda, LOGIN_HERE.most or 0)
    refused = log_in(huda)
    assert (refused.status_code, refused.context["asked"].challenge) == (429, None)
    assert "فلن تُقبل محاولة أخرى حتى" in page(refused)
    slowed = log_in(huda, here="198.51.100.4")
    assert (
        log_in(huda, here="198.51.100.4", challenge_solution=solved(slowed.context["asked"].challenge.work)).status_code
        == 302
    )


def test_the_owner_gets_in_on_a_device_of_their_own_whatever_others_try(huda: User) -> None:
    own = Client()
    assert log_in(huda, own).status_code == 302
    own.post("/admin/logout/")
    fail(huda, 5_000)
    assert log_in(huda).status_code == 429
    assert log_in(huda, own).status_code == 302


def test_a_device_is_known_to_its_account_alone_and_counts_its_own_failures(huda: User, land: Country) -> None:
    own, other = Client(), land.people["officer-moe"]
    log_in(huda, own)
    own.post("/admin/logout/")
    (name,) = [name for name in own.cookies if name.startswith("known-")]
    assert huda.username not in own.cookies[name].value
    assert (own.cookies[name]["httponly"], own.cookies[name]["path"]) == (True, "/admin/")
    fail(other, 7)
    assert log_in(other, own).status_code == 429
    for turn in range(LOGIN_HERE.free):
        assert log_in(huda, own, password=f"wrong {turn}").status_code == 200
    assert log_in(huda, own).status_code == 429
    forged = Client()
    forged.cookies[name] = "eyJhY2NvdW50IjoieCJ9:1:x"
    fail(huda, 7)
    assert log_in(huda, forged).status_code == 429


def test_a_whole_ministry_behind_one_address_is_slowed_and_never_refused(huda: User) -> None:
    count_up({key_of(LOGIN_NETWORK, "203.0.113.7", now()): 100_000}, ends_at=hour_of(now()) + HOUR)
    slowed = log_in(huda)
    assert slowed.status_code == 429
    assert log_in(huda, challenge_solution=solved(slowed.context["asked"].challenge.work)).status_code == 302


def test_many_networks_at_one_account_are_slowed_everywhere_but_at_its_own_devices(huda: User) -> None:
    for turn in range(LOGIN_ACCOUNT.free):
        assert log_in(huda, password="wrong", here=f"198.51.100.{turn}").status_code == 200
    assert log_in(huda, password="wrong", here="198.51.100.99").status_code == 429


def test_the_owner_is_told_once_by_letter(huda: User) -> None:
    for turn in range(TOLD_AT + 3):
        log_in(huda, password="wrong", here=f"198.51.100.{turn}")
    entry = OutboxEntry.objects.get()
    assert (entry.topic, entry.user, entry.audience) == ("login_failed", huda, "staff")
    assert deliver_waiting() == (1, 0)
    (letter,) = mail.outbox
    assert letter.to == ["huda@example.org"]
    assert letter.subject == "أحدهم يحاول الدخول باسم المستخدم الخاص بك"
    assert "10 مرات خلال ساعة" in letter.body
    assert "/admin/password_reset/" in letter.body


def test_a_name_that_nobody_has_answers_and_costs_the_same(huda: User) -> None:
    told, costs = [], []
    for name in (huda.username, "nobody-at-all"):
        with CaptureQueriesContext(connection) as done:
            answer = Client().post(LOGIN, {"username": name, "password": "wrong"}, REMOTE_ADDR="198.51.100.77")
        told.append((answer.status_code, page(answer).replace(name, "")))
        costs.append(len(done))
    assert costs[0] == costs[1]
    assert told[0][0] == told[1][0]
    for _turn in range(TOLD_AT):
        Client().post(LOGIN, {"username": "nobody-at-all", "password": "wrong"}, REMOTE_ADDR="198.51.100.77")
    assert not OutboxEntry.objects.exists()


def test_looking_at_the_login_costs_nothing_for_limits(land: Country, settings: Any) -> None:
    costs = []
    for on in (False, False, True):
        settings.LIMITS_ON = on
        with CaptureQueriesContext(connection) as done:
            assert Client().get(LOGIN).status_code == 200
        costs.append(len(done))
    assert costs[1] == costs[2]


def test_letters_for_a_new_password_are_few_to_one_mailbox_and_slowed_by_network(huda: User) -> None:
    client = Client()
    for turn in range(RESET_LETTERS.free + 2):
        typed = ("huda@example.org", "HUDA@example.org")[turn % 2]
        assert client.post(RESET_PAGE, {"email": typed}).status_code == 302
    deliver_waiting()
    assert len(mail.outbox) == RESET_LETTERS.free
    for _turn in range(RESET.free - RESET_LETTERS.free - 2):
        client.post(RESET_PAGE, {"email": "x@example.org"})
    slowed = client.post(RESET_PAGE, {"email": "huda@example.org"})
    assert (slowed.status_code, slowed["Retry-After"]) == (429, str(WAIT_SECONDS))
    assert 'value="huda@example.org"' in page(slowed)
    solution = solved(slowed.context["asked"].challenge.work)
    assert client.post(RESET_PAGE, {"email": "y@example.org", SOLUTION: solution}).status_code == 302


@pytest.mark.parametrize("at", ["", "done/", "confirm/MQ/a-b/", "complete/"])
def test_every_page_of_a_forgotten_password_leads_back_to_the_login(at: str) -> None:
    shown = page(Client(headers={"accept-language": "en"}).get(f"{RESET_PAGE}{at}"))
    assert f'href="{LOGIN}"' in shown
    assert "e-mail" not in re.sub("<[^>]*>", "", shown), "we write email"


def test_the_login_speaks_as_the_rest_of_the_platform_does(huda: User) -> None:
    client = Client(headers={"accept-language": "en"})
    refused = page(client.post(LOGIN, {"username": huda.username, "password": "wrong"}))
    assert "User name or password is not right." in refused
    assert "Sign in" not in refused, "citizens sign in, the staff log in"


def test_a_new_password_is_chosen_as_on_the_page_where_an_account_begins(huda: User) -> None:
    client, elsewhere = Client(headers={"accept-language": "en"}), Client()
    log_in(huda, elsewhere)
    assert StaffSession.objects.filter(user=huda).exists()
    client.post(RESET_PAGE, {"email": huda.email})
    deliver_waiting()
    [link] = re.findall(r"/admin/password_reset/confirm/\S+?/\S+?/", str(mail.outbox[-1].body))
    address = client.get(link)["Location"]
    refused = page(client.post(address, {"new_password1": "one of twelve", "new_password2": "another one"}))
    assert "The two passwords differ. Enter both again." in refused
    done = client.post(address, {"new_password1": NEW, "new_password2": NEW}, follow=True)
    assert "You are logged out everywhere." in page(done)
    assert not StaffSession.objects.filter(user=huda).exists(), "none is listed any more either"
    assert elsewhere.get("/admin/desk/").status_code == 302
    huda.refresh_from_db()
    assert huda.check_password(NEW)

"""``manage.py first_administrator`` as an operator runs it, until both whom it invites are in."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.users.models import UserProfile

from content.forms.page import FormPage
from permissions.access.accounts import switch_off
from permissions.access.one_time_links import make_link
from permissions.access.selectors import administrators, held_by
from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from permissions.people.models import OneTimeLink, User
from tests.site.portal.operations.set_up.installed import installed as set_up_once
from tests.site.portal.signed_in import page

A, B, C = "huda@example.org", "samer@example.org", "lina@example.org"
SENT = {"name_ar": "هدى الأحمد", "name_en": "Huda Al-Ahmad"}
GOOD = "قهوة الصباح وزيتون 77"


@pytest.fixture(scope="module")
def _set_up(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """As ``set_up`` leaves it, once for the module; each test then undoes only its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        set_up_once()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def installed(_set_up: None, db: None) -> None:
    """An installation into which nobody can log in."""


def run(*emails: str) -> str:
    out = StringIO()
    call_command("first_administrator", *emails, stdout=out)
    return out.getvalue()


def links(said: str) -> list[str]:
    """The addresses below the site of the links that were printed."""
    return [urlsplit(found).path for found in re.findall(r"^http\S+$", said, re.MULTILINE)]


def accept(link: str, **changes: str) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(link, SENT | {"password": GOOD, "again": GOOD} | changes)


pytestmark = pytest.mark.usefixtures("installed")


def test_two_accounts_without_a_password_are_made_and_their_links_printed_and_sent() -> None:
    said = run(A, B)
    assert said.count("sent by email") == 2
    first, second = links(said)
    assert re.fullmatch(r"/ar/start/[\w-]{43}/", first)
    assert {letter.to[0]: first in str(letter.body) for letter in mail.outbox} == {A: True, B: False}
    assert second in str(mail.outbox[1].body)
    assert "كلمة مرور" in str(mail.outbox[0].body)
    people = list(User.objects.order_by("pk"))
    assert [(each.username, each.email, each.has_usable_password()) for each in people] == [
        (A, A, False),
        (B, B, False),
    ]
    central = Agency.objects.get(code="central")
    assert held_by(people[0].pk).agencies == {"manage_people": {central.pk}}
    assert list(AuditEntry.objects.filter(subject="person").values_list("verb", "actor_kind").order_by("sequence")) == [
        *[("account_made", "operator"), ("role_granted", "operator")] * 2,
        *[("link_made", "operator")] * 2,
    ]


@pytest.mark.parametrize(
    ("emails", "said"),
    [
        ((A, A.upper()), "two people"),
        ((A, "samer at example"), "not an email address: samer at example"),
        ((A, "x" * 60 + "@" + "y" * 60 + "." + "z" * 60 + ".org"), "too long"),
    ],
)
def test_addresses_that_are_not_two_are_refused(emails: tuple[str, str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(*emails)
    assert not User.objects.exists()


def test_before_set_up_it_says_to_run_that_first() -> None:
    FormPage.objects.all().delete()
    with pytest.raises(CommandError, match=r"Run this first: manage\.py set_up"):
        run(A, B)
    assert not User.objects.exists()


def test_where_there_are_administrators_it_says_what_to_do_instead() -> None:
    person = User.objects.create(username="admin", password="!")
    grant(user=person, role="administrator", agency=Agency.objects.get(code="central"), actor=Actor.operator)
    with pytest.raises(CommandError, match=r"administrators already.*/admin/access/people/"):
        run(A, B)
    assert not OneTimeLink.objects.exists()


def test_again_before_both_have_accepted_it_sends_new_links_and_voids_the_old() -> None:
    former = links(run(A, B))
    assert accept(former[0])[1].status_code == 302
    said = run(B, A)
    assert f"{A} has accepted already." in said
    (new,) = links(said)
    assert accept(former[1])[1].status_code == 404
    assert accept(new)[1].status_code == 302
    with pytest.raises(CommandError, match="administrators already"):
        run(A, B)
    assert User.objects.count() == 2


def test_who_was_invited_by_a_wrong_address_is_withdrawn() -> None:
    first, wrong = links(run(A, B))
    accept(first)
    with pytest.raises(CommandError, match=f"{A} has accepted already"):
        run(B, C)
    (right,) = links(run(A, C))
    assert accept(wrong)[1].status_code == 404
    assert not held_by(User.objects.get(username=B).pk).agencies
    client, answer = accept(right)
    assert answer.status_code == 302
    assert set(administrators(now()).values_list("username", flat=True)) == {A, C}
    assert client.get("/admin/access/people/").status_code == 200
    assert "link_voided" in AuditEntry.objects.values_list("verb", flat=True)


def test_who_was_withdrawn_can_be_invited_again() -> None:
    run(A, B)
    run(A, C)
    first, second = links(run(A, B))
    for link in (first, second):
        client, answer = accept(link)
        assert answer.status_code == 302
    assert client.get("/admin/access/people/").status_code == 200
    assert set(administrators(now()).values_list("username", flat=True)) == {A, B}


def test_killed_half_way_it_has_done_nothing_and_does_it_all_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter((None,))

    def make_one(*args: Any, **kwargs: Any) -> str:
        next(calls)
        return make_link(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr("portal.operations.inviting.make_link", make_one)
        with pytest.raises(StopIteration):
            run(A, B)
    assert not User.objects.exists()
    assert mail.outbox == []
    assert len(links(run(A, B))) == 2


def test_without_e_mail_the_printed_link_is_enough(settings: Any) -> None:
    settings.EMAIL_IS_SET_UP = False
    said = run(A, B)
    assert said.count("not sent by email") == 2
    assert mail.outbox == []
    assert accept(links(said)[0])[1].status_code == 302


def test_a_mail_server_that_refuses_does_not_stop_it(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    said = run(A, B)
    assert said.count("not sent by email") == len(links(said)) == 2
    assert "could not be sent by email: nobody listens" in caplog.text
    assert links(said)[0].split("/")[3] not in caplog.text


def test_whoever_looks_uses_nothing_up_and_whoever_sends_is_in() -> None:
    link, _other = links(run(A, B))
    for method in ("get", "head", "get"):
        assert getattr(Client(), method)(link).status_code == 200
    client, answer = accept(link.replace("/ar/", "/en/"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    person = User.objects.get(username=A)
    assert (person.name, person.first_name) == ({"ar": "هدى الأحمد", "en": "Huda Al-Ahmad"}, "Huda")
    assert person.check_password(GOOD)
    assert UserProfile.get_for_user(person).preferred_language == "en"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert AuditEntry.objects.get(verb="link_used").actor_user == person


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_used_an_old_and_an_unknown_link_say_the_same(language: str) -> None:
    said = {"ar": "لا يمكن استعمال هذا الرابط", "en": "This link cannot be used"}[language]
    used, old = (link.replace("/ar/", f"/{language}/") for link in links(run(A, B)))
    accept(used)
    with standing_at(now() + timedelta(hours=73)):
        answers = [Client().get(link) for link in (used, old, f"/{language}/start/no-such-token/")]
        answers += [accept(link)[1] for link in (used, old)]
    assert [answer.status_code for answer in answers] == [404] * 5
    pages = {re.sub(r"/start/[^/]+/|\b[A-Za-z0-9]{64}\b", "", page(answer)) for answer in answers[:3]}
    assert len(pages) == 1
    assert said in pages.pop()
    assert not User.objects.get(username=B).has_usable_password()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name_ar": ""}, "Enter the name in Arabic."),
        ({"password": "", "again": ""}, "Enter the password."),
        ({"again": ""}, "Enter the same password a second time."),
        ({"again": "another one entirely"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "huda@example.org", "again": "huda@example.org"}, "can be guessed"),
        ({"password": "Huda Al-Ahmad", "again": "Huda Al-Ahmad"}, "can be guessed"),
    ],
)
def test_what_is_wrong_is_said_and_the_link_stays(changes: dict[str, str], said: str) -> None:
    link = links(run(A, B))[0].replace("/ar/", "/en/")
    _client, answer = accept(link, **changes)
    assert answer.status_code == 422
    assert said in page(answer)
    assert accept(link)[1].status_code == 302


def test_no_token_is_logged_whatever_goes_wrong(caplog: Any) -> None:
    """Django names the address of each request that fails."""
    link = links(run(A, B))[0]
    token = link.split("/")[3]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.load({"csrftoken": "x" * 32})
    with caplog.at_level(logging.DEBUG):
        assert strict.post(link, SENT).status_code == 403
        assert accept(link, password="short")[1].status_code == 422
        assert accept(link)[1].status_code == 302
        assert Client().get(link).status_code == 404
    assert caplog.text.count("/ar/start/…/") >= 3
    assert token not in caplog.text


def test_until_both_have_accepted_only_the_page_that_says_so_opens() -> None:
    first, second = links(run(A, B))
    client, _answer = accept(first.replace("/ar/", "/en/"))
    for address in (
        *("/admin/", "/admin/access/people/", "/admin/access/people/new/", "/admin/account/", "/admin/audit/"),
        *("/admin/pages/", "/admin/users/", "/admin/no/such/address/", "/admin/who-may-what/"),
    ):
        for answer in (client.get(address), client.post(address)):
            assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/access/opening/"), address
    html = page(client.get("/admin/access/opening/"))
    assert f'<bdi dir="ltr">{A}</bdi>' in html
    assert "has not accepted yet" in html
    assert client.get("/ar/").status_code == 200
    other, _answer = accept(second)
    for each in (client, other):
        assert each.get("/admin/access/people/").status_code == 200
        assert each.get("/admin/access/opening/").headers["Location"] == "/admin/"
    assert client.post("/admin/logout/").status_code == 302


def test_who_waits_sends_the_other_a_new_link_which_they_never_see() -> None:
    first, second = links(run(A, B))
    client, _answer = accept(first.replace("/ar/", "/en/"))
    other = User.objects.get(username=B)
    mail.outbox.clear()
    answer = client.post("/admin/access/opening/", {"user": other.pk}, follow=True)
    assert "A new link has been sent to" in page(answer)
    (letter,) = mail.outbox
    new = re.search(r"/ar/start/[\w-]{43}/", str(letter.body))
    assert new is not None
    assert (letter.to, new[0] in page(answer), Client().get(second).status_code) == ([B], False, 404)
    assert AuditEntry.objects.filter(verb="link_made", actor_user__username=A).count() == 1
    for nobody in ("", "0", "x", str(User.objects.get(username=A).pk)):
        assert client.post("/admin/access/opening/", {"user": nobody}).status_code == 404
    assert accept(new[0])[1].status_code == 302


def test_without_e_mail_the_page_says_who_can_make_a_new_link(settings: Any) -> None:
    settings.EMAIL_IS_SET_UP = False
    client, _answer = accept(links(run(A, B))[0].replace("/ar/", "/en/"))
    html = page(client.get("/admin/access/opening/"))
    assert "first_administrator" in html
    assert 'name="user"' not in html
    answer = client.post("/admin/access/opening/", {"user": User.objects.get(username=B).pk})
    assert (answer.status_code, "could not be sent" in page(answer)) == (422, True)


def test_nobody_else_finds_that_page() -> None:
    first, second = links(run(A, B))
    accept(first)
    accept(second)
    admin = User.objects.create(username="third", password="!")
    grant(user=admin, role="administrator", agency=Agency.objects.get(code="central"), actor=Actor.operator)
    client = Client()
    client.force_login(admin)
    assert client.get("/admin/access/opening/").status_code == 404
    assert client.get("/admin/access/people/").status_code == 200


def test_one_who_left_holds_up_nobody() -> None:
    """Once both had accepted, whoever of them goes or is invited anew changes nothing for the others."""
    first, second = links(run(A, B))
    client, _answer = accept(first)
    accept(second)
    switch_off(User.objects.get(username=B), actor=Actor.operator)
    assert client.get("/admin/access/people/").status_code == 200
    with pytest.raises(CommandError, match="administrators already"):
        run(A, C)

"""Accounts are made and changed without a right, audited, and with errors that can be mended."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from permissions.access.selectors import held_by
from permissions.audit.models import AuditEntry
from permissions.people.models import User
from tests.scenes import Country
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
NEW: dict[str, Any] = {
    "name_ar": "هدى الأحمد",
    "name_en": "Huda Al-Ahmad",
    "username": "huda",
    "email": "huda@example.org",
    "phone": "",
    "language": "en",
}


def test_a_new_account_enters_but_may_do_nothing(admin: Client, land: Country) -> None:
    html = page(
        admin.post(
            "/admin/access/people/new/",
            NEW | {"is_superuser": "on", "groups": ["1"], "password": "hijacked"},
            follow=True,
        )
    )
    person = User.objects.get(username="huda")
    assert "Huda Al-Ahmad" in html
    assert held_by(person.pk).agencies == {}
    assert not person.has_usable_password()
    assert not person.groups.exists()
    assert UserProfile.objects.get(user=person).preferred_language == "en"
    assert AuditEntry.objects.filter(verb="account_made", subject_id=person.pk).exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"username": "OFFICER-moh"}, "This user name is taken."),
        ({"username": "hu da"}, "Only letters, digits and . _ - + @ are taken, no spaces."),
        ({"name_ar": ""}, "Enter the name in Arabic."),
        ({"email": "x"}, "Write the email address in full"),
    ],
)
def test_what_is_wrong_is_told(admin: Client, land: Country, change: dict[str, str], sentence: str) -> None:
    response = admin.post("/admin/access/people/new/", NEW | change)
    assert response.status_code == 422
    assert sentence in page(response)
    assert not User.objects.filter(username="huda").exists()


def test_an_account_is_changed_and_its_password_stays(admin: Client, land: Country) -> None:
    officer = land.people["officer-moh"]
    officer.set_password("the old one")
    officer.save()
    sent = NEW | {"username": "officer-moh", "password": "hijacked"}
    admin.post(f"/admin/access/people/{officer.pk}/account/", sent)
    officer.refresh_from_db()
    assert (officer.name["en"], officer.email) == ("Huda Al-Ahmad", "huda@example.org")
    assert officer.check_password("the old one")
    assert AuditEntry.objects.filter(verb="account_changed", subject_id=officer.pk).exists()


def test_whoever_changes_their_own_name_stays_in(admin: Client, land: Country) -> None:
    me = land.people["admin"]
    admin.post(f"/admin/access/people/{me.pk}/account/", NEW | {"username": "admin", "email": me.email})
    assert admin.get("/admin/access/people/").status_code == 200


def link_in(letter: Any) -> str:
    found = re.search(r"/(?:ar/|en/)?start/[\w-]+/", letter.body) or re.search(r"/\S*start/\S+/", letter.body)
    assert found is not None
    return found[0]


def test_a_new_account_begins_by_its_own_link(admin: Client, land: Country, mailoutbox: list[Any]) -> None:
    page(admin.post("/admin/access/people/new/", NEW, follow=True))
    [letter] = mailoutbox
    assert letter.to == ["huda@example.org"]
    mine = Client()
    sent = {"name_ar": "هدى", "name_en": "Huda", "password": "a long enough one", "again": "a long enough one"}
    answer = mine.post(link_in(letter), sent)
    assert answer.status_code == 200
    assert "Your account is ready." in page(answer), "no role opens anything to it, and no login says that it may not"
    assert "_auth_user_id" not in mine.session
    assert User.objects.get(username="huda").check_password("a long enough one")
    assert Client().post(link_in(letter), sent).status_code == 404, "once"


def test_without_email_the_page_says_by_which_command_a_link_is_made(
    admin: Client, land: Country, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.EMAIL_IS_SET_UP = False
    for address, sent in (("new/", NEW), (f"{land.people['officer-moh'].pk}/link/", {})):
        html = page(admin.post(f"/admin/access/people/{address}", sent, follow=True))
        assert "The message with the link couldn’t be sent." in html, address
        assert "manage.py account_link" in html, address
    assert mailoutbox == []


def test_a_reset_goes_to_its_owner_and_the_screen_never_shows_the_link(
    admin: Client, land: Country, mailoutbox: list[Any]
) -> None:
    officer = land.people["officer-moh"]
    officer.set_password("the old one, long")
    officer.save()
    html = page(admin.post(f"/admin/access/people/{officer.pk}/link/", follow=True))
    [letter] = mailoutbox
    assert letter.to == [officer.email]
    assert f"A link has been sent to {officer.email}" in html
    assert "/start/" not in html
    assert User.objects.get(pk=officer.pk).check_password("the old one, long")
    assert AuditEntry.objects.filter(verb="link_made", subject_id=officer.pk, data__purpose="password").exists()
    assert client_of(land, "officer-moh").post(f"/admin/access/people/{officer.pk}/link/").status_code == 404

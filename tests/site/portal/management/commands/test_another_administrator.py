"""``manage.py another_administrator``: the way back for an installation with fewer than two of them."""

from __future__ import annotations

import re
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from permissions.access.selectors import administrators
from permissions.now import now
from permissions.people.models import User
from tests.scenes import Country, country, hire

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def land(monkeypatch: pytest.MonkeyPatch) -> Country:
    """One administrator is left."""
    monkeypatch.setattr("portal.operations.set_up.administrators.is_set_up", lambda: True)
    land = country()
    hire(land, "administrator")
    return land


def run(email: str) -> str:
    out = StringIO()
    call_command("another_administrator", email, stdout=out)
    return out.getvalue()


def test_whoever_is_invited_chooses_a_password_behind_the_link_and_is_one() -> None:
    said = run("samer@example.org")
    (link,) = re.findall(r"http\S+", said)
    assert [letter.to for letter in mail.outbox] == [["samer@example.org"]]
    sent = {"name_ar": "سامر", "name_en": "Samer", "password": "قهوة وزيتون وخبز 77", "again": "قهوة وزيتون وخبز 77"}
    client = Client()
    assert client.post(urlsplit(link).path, sent).status_code == 302
    assert administrators(now()).count() == 2
    assert client.get("/admin/access/people/").status_code == 200


def test_again_there_is_a_new_link_and_the_former_is_void() -> None:
    former, newer = (re.findall(r"http\S+", run("samer@example.org"))[0] for _time in range(2))
    assert former != newer
    assert [Client().get(urlsplit(link).path).status_code for link in (former, newer)] == [404, 200]
    assert administrators(now()).count() == 2


def test_who_has_a_password_is_one_at_once(land: Country) -> None:
    lina = hire(land, "editor", username="lina@example.org")
    lina.set_password("قهوة وزيتون وخبز 77")
    lina.save()
    assert run("LINA@example.org") == f"{lina.email} is an administrator now and signs in as before.\n"
    assert administrators(now()).filter(pk=lina.pk).exists()


def test_two_make_the_third_themselves(land: Country) -> None:
    hire(land, "administrator", username="lina@example.org")
    with pytest.raises(CommandError, match="they make a third one themselves"):
        run("samer@example.org")
    assert not User.objects.filter(username="samer@example.org").exists()


def test_who_opens_identities_manages_no_people(land: Country) -> None:
    custodian = hire(land, "custodian", username="lina@example.org")
    with pytest.raises(CommandError):
        run("lina@example.org")
    assert not administrators(now()).filter(pk=custodian.pk).exists()


@pytest.mark.parametrize("email", ["nobody", "a@b@c"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(CommandError, match="not an email address"):
        run(email)

"""``manage.py account_link``: the way in where no letter reaches anybody."""

from __future__ import annotations

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from permissions.audit.models import AuditEntry
from permissions.people.models import User
from tests.scenes import Country, country

pytestmark = pytest.mark.django_db
NEW = "قهوة وزيتون وخبز 77"


@pytest.fixture
def land() -> Country:
    return country()


def run(username: str) -> str:
    out = StringIO()
    call_command("account_link", username, stdout=out)
    return out.getvalue()


def test_behind_the_link_its_owner_chooses_a_password_and_is_in(land: Country) -> None:
    said, link = run("OFFICER-moh").splitlines()
    assert said.startswith("officer-moh, once, until ")
    assert mail.outbox == []
    sent = {"name_ar": "هدى", "name_en": "Huda", "password": NEW, "again": NEW}
    assert Client().post(urlsplit(link).path, sent).status_code == 302
    assert User.objects.get(username="officer-moh").check_password(NEW)
    assert Client().get(urlsplit(link).path).status_code == 404
    verbs = AuditEntry.objects.filter(verb__startswith="link_").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["link_made", "link_used"]


def test_nobody_gets_a_link_who_could_not_enter(land: Country) -> None:
    with pytest.raises(CommandError, match="no account with the user name nobody"):
        run("nobody")
    User.objects.filter(username="officer-moh").update(is_active=False)
    with pytest.raises(CommandError, match="switched off"):
        run("officer-moh")

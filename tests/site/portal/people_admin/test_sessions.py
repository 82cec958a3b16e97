"""Who is logged in when their account is switched off is out, and stays out when it is on again."""

from __future__ import annotations

import pytest

from permissions.access.accounts import switch_off, switch_on
from permissions.actors import Actor
from permissions.people.models import User
from tests.scenes import country
from tests.site.portal.signed_in import client_of

pytestmark = pytest.mark.django_db


def test_a_session_from_before_the_account_was_switched_off_does_not_come_back() -> None:
    land = country()
    former = client_of(land, "officer-moh")
    person = land.people["officer-moh"]
    assert former.get("/admin/desk/").status_code == 200
    switch_off(person, actor=Actor.operator)
    assert former.get("/admin/desk/")["Location"].startswith("/admin/login/")
    switch_on(person, actor=Actor.operator)
    assert former.get("/admin/desk/")["Location"].startswith("/admin/login/")
    land.people["officer-moh"] = User.objects.get(pk=person.pk)
    assert client_of(land, "officer-moh").get("/admin/desk/").status_code == 200

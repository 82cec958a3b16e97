"""Everybody with a role notes when they are away and who acts for them, and takes it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from permissions.access.models import Delegation
from permissions.access.selectors import held_by
from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.agencies.models import Absence
from permissions.agencies.rights import HANDLE_SENSITIVE, OPEN_IDENTITY
from permissions.now import now, standing_at
from permissions.people.models import User
from permissions.roles.models import Role
from portal.people_admin.spans import today
from tests.scenes import Country
from tests.site.portal.people_admin.pressing import undo
from tests.site.portal.sign_in.apps import PASSWORD, with_password
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AWAY = "/admin/away/"


def leave(land: Country, login: str, deputy: str | None, days: int = 4) -> tuple[Client, str]:
    client = client_of(land, login)
    sent = {"ends": (today() + days * DAY).isoformat()}
    if deputy is not None:
        sent["deputy-moh"] = str(land.people[deputy].pk)
    return client, page(client.post(AWAY, sent, follow=True))


def test_absence_and_loan_are_one_act_and_one_undo(land: Country) -> None:
    revoke(user=land.people["staff-moh"], role="officer", agency=land.agencies["moh"], actor=Actor.operator)
    client, html = leave(land, "level1-moh", "level2-moh")
    absence, loan = Absence.objects.get(), Delegation.objects.get()
    assert loan.starts - absence.starts < timedelta(seconds=9)
    assert absence.ends == loan.ends
    assert (loan.place.role.code, loan.deputy) == ("level1", land.people["level2-moh"])
    assert "level2-moh acts" in html
    undo(client, html)
    assert not Absence.objects.filter(ends__gt=now()).exists()
    assert not Delegation.objects.filter(ends__gt=now()).exists()


def test_the_deputy_is_told_and_holds_the_role(land: Country) -> None:
    leave(land, "level2-moh", "staff-moh")
    html = page(client_of(land, "staff-moh").get(AWAY))
    assert "You act for level2-moh: Head of the agency (level 2) at MOH" in html.replace("<bdi>", "").replace(
        "</bdi>", ""
    )
    assert held_by(land.people["staff-moh"].pk).at("work_case") == {land.agencies["moh"].pk}


def test_what_is_lent_is_told_with_arabic_commas(land: Country) -> None:
    leave(land, "level2-moh", "staff-moh")
    html = page(client_of(land, "staff-moh", "ar").get(AWAY))
    told = html[html.index('id="received"') :].partition("</section>")[0]
    assert told.count("،") == 2
    assert "," not in told


def test_nobody_need_be_named(land: Country) -> None:
    leave(land, "level1-moh", None)
    assert Absence.objects.get().user == land.people["level1-moh"]
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("deputy", ["staff-moe", "level1-moh", "officer-central"])
def test_only_a_colleague_acts(land: Country, deputy: str) -> None:
    leave(land, "level1-moh", deputy)
    assert not Absence.objects.exists()
    assert not Delegation.objects.exists()


def test_an_end_before_the_beginning_and_a_second_absence_are_refused(land: Country) -> None:
    _client, html = leave(land, "level1-moh", "staff-moh", days=-1)
    assert "The end is before the beginning." in html
    leave(land, "level1-moh", "staff-moh")
    _client, html = leave(land, "level1-moh", "staff-moh")
    assert "An absence is already recorded for these days." in html
    assert Absence.objects.count() == Delegation.objects.count() == 1


def test_the_absence_of_somebody_else_is_nothing(land: Country) -> None:
    leave(land, "level1-moh", "staff-moh")
    other = client_of(land, "staff-moh")
    assert other.post(AWAY, {"take_back": Absence.objects.get().pk}).status_code == 404
    assert Absence.objects.filter(ends__gt=now()).exists()


def test_whoever_holds_nothing_finds_no_such_screen(land: Country) -> None:
    land.people["nobody"] = User.objects.create(username="nobody")
    assert client_of(land, "nobody").get(AWAY)["Location"].startswith("/admin/login/")


@pytest.mark.usefixtures("sessions_end")
@pytest.mark.parametrize(("guarded", "asked"), [(HANDLE_SENSITIVE, True), (OPEN_IDENTITY, True), (None, False)])
def test_lending_what_takes_two_administrators_asks_for_a_fresh_proof(
    land: Country, guarded: str | None, asked: bool
) -> None:
    with_password(land.people["level1-moh"])
    role = Role.objects.get(code="level1")
    role.rights = [*role.rights, *([guarded] if guarded else [])]
    role.save()
    sent = {"ends": (today() + 4 * DAY).isoformat(), "deputy-moh": str(land.people["level2-moh"].pk)}
    client = client_of(land, "level1-moh")
    with standing_at(now() + timedelta(minutes=11)):
        answer = client.post(AWAY, sent)
        assert ("data-again" in page(answer), Delegation.objects.exists()) == (asked, not asked)
        if asked:
            assert client.post(AWAY, sent | {"proof_password": PASSWORD}).status_code == 302
        assert Delegation.objects.get().deputy == land.people["level2-moh"]


@pytest.mark.usefixtures("sessions_end")
def test_an_absence_without_a_loan_asks_for_none(land: Country) -> None:
    client = client_of(land, "level1-moh")
    with standing_at(now() + timedelta(minutes=11)):
        assert client.post(AWAY, {"ends": (today() + 4 * DAY).isoformat()}).status_code == 302

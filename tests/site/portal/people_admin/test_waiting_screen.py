"""No one person: what an administrator did alone, as somebody with the source would, does nothing now."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from permissions.access.models import Emergency, Proposal, RoleHolding
from permissions.access.selectors import held_by
from permissions.now import now, standing_at
from permissions.people.models import User
from permissions.writing import written_moment
from tests.scenes import Country, file_case, grant, hire
from tests.site.portal.people_admin.pressing import undo, words
from tests.site.portal.signed_in import client_of, page
from workflows.notifications.deliver import deliver_waiting

pytestmark = pytest.mark.django_db
WAITING = "/admin/access/waiting/"


@pytest.fixture
def second(land: Country) -> Client:
    hire(land, "administrator", username="admin2")
    return client_of(land, "admin2")


@pytest.fixture
def huda(land: Country) -> User:
    land.people["huda"] = User.objects.create(
        username="huda", email="huda@example.org", name={"ar": "هدى", "en": "Huda"}, password="!"
    )
    return land.people["huda"]


def act(client: Client, person: User, name: str, **fields: Any) -> str:
    return page(client.post(f"/admin/access/people/{person.pk}/{name}/", fields, follow=True))


def decide(client: Client, do: str) -> Any:
    return client.post(WAITING, {"do": do, "proposal": Proposal.objects.latest("pk").pk})


def test_nobody_gives_themselves_a_role_that_reaches_sealed_cases(admin: Client, second: Client, land: Country) -> None:
    """Granting oneself what opens a sealed case, and having the other one's session confirm it."""
    hire(land, "administrator", username="admin3")
    me, sealed = land.people["admin"], file_case(kind="rights", agency="moe")
    html = act(admin, me, "grant", role="rights_handler", agency="rights")
    assert "Nobody gives rights to themselves" in html
    assert admin.get(f"/admin/desk/{sealed.tracking}/").status_code == 404
    html = act(second, me, "grant", role="rights_handler", agency="rights")
    assert "It waits until another one confirms it" in html
    assert decide(admin, "confirm").status_code == 422, "who gains by it does not decide"
    assert admin.get(f"/admin/desk/{sealed.tracking}/").status_code == 404


def test_no_administrator_sets_a_password(admin: Client, land: Country) -> None:
    """Sending a password for the account of one who reads sealed cases, or an email where a link would go."""
    victim = land.people["officer-rights"]
    victim.set_password("the old one, long")
    victim.save()
    hire(land, "administrator", username="admin2")
    sent = {"username": victim.username, "name_ar": "م", "language": "en", "password": "hijack", "again": "hijack"}
    address = f"/admin/access/people/{victim.pk}/account/"
    assert "password" not in page(admin.get(address)).lower()
    response = admin.post(address, sent | {"email": "mine@example.org"}, follow=True)
    assert "It waits until another one confirms it" in page(response)
    after = User.objects.get(pk=victim.pk)
    assert after.check_password("the old one, long")
    assert after.email == victim.email


def test_a_ghost_does_not_help_one_to_an_identity(admin: Client, second: Client, land: Country) -> None:
    """An account of one's own making that asks, and oneself as the custodian who opens."""
    me, central = land.people["admin"], land.agencies["central"]
    new = {"username": "ghost", "name_ar": "شبح", "email": "ghost@example.org", "language": "en"}
    admin.post("/admin/access/people/new/", new | {"password": "1", "again": "1"})
    ghost = User.objects.get(username="ghost")
    assert not ghost.has_usable_password()
    act(admin, ghost, "grant", role="rights_handler", agency="rights")
    assert not held_by(ghost.pk).agencies
    assert "Nobody gives rights to themselves" in act(admin, me, "grant", role="custodian", agency="rights")
    html = act(second, me, "grant", role="custodian", agency="rights")
    assert "both manage people and open identities" in html or "It waits" not in html
    assert not held_by(me.pk).at("open_identity")
    assert central.pk in held_by(me.pk).at("manage_people")


def test_two_give_it_and_all_who_hold_it_are_told(
    admin: Client, second: Client, land: Country, huda: User, mailoutbox: list[Any]
) -> None:
    act(admin, huda, "grant", role="rights_handler", agency="rights")
    deliver_waiting()
    assert {each.to[0] for each in mailoutbox} == {"admin2@example.org"}
    assert WAITING in mailoutbox[0].body
    mailoutbox.clear()
    html = page(second.get(WAITING))
    assert "Huda" in words(html)
    assert "Handles sensitive requests" in words(html)
    assert "data-waiting>1<" in page(second.get("/admin/access/people/"))
    assert "You have proposed it yourself" in page(admin.get(WAITING))
    assert decide(second, "confirm").status_code == 302
    assert held_by(huda.pk).at("handle_sensitive")
    deliver_waiting()
    told = {each.to[0] for each in mailoutbox}
    assert {"huda@example.org", "officer-rights@example.org"} <= told
    assert "officer-moh@example.org" not in told
    assert "Nothing waits." in page(second.get(WAITING))


def test_the_wrong_ones_decide_nothing(admin: Client, second: Client, land: Country, huda: User) -> None:
    act(admin, huda, "grant", role="auditor", agency="central")
    assert "You have proposed it yourself" in page(decide(admin, "confirm"))
    assert decide(client_of(land, "officer-moh"), "confirm").status_code == 404
    assert client_of(land, "officer-moh").get(WAITING).status_code == 404
    assert Client().post(WAITING).status_code == 302
    for sent in ({}, {"do": "confirm", "proposal": "x"}, {"do": "eat", "proposal": "1"}, {"proposal": "9" * 30}):
        assert second.post(WAITING, sent).status_code == 422
    assert not held_by(huda.pk).agencies
    assert decide(second, "refuse").status_code == 302
    assert decide(second, "confirm").status_code == 422
    assert not held_by(huda.pk).agencies


def test_the_proposer_takes_it_back_with_one_press(admin: Client, second: Client, land: Country, huda: User) -> None:
    html = act(admin, huda, "grant", role="auditor", agency="central")
    assert "Withdrawn" in undo(admin, html)
    assert Proposal.objects.get().outcome == "withdrawn"


def test_without_a_second_one_it_says_whom_to_ask(admin: Client, huda: User) -> None:
    assert "Ask the operator" in act(admin, huda, "grant", role="auditor", agency="central")
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_emergency_stands_above_all_until_it_ends(
    admin: Client, second: Client, land: Country, huda: User, mailoutbox: list[Any], language: str
) -> None:
    sent = {"role": "rights_handler", "agency": "rights", "hours": "3", "reason": ""}
    assert "Write the reason" in act(admin, huda, "emergency", **sent)
    sent["reason"] = "a child in danger"
    User.objects.filter(username="admin2").update(date_joined=now() - timedelta(days=31))
    assert "younger than 30 days" in words(act(admin, huda, "emergency", **sent))
    User.objects.filter(pk=huda.pk).update(date_joined=now() - timedelta(days=31), factor_since=now())
    grant(huda, "data_protection", land.agencies["rights"])
    told_at_once = words(act(admin, huda, "emergency", **sent))
    holding = RoleHolding.objects.get(user=huda, place__role__code="rights_handler")
    assert holding.ends is not None
    with override("en"):
        assert f"from {written_moment(holding.starts)} until {written_moment(holding.ends)}" in told_at_once
    assert not held_by(huda.pk).at("work_case")
    deliver_waiting()
    told = {each.to[0] for each in mailoutbox}
    assert {"admin2@example.org", "officer-rights@example.org", "huda@example.org"} <= told
    assert all("a child in danger" not in each.body for each in mailoutbox)
    address = f"/admin/access/emergencies/{Emergency.objects.get().pk}/"
    assert [each.to[0] for each in mailoutbox if address in each.body and each.to[0] == "huda@example.org"] == []
    assert [each for each in mailoutbox if address in each.body and each.to[0] == "officer-rights@example.org"]
    reader = client_of(land, "admin2", language)
    html = page(reader.get("/admin/access/people/"))
    assert address in html
    assert "a child in danger" in html
    hers = page(reader.get(f"/admin/access/people/{huda.pk}/"))
    assert "data-emergency" in hers
    with override(language):
        held = words(hers[hers.index('id="held"') :])
        assert written_moment(holding.ends) in held, "to the minute"
        assert written_moment(holding.starts) in held, "to the minute"
    assert f'href="{address}"' in hers
    with standing_at(holding.starts):
        hers = page(reader.get(f"/admin/access/people/{huda.pk}/"))
        assert "data-emergency" in hers
        assert f'href="{address}"' not in hers, "what is in effect is not stopped any more"
    others = page(reader.get(f"/admin/access/people/{land.people['officer-moh'].pk}/"))
    assert "data-emergency" not in others, "on a person's page stands theirs alone"
    what = re.findall(r'name="what" value="(role:\d+)"', html)[0]
    act(reader, huda, "end", what=what)
    assert "data-emergency" not in page(reader.get("/admin/access/people/"))
    assert not RoleHolding.objects.filter(user=huda, place__role__code="rights_handler").exists()


@pytest.mark.parametrize(
    ("language", "stopped", "by"),
    [
        ("ar", "أُوقف", "لأن مسؤولًا واحدًا منحه وحده"),
        ("en", "A second administrator now decides", "only one administrator had given it"),
    ],
)
def test_a_holder_stops_an_emergency_before_it_takes_effect(
    admin: Client, second: Client, land: Country, huda: User, language: str, stopped: str, by: str
) -> None:
    User.objects.filter(pk=huda.pk).update(date_joined=now() - timedelta(days=31), factor_since=now())
    grant(huda, "data_protection", land.agencies["rights"])
    act(admin, huda, "emergency", role="rights_handler", agency="rights", hours="3", reason="a child in danger")
    address = f"/admin/access/emergencies/{Emergency.objects.get().pk}/"
    for stranger in ("officer-moh", "officer-central"):
        assert client_of(land, stranger).post(address).status_code == 404
    holder = client_of(land, "officer-rights", language)
    assert 'value="stop"' in page(holder.get(address))
    assert stopped in page(holder.post(address, {"do": "stop"}, follow=True))
    assert holder.post(address, {"do": "stop"}).status_code == 422
    with standing_at(now() + timedelta(hours=1)):
        assert not held_by(huda.pk).at("work_case")
    waiting = words(page(client_of(land, "admin2", language).get(WAITING)))
    assert by in waiting
    assert "a child in danger" in waiting

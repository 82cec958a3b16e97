"""Whoever has lost their phone sets up a new factor by a link and the password; for far-reaching rights two agree."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from permissions.access.models import Proposal
from permissions.access.one_time_links import make_link
from permissions.access.role_editing import Wanted, change_role
from permissions.access.two_people import SecondNeeded
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.people.models import LinkPurpose, User
from permissions.roles.models import Role
from tests.scenes import Country, country, grant
from tests.site.portal.sign_in.apps import OWN, PASSWORD, SECOND, code_of, log_in, with_app, with_password
from tests.site.portal.signed_in import client_of
from workflows.notifications.deliver import deliver_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    found = country()
    for name in ("admin", "admin2"):
        found.people[name] = User.objects.create(username=name, email=f"{name}@example.org", name={"ar": name})
        grant(found.people[name], "administrator", found.agencies["central"])
    return found


@pytest.fixture
def huda(land: Country) -> User:
    person = with_password(land.people["officer-moh"])
    person.email = "huda@example.org"
    person.save()
    return person


def link_in(letters: list[str]) -> str:
    return str(re.findall(r"http://[^/]+(/\w+/start/factor/\S+)", "\n".join(letters))[-1])


def test_a_link_and_the_password_set_up_a_new_one_and_neither_alone(huda: User, land: Country) -> None:
    secret, before = with_app(huda), Client()
    log_in(huda, before)
    before.post(SECOND, {"proof_code": code_of(secret)})
    admin = client_of(land, "admin")
    assert admin.post(f"/admin/access/people/{huda.pk}/link/", {"for": "factor"}).status_code == 302
    link, client = link_in([str(letter.body) for letter in mail.outbox]), Client()
    assert client.get(link).status_code == 200
    assert client.post(link, {"proof_password": "wrong"}).status_code == 422
    assert Authenticator.objects.exists()
    assert client.post(link, {"proof_password": PASSWORD})["Location"] == OWN
    assert not Authenticator.objects.exists()
    assert before.get("/admin/desk/")["Location"].startswith("/admin/login/")
    assert Client().post(link, {"proof_password": PASSWORD}).status_code == 404
    assert AuditEntry.objects.filter(verb="factors_dropped").count() == 1
    deliver_waiting()
    told = [letter.subject for letter in mail.outbox if letter.to == ["huda@example.org"]]
    assert len(told) == 3  # the link, that it was sent, that all factors are dropped


def test_it_is_no_link_for_a_password_nor_the_other_way_round(huda: User) -> None:
    with_app(huda)
    factor, password = (
        make_link(huda, each, actor=Actor.operator) for each in (LinkPurpose.FACTOR, LinkPurpose.PASSWORD)
    )
    assert Client().get(reverse("begin", args=[factor])).status_code == 404
    assert Client().get(reverse("new_factor", args=[password])).status_code == 404


def test_for_far_reaching_rights_a_second_administrator_agrees(land: Country) -> None:
    custodian = with_password(land.people.setdefault("custodian", User.objects.create(username="custodian")))
    User.objects.filter(pk=custodian.pk).update(email="custodian@example.org")
    grant(custodian, "custodian", land.agencies["central"])
    with_app(custodian)
    client_of(land, "admin").post(f"/admin/access/people/{custodian.pk}/link/", {"for": "factor"})
    assert mail.outbox == []
    proposal = Proposal.objects.get(act="new_factor")
    sent = {"do": "confirm", "proposal": proposal.pk}
    assert client_of(land, "admin").post("/admin/access/waiting/", sent).status_code == 422
    assert client_of(land, "admin2").post("/admin/access/waiting/", sent).status_code == 302
    link = link_in([str(letter.body) for letter in mail.outbox])
    assert Client().post(link, {"proof_password": PASSWORD})["Location"] == OWN


def test_a_role_gives_up_its_demand_by_two_who_do_not_hold_it(land: Country) -> None:
    role = Role.objects.get(code="officer")
    rights, places = tuple(role.rights), tuple(role.held_at)
    eased = Wanted(role.name, rights, places, role.delegable, demands_factor=False)
    with pytest.raises(SecondNeeded):
        change_role(role.pk, eased, actor=Actor.staff(land.people["admin"].pk))
    assert Role.objects.get(code="officer").demands_factor
    change_role(role.pk, eased, actor=Actor.two(land.people["admin"].pk, land.people["admin2"].pk))
    assert not Role.objects.get(code="officer").demands_factor
    raised = Wanted(role.name, rights, places, role.delegable)
    change_role(role.pk, raised, actor=Actor.staff(land.people["admin"].pk))
    assert Role.objects.get(code="officer").demands_factor

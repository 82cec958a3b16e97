"""Whoever manages people learns by no page whether a leaver had cases that are set apart: two worlds look the same."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client

from permissions.now import now, standing_at
from tests.scenes import Country, file_case
from tests.site.portal.signed_in import page
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Work

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")


def set_apart(land: Country, login: str) -> None:
    """A case that is set apart comes to lie with someone."""
    if login == "officer-rights":
        file_case(kind="integrity")
        return
    concerned = (Concerned(user_id=land.people["officer-moh"].pk),)
    apply(file_case().pk, SetParties(parties=concerned, reason="It says so"), actor=land.actor("officer-moh"))


def pages_of_leaving(admin: Client, land: Country, login: str, successor: str) -> list[str]:
    """All that is read while someone is switched off and then hands over, step by step as a browser goes."""
    person = f"/admin/access/people/{land.people[login].pk}/"
    read = [admin.get(f"{person}hand-over/"), admin.post(f"{person}off/", follow=True), admin.get(person)]
    going = admin.post(f"{person}hand-over/", {"successor": land.people[successor].pk})
    read += [admin.get(going["Location"]), admin.post(going["Location"], follow=True), admin.get(person)]
    told = [f"{going['Location']} {[each for each, _status in getattr(step, 'redirect_chain', [])]}" for step in read]
    return [*told, *(TOKEN.sub("", page(step)) for step in read)]


@pytest.mark.parametrize(("login", "successor"), [("level1-moh", "level2-moh"), ("officer-rights", "level1-rights")])
def test_leaving_looks_the_same_with_and_without_cases_that_are_set_apart(
    admin: Client, land: Country, login: str, successor: str
) -> None:
    worlds = []
    with standing_at(now()):
        for apart in (False, True):
            with transaction.atomic():
                if apart:
                    set_apart(land, login)
                    assert Work.objects.filter(holder=land.people[login]).exists()
                worlds.append(pages_of_leaving(admin, land, login, successor))
                assert not Work.objects.filter(holder=land.people[login]).exists()
                transaction.set_rollback(True)
    assert worlds[0] == worlds[1]

"""Opening an identity takes two people, and whoever acts for another is no second one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from permissions.access.delegating import end_loan, lend
from permissions.access.models import Delegation, RoleAtAgency
from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case, grant, hire
from workflows.cases.actions import AskIdentity, OpenIdentity, RefuseIdentity
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, IdentityRequest

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def land() -> Country:
    """Two custodians of the unit for sensitive requests, of whom one works cases there too."""
    land = country()
    hire(land, "custodian", "rights")
    grant(hire(land, "custodian", "rights", username="both"), "rights_handler", land.agencies["rights"])
    return land


@pytest.fixture
def sealed(land: Country) -> Case:
    return file_case(kind="integrity", name="Samar Haddad")


def lent(land: Country, giver: str, deputy: str) -> Delegation:
    place = RoleAtAgency.objects.get(role__code="rights_handler", agency=land.agencies["rights"])
    people = land.people
    return lend(giver=people[giver], deputy=people[deputy], place=place, ends=now() + DAY, actor=Actor.operator)


def asked(land: Country, case: Case, by: str) -> int:
    apply(case.pk, AskIdentity(reason="They must be heard."), actor=land.actor(by))
    return IdentityRequest.objects.get().pk


@pytest.mark.parametrize(
    ("giver", "deputy", "asker", "custodian"),
    [("officer-rights", "custodian", "officer-rights", "custodian"), ("both", "custodian", "custodian", "both")],
)
def test_neither_a_deputy_nor_whoever_they_act_for_decides(
    land: Country, sealed: Case, giver: str, deputy: str, asker: str, custodian: str
) -> None:
    loan = lent(land, giver, deputy)
    request = asked(land, sealed, asker)
    for action in (
        OpenIdentity(request_id=request, reason="Needed.", hours=4),
        RefuseIdentity(request_id=request, reason="Not needed."),
    ):
        with override("en"), pytest.raises(NotPossible, match="another custodian must decide"):
            apply(sealed.pk, action, actor=land.actor(custodian))
    assert IdentityRequest.objects.get().answered_at is None
    if asker != deputy:  # a deputy whose loan is over works the case no longer
        with standing_at(now() + timedelta(minutes=1)):
            end_loan(loan, actor=Actor.operator)
            apply(sealed.pk, OpenIdentity(request_id=request, reason="Yes.", hours=4), actor=land.actor(custodian))


def test_another_custodian_decides_all_the_same(land: Country, sealed: Case) -> None:
    lent(land, "officer-rights", "custodian")
    request = asked(land, sealed, "officer-rights")
    apply(sealed.pk, OpenIdentity(request_id=request, reason="Needed.", hours=4), actor=land.actor("both"))
    assert IdentityRequest.objects.get().answered_by == land.people["both"]

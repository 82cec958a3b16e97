"""In an emergency one gives alone, to somebody who is no invention, and others can stop it for half an hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from permissions.access import services
from permissions.access.break_glass import BETWEEN, HELD_FOR, WAITS, break_glass, emergencies, stop
from permissions.access.errors import RoleRefused
from permissions.access.models import Emergency, Proposal, RoleHolding
from permissions.access.proposals import confirm, propose
from permissions.access.selectors import held_by
from permissions.access.two_people import SecondNeeded
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from permissions.people.models import User
from tests.scenes import Country, country, grant, hire

pytestmark = pytest.mark.django_db
WHY = "A child is in danger and nobody else can be reached"
LONG_KNOWN = {"date_joined": now() - timedelta(days=31), "factor_since": now() - timedelta(days=1)}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def land() -> Country:
    found = country()
    for name in ("admin", "admin2"):
        hire(found, "administrator", username=name)
    found.people["huda"] = User.objects.create(username="huda", **LONG_KNOWN)
    for agency, role in (("central", "editor"), ("rights", "data_protection")):
        grant(found.people["huda"], role, found.agencies[agency])
    return found


def broken(
    land: Country,
    *,
    by: str = "admin",
    person: str = "huda",
    role: str = "rights_handler",
    reason: str = WHY,
    hours: int = 4,
) -> Emergency:
    agency = land.agencies["central" if role in ("administrator", "auditor") else "rights"]
    user = User.objects.get(username=person)
    return break_glass(user=user, role=role, agency=agency, reason=reason, hours=hours, actor=land.actor(by))


def works_sealed(land: Country) -> bool:
    return RoleHolding.objects.filter(
        user=land.people["huda"], place__role__code="rights_handler", starts__lte=now(), ends__gt=now()
    ).exists() and bool(held_by(land.people["huda"].pk).at("work_case"))


def test_it_counts_after_half_an_hour_and_ends_by_itself(land: Country) -> None:
    broken(land)
    assert emergencies().get().reason == WHY
    entry = AuditEntry.objects.get(verb="glass_broken")
    assert WHY not in str(entry.data)
    assert len(entry.data["reason"]) == 64
    begun = now()
    assert not works_sealed(land)
    for after, counts in ((timedelta(minutes=29), False), (WAITS, True), (timedelta(hours=4), True)):
        with standing_at(begun + after):
            assert works_sealed(land) == counts
    with standing_at(begun + WAITS + timedelta(hours=4)):
        assert not works_sealed(land)
        assert not emergencies().exists()


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"person": "admin"}, "to themselves"),
        ({"role": "administrator"}, "manage nobody"),
        ({"reason": "  "}, "reason"),
        ({"hours": 25}, "hours"),
        ({"hours": 0}, "hours"),
    ],
)
def test_what_it_is_not_for_is_refused(land: Country, wrong: dict[str, Any], because: str) -> None:
    with pytest.raises(RoleRefused, match=because):
        broken(land, **wrong)
    assert not emergencies().exists()


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"date_joined": now()}, "younger than 30 days"),
        ({"factor_since": None}, "no second factor"),
    ],
)
def test_nobody_who_may_be_an_invention_gets_one(land: Country, changed: dict[str, Any], because: str) -> None:
    User.objects.filter(username="admin2").update(date_joined=LONG_KNOWN["date_joined"])
    User.objects.filter(username="huda").update(**changed)
    with pytest.raises(RoleRefused, match=because):
        broken(land)
    assert not Emergency.objects.exists()


def test_nor_whoever_holds_nothing_at_that_agency(land: Country) -> None:
    land.people["sami"] = User.objects.create(username="sami", **LONG_KNOWN)
    grant(land.people["sami"], "editor", land.agencies["central"])
    with pytest.raises(RoleRefused, match="held a role or a post at that agency"):
        broken(land, person="sami")
    broken(land, person="sami", role="auditor")


def test_nor_whoever_was_given_a_plain_role_there_a_minute_before(land: Country) -> None:
    """By the very administrator who then gives the other one alone."""
    sami = land.people["sami"] = User.objects.create(username="sami", **LONG_KNOWN)
    services.grant(user=sami, role="data_protection", agency=land.agencies["rights"], actor=Actor.operator)
    with pytest.raises(RoleRefused, match="for a week"):
        broken(land, person="sami")
    with standing_at(now() + HELD_FOR + timedelta(minutes=1)):
        broken(land, person="sami")


def test_one_administrator_gives_one_a_week(land: Country) -> None:
    given = broken(land)
    stop(given, actor=land.actor("officer-rights"))
    with pytest.raises(RoleRefused, match="last seven days"):
        broken(land, role="custodian")
    broken(land, by="admin2", role="custodian")
    with standing_at(now() + BETWEEN + timedelta(minutes=1)):
        broken(land, role="auditor")


def test_whoever_holds_such_rights_stops_it_and_a_second_administrator_decides(land: Country) -> None:
    given = broken(land)
    with pytest.raises(RoleRefused, match="Only administrators and people who hold such rights"):
        stop(given, actor=land.actor("officer-moh"))
    stop(given, actor=land.actor("officer-rights"))
    entry = AuditEntry.objects.get(verb="glass_stopped")
    assert entry.actor_user_id == land.people["officer-rights"].pk
    with standing_at(now() + WAITS):
        assert not works_sealed(land)
    with pytest.raises(RoleRefused, match="can no longer be stopped"):
        stop(given, actor=land.actor("admin2"))
    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.proposed_by_id) == ("emergency", land.people["admin"].pk)
    assert proposal.data["stopped_by"] == land.people["officer-rights"].pk
    confirm(proposal, actor=land.actor("admin2"))
    assert works_sealed(land)
    with standing_at(now() + timedelta(hours=4)):
        assert not works_sealed(land)


def test_what_counts_by_now_is_not_stopped_by_its_holders(land: Country) -> None:
    given = broken(land)
    with standing_at(now() + WAITS), pytest.raises(RoleRefused, match="can no longer be stopped"):
        stop(given, actor=land.actor("officer-rights"))
    assert not Proposal.objects.exists()


def test_in_a_young_installation_it_takes_both_administrators(land: Country) -> None:
    User.objects.update(date_joined=now() - timedelta(days=3))
    with pytest.raises(SecondNeeded) as needed:
        broken(land)
    proposal = propose(needed.value.gain, actor=land.actor("admin"))
    assert not Emergency.objects.exists()
    confirm(proposal, actor=land.actor("admin2"))
    assert works_sealed(land)


def test_nobody_who_manages_people_is_made_a_custodian_in_an_emergency(land: Country) -> None:
    User.objects.filter(username="admin2").update(**LONG_KNOWN)
    grant(land.people["admin2"], "data_protection", land.agencies["rights"])
    with pytest.raises(RoleRefused, match="both manage people and open identities"):
        broken(land, person="admin2", role="custodian")
    assert not emergencies().exists()
    broken(land, role="custodian")

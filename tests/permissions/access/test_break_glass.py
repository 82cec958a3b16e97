"""In an emergency one gives alone, to somebody else, for hours, with a reason that stays out of the trail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from permissions.access.break_glass import break_glass, emergencies
from permissions.access.errors import RoleRefused
from permissions.access.selectors import held_by
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from permissions.people.models import User
from tests.scenes import Country, country, hire

pytestmark = pytest.mark.django_db
WHY = "A child is in danger and nobody else can be reached"


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    found.people["huda"] = User.objects.create(username="huda")
    return found


def broken(
    land: Country, *, person: str = "huda", role: str = "rights_handler", reason: str = WHY, hours: int = 4
) -> None:
    agency = land.agencies["central" if role in ("administrator", "auditor") else "rights"]
    user = land.people[person]
    break_glass(user=user, role=role, agency=agency, reason=reason, hours=hours, actor=land.actor("admin"))


def test_it_holds_at_once_and_ends_by_itself(land: Country) -> None:
    broken(land)
    assert held_by(land.people["huda"].pk).at("handle_sensitive")
    assert emergencies().get().reason == WHY
    entry = AuditEntry.objects.get(verb="glass_broken")
    assert WHY not in str(entry.data)
    assert len(entry.data["reason"]) == 64
    with standing_at(now() + timedelta(hours=4)):
        assert not held_by(land.people["huda"].pk).agencies
        assert not emergencies().exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": "admin"},
        {"role": "administrator"},
        {"reason": "  "},
        {"hours": 25},
        {"hours": 0},
    ],
)
def test_what_it_is_not_for_is_refused(land: Country, wrong: dict[str, str]) -> None:
    with pytest.raises(RoleRefused, match=r"\w+ \w+"):
        broken(land, **wrong)  # type: ignore[arg-type]
    assert not emergencies().exists()


def test_nobody_who_manages_people_is_made_a_custodian_in_an_emergency(land: Country) -> None:
    hire(land, "administrator", username="admin2")
    with pytest.raises(RoleRefused):
        broken(land, person="admin2", role="custodian")
    assert not emergencies().exists()
    assert not held_by(land.people["admin2"].pk).at("open_identity")
    broken(land, role="custodian")
    assert held_by(land.people["huda"].pk).at("open_identity")

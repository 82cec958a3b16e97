"""A role that the platform no longer comes with goes from a database of before, and everything of it is on record."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from guardian.models import GroupObjectPermission

from permissions.access.groups import ensure_places
from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.access.retiring import retire_roles
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.models import AuditEntry
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role
from portal.operations.demo_world.people.loading import load_people
from portal.operations.verifying import everything
from tests.scenes import Country, country, grant, hire

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MIGRATION = import_module("permissions.migrations.0011_nobody_takes_calls")


@pytest.fixture
def land() -> Country:
    """The small country as it was: with the right to take calls, the role that gave it, and who held and lent it."""
    made = country()
    agencies = ContentType.objects.get_for_model(Agency)
    Permission.objects.create(content_type=agencies, codename="take_calls", name="Can open cases for callers")
    name = {"ar": "متلقي المكالمات", "en": "Call-taker"}
    Role.objects.create(code="call_taker", name=name, rights=["take_calls"], held_at=["central_unit"], delegable=True)
    hire(made, "call_taker", username="callcentre")
    central = made.agencies["central"]
    place = ensure_places([("call_taker", central)])["call_taker", central.pk]
    span = {"starts": now() - DAY, "ends": now() + DAY}
    Delegation.objects.create(
        giver=made.people["callcentre"], deputy=made.people["level1-central"], place=place, **span
    )
    return made


def migrated() -> None:
    MIGRATION.take_it_from_all(apps, None)


def test_the_right_goes_with_all_its_grants(land: Country) -> None:
    assert held_by(land.people["callcentre"].pk).agencies == {"take_calls": {land.agencies["central"].pk}}
    migrated()
    assert not Permission.objects.filter(codename="take_calls").exists()
    assert not GroupObjectPermission.objects.filter(group__name="call_taker@central").exists()
    assert held_by(land.people["callcentre"].pk).agencies == {}
    migrated()


def test_the_role_goes_with_its_holdings_and_the_trail_says_so(land: Country) -> None:
    migrated()
    assert retire_roles(actor=Actor.operator) == 1
    assert not Role.objects.filter(code="call_taker").exists()
    assert not RoleAtAgency.objects.filter(role__code="call_taker").exists()
    assert (RoleHolding.objects.filter(user=land.people["callcentre"]).count(), Delegation.objects.count()) == (0, 0)
    said = set(AuditEntry.objects.filter(actor_kind="operator").values_list("verb", flat=True))
    assert {"role_revoked", "role_deleted"} <= said
    assert list(everything()) == []
    assert retire_roles(actor=Actor.operator) == 0


def test_a_role_that_was_given_other_rights_stays_its_administrators(land: Country) -> None:
    Role.objects.filter(code="call_taker").update(rights=["take_calls", "read_reports"])
    migrated()
    assert retire_roles(actor=Actor.operator) == 0
    assert Role.objects.get(code="call_taker").rights == ["read_reports"]


def test_the_demo_of_before_loses_the_login_for_a_screen_that_is_not_there(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.operations.demo_world.people.loading.roster", list)
    migrated()
    load_people()
    assert not User.objects.get(username="callcentre").is_active
    assert AuditEntry.objects.filter(verb="account_off", subject_id=land.people["callcentre"].pk).count() == 1
    load_people()
    assert AuditEntry.objects.filter(verb="account_off").count() == 1
    User.objects.filter(username="callcentre").update(is_active=True)
    grant(land.people["callcentre"], "auditor", land.agencies["central"])
    load_people()
    assert User.objects.get(username="callcentre").is_active

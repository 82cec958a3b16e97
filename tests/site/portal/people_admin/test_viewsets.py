"""The administrator's screens of people give nobody a right."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from permissions.access.services import grant
from permissions.actors import Actor
from permissions.people.models import User
from tests.scenes import Country, country

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(client: Client) -> Country:
    found = country()
    admin = User.objects.create(username="admin", password="!", name={"ar": "المدير", "en": "Admin"})
    grant(user=admin, role="administrator", agency=found.agencies["central"], actor=Actor.operator)
    client.force_login(admin)
    return found


def test_an_account_is_edited_but_neither_role_nor_superuser_is_given(client: Client, scene: Country) -> None:
    officer = scene.people["officer-moh"]
    before = set(officer.groups.values_list("name", flat=True))
    url = reverse("wagtailusers_users:edit", args=[officer.pk])
    page = client.get(url)
    assert page.status_code == 200
    assert 'name="is_superuser"' not in page.content.decode()
    forged = Group.objects.exclude(pk__in=officer.groups.all()).values_list("pk", flat=True)
    changed = {
        "username": officer.username,
        "email": "new@example.org",
        "first_name": "x",
        "last_name": "y",
        "is_active": "on",
        "is_superuser": "on",
        "groups": [str(pk) for pk in forged],
    }
    client.post(url, changed)
    officer.refresh_from_db()
    assert officer.email == "new@example.org"
    assert not officer.is_superuser
    assert set(officer.groups.values_list("name", flat=True)) == before


def test_no_way_past_the_audit_changes_who_holds_a_role(scene: Country) -> None:
    officer = scene.people["officer-moh"]
    other = Group.objects.exclude(pk__in=officer.groups.all()).first()
    assert other is not None
    with pytest.raises(PermissionDenied):
        officer.groups.add(other)
    with pytest.raises(PermissionDenied):
        officer.groups.clear()

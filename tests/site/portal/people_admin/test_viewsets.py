"""Wagtail's addresses of accounts lead to our own screens, and nothing goes past the audit."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from permissions.people.models import User
from tests.scenes import Country
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db


def test_the_addresses_of_accounts_lead_to_ours(admin: Client, land: Country) -> None:
    officer = land.people["officer-moh"].pk
    assert admin.get(reverse("wagtailusers_users:index"))["Location"] == "/admin/access/people/"
    assert admin.get(reverse("wagtailusers_users:add"))["Location"] == "/admin/access/people/new/"
    edit = admin.get(reverse("wagtailusers_users:edit", args=[officer]))
    assert edit["Location"] == f"/admin/access/people/{officer}/account/"
    assert admin.post(f"/admin/users/delete/{officer}/").status_code == 404
    assert User.objects.filter(pk=officer).exists()


def test_they_are_nothing_to_others(land: Country) -> None:
    officer = client_of(land, "officer-moh")
    for name, args in (("index", []), ("add", []), ("edit", [land.people["admin"].pk])):
        assert officer.get(reverse(f"wagtailusers_users:{name}", args=args)).status_code == 404


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_no_account_is_changed_in_bulk(admin: Client, land: Country, action: str) -> None:
    url = f"/admin/bulk/permissions/user/{action}/?id={land.people['officer-moh'].pk}"
    sent = {"mark_as_active": "False", "role": str(Group.objects.all()[0].pk)}
    assert admin.get(url).status_code == admin.post(url, sent).status_code == 404
    officer = land.people["officer-moh"]
    before = set(officer.groups.values_list("pk", flat=True))
    officer.refresh_from_db()
    assert officer.is_active
    assert set(officer.groups.values_list("pk", flat=True)) == before


def test_no_way_past_the_audit_changes_who_holds_a_role(land: Country) -> None:
    officer = land.people["officer-moh"]
    other = Group.objects.exclude(pk__in=officer.groups.all()).first()
    assert other is not None
    with pytest.raises(PermissionDenied):
        officer.groups.add(other)
    with pytest.raises(PermissionDenied):
        officer.groups.clear()


def test_the_own_account_page_of_the_admin_switches_nothing_off(admin: Client, land: Country) -> None:
    html = page(admin.get("/admin/account/"))
    assert "is_active" not in html
    assert "is_superuser" not in html

"""The catalogue of roles says who may do what, and no more."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from pytest_django import DjangoAssertNumQueries

from permissions.access.groups import site_rights
from permissions.agencies import rights
from permissions.agencies.models import Agency, AgencyRole
from permissions.roles import catalogue
from permissions.roles.catalogue import BY_CODE, CATALOGUE
from permissions.roles.explained import RIGHTS
from permissions.roles.models import Role
from permissions.roles.services import ensure_catalogue


def test_every_right_of_an_agency_has_a_name_and_every_name_is_a_right() -> None:
    named = {value for name, value in vars(rights).items() if name.isupper() and isinstance(value, str)}
    assert named == {code_name for code_name, _ in Agency._meta.permissions}
    assert named > rights.NATIONAL


def test_every_right_is_explained_and_only_those_at_one_agency_name_it() -> None:
    assert tuple(RIGHTS) == rights.ALL
    said_of_one = {right for right, explained in RIGHTS.items() if "%(agency)s" in str(explained.held)}
    assert said_of_one == set(rights.ALL) - rights.NATIONAL


def test_roles_grant_rights_that_exist() -> None:
    known = {code_name for code_name, _ in Agency._meta.permissions}
    assert {right for spec in CATALOGUE for right in spec.rights} == known


def test_roles_are_held_at_kinds_of_agency_that_exist() -> None:
    assert {kind for spec in CATALOGUE for kind in spec.held_at} == set(AgencyRole.values)
    assert {catalogue.PUBLIC_BODY, catalogue.CENTRAL_UNIT, catalogue.SENSITIVE_UNIT} == set(AgencyRole.values)


def test_only_managing_people_at_the_complaints_unit_brings_rights_on_accounts() -> None:
    managing = {right for right in known_rights() if brings_accounts(site_rights([right], at_central=True))}
    assert managing == {rights.MANAGE_PEOPLE}
    assert not brings_accounts(site_rights(known_rights(), at_central=False))


def known_rights() -> set[str]:
    return {code_name for code_name, _ in Agency._meta.permissions}


def brings_accounts(brought: frozenset[str]) -> bool:
    return any(right.endswith("_user") for right in brought)


def test_whoever_sees_cases_or_decides_who_does_needs_a_second_factor() -> None:
    without = {spec.code for spec in CATALOGUE if not spec.demands_factor}
    assert without == {"agency_administrator"}


def test_the_administrator_has_no_right_on_cases() -> None:
    assert BY_CODE["administrator"].rights == (rights.MANAGE_PEOPLE,)


def test_the_complaints_unit_handles_nothing_sensitive() -> None:
    assert rights.HANDLE_SENSITIVE not in BY_CODE["central"].rights
    assert BY_CODE["rights_handler"].held_at == (catalogue.SENSITIVE_UNIT,)


@pytest.mark.django_db
def test_rights_on_the_whole_admin_exist() -> None:
    wanted = site_rights(known_rights(), at_central=True)
    known = {
        f"{app}.{code_name}" for app, code_name in Permission.objects.values_list("content_type__app_label", "codename")
    }
    assert wanted - known == set()


@pytest.mark.django_db
def test_the_catalogue_is_loaded_by_one_statement_and_what_an_administrator_changed_stays(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ensure_catalogue()
    Role.objects.filter(code="owner").update(rights=[])
    with django_assert_num_queries(1):
        ensure_catalogue()
    assert {role.code: tuple(role.rights) for role in Role.objects.all()} == {
        spec.code: spec.rights if spec.code != "owner" else () for spec in CATALOGUE
    }
    assert Role.objects.get(code="liaison").name == {"ar": "ضابط ارتباط", "en": "Liaison officer"}

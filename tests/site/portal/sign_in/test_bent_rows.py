"""Who may write rows and has no key enters nowhere by that: not with a borrowed password, nor by a role put in."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.test import Client
from guardian.models import GroupObjectPermission

from permissions.access.account_proof import has_bent_row
from permissions.access.errors import LinkRefused
from permissions.access.models import NamedAccess, RoleAtAgency, RoleHolding
from permissions.access.one_time_links import make_link, take_link
from permissions.actors import Actor
from permissions.agencies.rights import HANDLE_SENSITIVE, VIEW_CASE
from permissions.now import now, standing_at
from permissions.people.models import LinkPurpose, OneTimeLink, User
from permissions.proving.sealing import seal
from permissions.security_log import LOGGER
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of
from workflows.cases.actions import NameReader
from workflows.cases.lifecycle import apply
from workflows.cases.proving.checking import is_named_by_a_bent_row

pytestmark = pytest.mark.django_db
OWN, THEIRS = "own correct horse 77", "their correct horse 88"


@pytest.fixture
def land() -> Country:
    """Everybody's rows are proved and sealed, as a minute after they were written."""
    land = country()
    for name, password in (("officer-moh", OWN), ("officer-rights", THEIRS)):
        land.people[name].set_password(password)
        land.people[name].save()
    with transaction.atomic():
        while seal(at=now()):
            pass
    return land


@pytest.fixture
def told() -> Iterator[list[tuple[str, str]]]:
    lines: list[tuple[str, str]] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append((str(record.msg), str(getattr(record, "said", {}).get("outcome"))))

    handler = Kept()
    logging.getLogger(LOGGER).addHandler(handler)
    yield lines
    logging.getLogger(LOGGER).removeHandler(handler)


def written(statement: str, *values: Any) -> None:
    """By somebody with the database, past our code."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def logged_in(username: str, password: str) -> Client:
    client = Client()
    client.post("/admin/login/", {"username": username, "password": password})
    return client


def test_a_borrowed_password_opens_nothing_and_is_told(land: Country, told: list[tuple[str, str]]) -> None:
    sealed = f"/admin/desk/{file_case(kind='integrity').tracking}/"
    assert logged_in("officer-rights", THEIRS).get(sealed).status_code == 200
    own, theirs = (User.objects.get(username=name).password for name in ("officer-moh", "officer-rights"))
    written("UPDATE permissions_user SET password = %s WHERE username = 'officer-rights'", own)
    thief = logged_in("officer-rights", OWN)
    assert "_auth_user_id" not in thief.session
    assert thief.get(sealed).status_code == 302
    assert ("account_entered", "bent") in told
    written("UPDATE permissions_user SET password = %s WHERE username = 'officer-rights'", theirs)
    assert logged_in("officer-rights", THEIRS).get(sealed).status_code == 200


def test_who_is_in_already_is_out_within_a_minute_once_a_row_is_put_in(
    land: Country, told: list[tuple[str, str]]
) -> None:
    client = client_of(land, "officer-moh")
    sealed = f"/admin/desk/{file_case(kind='integrity').tracking}/"
    assert client.get(sealed).status_code == 404
    place = RoleAtAgency.objects.get(role__code="rights_handler", agency=land.agencies["rights"])
    columns = "user_id, place_id, starts"
    written(
        f"INSERT INTO {RoleHolding._meta.db_table} ({columns}) VALUES (%s, %s, %s)",  # noqa: S608 - names of ours
        land.people["officer-moh"].pk,
        place.pk,
        connection.ops.adapt_datetimefield_value(now() - timedelta(days=1)),
    )
    with standing_at(now() + timedelta(minutes=2)):
        assert client.get(sealed).status_code == 302
        assert "_auth_user_id" not in client.session
    assert ("account_entered", "bent") in told
    fresh = client_of(land, "officer-moh")
    assert fresh.get(sealed).status_code == 302, "by whatever way they came in"


def test_so_is_who_is_named_on_a_case_by_a_row_that_was_put_in(land: Country, told: list[tuple[str, str]]) -> None:
    client, case = client_of(land, "officer-moh"), file_case(kind="integrity")
    sealed = f"/admin/desk/{case.tracking}/"
    at = connection.ops.adapt_datetimefield_value
    written(
        f"INSERT INTO {NamedAccess._meta.db_table} (user_id, case_id, works, starts, ends)"  # noqa: S608 - as above
        " VALUES (%s, %s, false, %s, %s)",
        *(land.people["officer-moh"].pk, case.pk, at(now() - timedelta(days=1)), at(now() + timedelta(days=1))),
    )
    with standing_at(now() + timedelta(minutes=2)):
        assert client.get(sealed).status_code == 302
        assert "_auth_user_id" not in client.session
    assert ("account_entered", "bent") in told
    assert client_of(land, "officer-moh").get(sealed).status_code == 302, "by whatever way they came in"


def test_so_is_whose_role_gives_more_by_a_row_that_was_put_in(land: Country, told: list[tuple[str, str]]) -> None:
    client, sealed = client_of(land, "officer-moh"), f"/admin/desk/{file_case(kind='integrity').tracking}/"
    own, rights = RoleAtAgency.objects.get(holdings__user=land.people["officer-moh"]), land.agencies["rights"]
    for permission in Permission.objects.filter(codename__in=(VIEW_CASE, HANDLE_SENSITIVE)):
        written(
            f"INSERT INTO {GroupObjectPermission._meta.db_table} (object_pk, content_type_id, group_id, permission_id)"  # noqa: S608 - as above
            " VALUES (%s, %s, %s, %s)",
            *(str(rights.pk), permission.content_type_id, own.group_id, permission.pk),
        )
    with standing_at(now() + timedelta(minutes=2)):
        assert client.get(sealed).status_code == 302
        assert "_auth_user_id" not in client.session
    assert ("account_entered", "bent") in told
    assert client_of(land, "officer-moh").get(sealed).status_code == 302, "by whatever way they came in"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE permissions_role SET demands_factor = NOT demands_factor",
        "UPDATE permissions_agency SET code = 'moh-2' WHERE code = 'moh'",
        "UPDATE permissions_post SET level = level + 10",
    ],
)
def test_so_is_whose_role_or_post_was_changed(land: Country, statement: str) -> None:
    user = land.people["officer-moh"]
    assert not has_bent_row(user.pk)
    written(statement)
    assert has_bent_row(user.pk)


def test_who_is_honestly_named_on_a_case_goes_on(land: Country) -> None:
    case, reader = file_case(), land.people["level1-moe"]
    naming = NameReader(user_id=reader.pk, until=now() + timedelta(days=3), reason="An expert")
    apply(case.pk, naming, actor=land.actor("officer-moh"))
    assert NamedAccess.objects.filter(user=reader, case_id=case.pk).exists()
    assert not is_named_by_a_bent_row(reader.pk)


def test_a_link_that_was_bent_opens_nothing(land: Country) -> None:
    token = make_link(land.people["officer-rights"], LinkPurpose.PASSWORD, actor=Actor.operator)
    link = OneTimeLink.objects.get()
    written("UPDATE permissions_onetimelink SET user_id = %s", land.people["officer-moh"].pk)
    with pytest.raises(LinkRefused):
        take_link(token)
    written("UPDATE permissions_onetimelink SET user_id = %s", link.user_id)
    assert take_link(token).user_id == land.people["officer-rights"].pk


def test_an_honest_change_is_none(land: Country, django_assert_max_num_queries: Any) -> None:
    user = land.people["officer-rights"]
    user.set_password("another correct horse 99")
    user.save()
    with django_assert_max_num_queries(16):
        assert not has_bent_row(user.pk)

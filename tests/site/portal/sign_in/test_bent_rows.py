"""Who may write rows and has no key enters nowhere by that: not with a borrowed password, nor by a role put in."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from permissions.access.account_proof import has_bent_row
from permissions.access.errors import LinkRefused
from permissions.access.models import RoleAtAgency, RoleHolding
from permissions.access.one_time_links import make_link, take_link
from permissions.actors import Actor
from permissions.now import now, standing_at
from permissions.people.models import LinkPurpose, OneTimeLink, User
from permissions.proving.sealing import seal
from permissions.security_log import LOGGER
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of

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

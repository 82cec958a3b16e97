"""What is noted, how often, and that noting stops nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from permissions.looking import services
from permissions.looking.models import Kind, Look
from permissions.looking.proof import Said, holds, key_from
from permissions.looking.services import MOST, Thing, note, note_about_account
from permissions.now import standing_at
from permissions.people.models import User

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def huda() -> User:
    return User.objects.create_user("huda", email="huda@example.org", password="a word and another")


def kinds() -> list[str]:
    return list(Look.objects.order_by("id").values_list("kind", flat=True))


def test_a_reading_is_noted_once_an_hour_for_each_person_and_case(huda: User) -> None:
    sami = User.objects.create(username="sami")
    for minutes in (0, 5, 59, 60, 61):
        with standing_at(AT + timedelta(minutes=minutes)):
            note(Kind.CASE_READ, user_id=huda.pk, thing=Thing("case", 7, case_id=7))
    with standing_at(AT):
        note(Kind.CASE_READ, user_id=huda.pk, thing=Thing("case", 8, case_id=8))
        note(Kind.CASE_READ, user_id=sami.pk, thing=Thing("case", 7, case_id=7))
    read = Look.objects.filter(kind=Kind.CASE_READ).order_by("id").values_list("user__username", "case_id", "at")
    assert list(read) == [
        ("huda", 7, AT),
        ("huda", 7, AT + timedelta(hours=1)),
        ("huda", 8, AT),
        ("sami", 7, AT),
    ]


def test_it_is_one_statement_noted_or_not(huda: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _time in range(2):
        with django_assert_num_queries(1):
            note(Kind.CASE_READ, user_id=huda.pk, thing=Thing("case", 7, case_id=7))
    with django_assert_num_queries(1):
        note(Kind.REFUSED, user_id=huda.pk)


def test_a_second_one_uses_up_no_id(huda: User) -> None:
    for case in (1, 1, 1, 2):
        note(Kind.CASE_READ, user_id=huda.pk, thing=Thing("case", case, case_id=case))
    first, second = Look.objects.filter(kind=Kind.CASE_READ).order_by("id")
    assert second.pk == first.pk + 1


def test_each_row_bears_its_proof(huda: User, settings: Any) -> None:
    note(Kind.DOWNLOADED, user_id=huda.pk, thing=Thing("file", 3, case_id=9))
    row = Look.objects.get(kind=Kind.DOWNLOADED)
    said = Said(*(getattr(row, name) for name in Said._fields))
    keys = [key_from(key) for key in settings.FIELD_KEYS]
    assert holds(said, row.digest, keys)
    assert not holds(said._replace(case_id=10), row.digest, keys)
    assert not holds(said, row.digest, [key_from("another")])


def test_each_spreadsheet_is_noted_and_all_else_once_a_minute(huda: User) -> None:
    with standing_at(AT):
        for _time in range(3):
            note(Kind.EXPORTED, user_id=huda.pk, thing=Thing("trail"))
            note(Kind.DOWNLOADED, user_id=huda.pk, thing=Thing("file", 3))
    assert kinds().count("exported") == 3
    assert kinds().count("downloaded") == 1


def test_an_attack_fills_no_table(huda: User) -> None:
    with standing_at(AT):
        for number in range(MOST + 10):
            note_about_account(Kind.LOGIN_FAILED, username=f"nobody-{number}")
            note(Kind.REFUSED, user_id=huda.pk, thing=Thing("case", number))
            note(Kind.CASE_READ, user_id=huda.pk, thing=Thing("case", number, case_id=number))
        note_about_account(Kind.LOGIN_FAILED, username="huda")
    assert kinds().count("refused") == MOST
    assert kinds().count("case_read") == MOST + 10, "what was read is never left out"
    assert Look.objects.filter(kind="login_failed", user=None).count() == MOST
    assert Look.objects.filter(kind="login_failed", user=huda).count() == 1
    with standing_at(AT + timedelta(minutes=1, seconds=1)):
        note(Kind.REFUSED, user_id=huda.pk, thing=Thing("case", 1))
    assert kinds().count("refused") == MOST + 1


def test_logins_failures_and_leavings_are_heard_whatever_asks(huda: User) -> None:
    assert authenticate(username="huda", password="wrong") is None
    assert authenticate(username="HUDA ", password="wrong") is None
    client = Client()
    assert client.login(username="huda", password="a word and another")
    client.logout()
    assert kinds() == ["login_failed", "logged_in", "logged_out"]
    assert set(Look.objects.values_list("user", flat=True)) == {huda.pk}


def test_a_new_password_is_noted_and_a_better_hash_of_the_old_one_is_not(huda: User, settings: Any) -> None:
    before = kinds().count("password_set")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    assert User.objects.get(pk=huda.pk).check_password("a word and another")
    assert kinds().count("password_set") == before
    with standing_at(AT):
        huda.set_password("quite another sentence")
        huda.save()
    assert kinds().count("password_set") == before + 1


def test_a_name_that_nobody_has_is_not_told(django_assert_num_queries: DjangoAssertNumQueries, huda: User) -> None:
    with standing_at(AT):
        for name in ("my-secret-password", "MY-secret-password ", "huda"):
            with django_assert_num_queries(2):
                note_about_account(Kind.LOGIN_FAILED, username=name)
    with standing_at(AT + timedelta(days=1)):
        note_about_account(Kind.LOGIN_FAILED, username="my-secret-password")
    rows = list(Look.objects.filter(kind="login_failed").order_by("id").values())
    assert [row["user_id"] for row in rows] == [None, huda.pk, None]
    assert "secret" not in str(rows)
    assert rows[0]["detail"] != rows[2]["detail"], "of another day it is another"


def test_a_name_that_no_database_takes_is_a_name_that_nobody_has() -> None:
    note_about_account(Kind.LOGIN_FAILED, username="hu\x00da")
    assert Look.objects.get().user is None


def test_where_it_cannot_be_written_the_page_goes_on_and_the_log_says_so(
    huda: User, monkeypatch: pytest.MonkeyPatch, security_lines: list[dict[str, Any]]
) -> None:
    def away(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("read-only")

    monkeypatch.setattr(services, "_insert", away)
    note(Kind.CASE_READ, user_id=huda.pk, thing=Thing("case", 7, case_id=7))
    assert [(line["kind"], line["outcome"], line["account"]) for line in security_lines] == [
        ("case_read", "done", huda.pk),
        ("case_read", "not_kept", huda.pk),
    ]


def test_a_page_is_read_where_nothing_can_be_written(huda: User) -> None:
    """A database that takes no writing, for real: PostgreSQL's replica in the place of its first."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT before")
            cursor.execute("SET TRANSACTION READ ONLY")
        note(Kind.CASE_READ, user_id=huda.pk)
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT before")
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
        try:
            note(Kind.CASE_READ, user_id=huda.pk)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only = OFF")
    assert get_user_model().objects.filter(pk=huda.pk).exists()
    assert "case_read" not in kinds()

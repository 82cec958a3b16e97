"""What is compiled once answers as the query does that it was compiled from, for each person and instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from permissions.access.in_force import Row, rows_in_force
from permissions.access.models import Delegation, RoleHolding
from permissions.access.selectors import MANY, SOME, groups_in_force, held_by, held_by_many
from permissions.compiled import INSTANTS, CompiledQuery, as_of
from permissions.now import now
from permissions.people.models import User
from tests.scenes import country

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_rows_of_each_person_are_those_of_the_query() -> None:
    people = list(country().people.values())
    holding = RoleHolding.objects.select_related("place", "user").first()
    assert holding is not None
    deputy = next(each for each in people if each != holding.user)
    Delegation.objects.create(
        giver=holding.user, deputy=deputy, place=holding.place, starts=now() - DAY, ends=now() + DAY
    )
    once: CompiledQuery[Row] = CompiledQuery(lambda user_ids, at: rows_in_force(at, user_ids=user_ids))
    seen = 0
    for at in (now(), now() + 30 * DAY, datetime(2020, 1, 1, tzinfo=UTC)):
        for person in [*people, User.objects.create(username=f"nobody-{at.year}-{at.month}-{at.day}")]:
            rows = sorted(once.ask([person.pk], at), key=repr)
            assert rows == sorted(rows_in_force(at, user_ids=[person.pk]), key=repr)
            seen += len(rows)
    assert seen > len(people)


def test_a_query_is_built_once() -> None:
    built: list[int] = []

    def build(user_ids: Sequence[int], at: datetime) -> QuerySet[Any, Row]:
        built.extend(user_ids)
        return rows_in_force(at, user_ids=user_ids)

    once: CompiledQuery[Row] = CompiledQuery(build)
    for person in country().people.values():
        once.ask([person.pk], now())
    assert len(built) == 1


@pytest.mark.parametrize("many", [1, 2, 3, 5])
def test_some_ask_together_and_more_than_there_is_room_for(many: int) -> None:
    once: CompiledQuery[Row] = CompiledQuery(lambda user_ids, at: rows_in_force(at, user_ids=user_ids), room=3)
    asked = [person.pk for person in country().people.values()][:many]
    assert len(asked) == many
    rows = once.ask([*asked, asked[0]], now())
    assert {row[0] for row in rows} <= set(asked)
    assert sorted(rows, key=repr) == sorted(rows_in_force(now(), user_ids=asked), key=repr)


@pytest.mark.parametrize("many", [SOME, SOME + 1, MANY, MANY + 1])
def test_however_many_are_asked_for_each_holds_what_they_hold_alone(many: int) -> None:
    people = list(country().people.values())
    nobody = User.objects.bulk_create(User(username=f"nobody-{number}") for number in range(MANY + 1))
    asked = [person.pk for person in [*people, *nobody]][:many]
    held = held_by_many(asked)
    assert held == {each: held_by(each) for each in asked}
    assert any(each.agencies for each in held.values())


def test_the_admin_asks_by_the_groups_in_force() -> None:
    for person in country().people.values():
        codenames = {
            f"{app}.{codename}"
            for app, codename in groups_in_force(person.pk)
            .filter(permissions__isnull=False)
            .values_list("permissions__content_type__app_label", "permissions__codename")
        }
        assert User.objects.get(pk=person.pk).get_all_permissions() == codenames
        assert held_by(person.pk).standing.user_id == person.pk


def test_what_is_kept_by_its_arguments_is_asked_as_of_any_instant() -> None:
    country()
    statement = User.objects.filter(date_joined__lte=INSTANTS[0], username__gt="").values_list("pk").query
    for at, found in ((now() + DAY, User.objects.count()), (now() - DAY, 0)):
        sql, values = as_of(statement.sql_with_params(), [at])
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            assert len(cursor.fetchall()) == found


def test_rights_that_are_alike_are_the_same_key_and_others_are_not() -> None:
    person = country().people["officer-moh"]
    held = held_by(person.pk)
    assert {held, held_by(person.pk)} == {held}
    assert len({held, replace(held, named=frozenset({1})), replace(held, agencies={})}) == 3

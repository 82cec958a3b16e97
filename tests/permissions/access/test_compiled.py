"""What is compiled once answers as the query does that it was compiled from, for each person and instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from permissions.access.compiled import OfOnePerson
from permissions.access.in_force import Row, rows_in_force
from permissions.access.models import Delegation, RoleHolding
from permissions.access.selectors import groups_in_force, held_by
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
    once: OfOnePerson[Row] = OfOnePerson(lambda user_id, at: rows_in_force(at, user_ids=[user_id]))
    seen = 0
    for at in (now(), now() + 30 * DAY, datetime(2020, 1, 1, tzinfo=UTC)):
        for person in [*people, User.objects.create(username=f"nobody-{at.year}-{at.month}-{at.day}")]:
            rows = sorted(once.ask(person.pk, at), key=repr)
            assert rows == sorted(rows_in_force(at, user_ids=[person.pk]), key=repr)
            seen += len(rows)
    assert seen > len(people)


def test_a_query_is_built_once() -> None:
    built: list[int] = []

    def build(user_id: int, at: datetime) -> QuerySet[Any, Row]:
        built.append(user_id)
        return rows_in_force(at, user_ids=[user_id])

    once: OfOnePerson[Row] = OfOnePerson(build)
    for person in country().people.values():
        once.ask(person.pk, now())
    assert len(built) == 1


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

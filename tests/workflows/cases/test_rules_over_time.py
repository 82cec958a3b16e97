"""Rules for many moments: who sits where is as it was at each of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.access.selectors import held_by, held_by_everyone
from permissions.agencies.models import Absence
from tests.scenes import country
from workflows.cases.rules import Rules
from workflows.cases.rules_over_time import RulesOverTime

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_seats_are_those_of_the_moment_and_asked_for_once_a_span() -> None:
    scene = country()
    officer = scene.people["officer-moh"]
    Absence.objects.create(user=officer, starts=NOON, ends=NOON + timedelta(days=2))
    moh = scene.agencies["moh"].pk
    rules = RulesOverTime(at=NOON)
    rules.read_agencies()
    moments = [NOON + timedelta(hours=hours) for hours in (-30, -1, 0, 20, 47, 48, 90)]
    expected = [Rules(at=at).destination(moh, 0, track="ordinary", spread=0) for at in moments]
    found = []
    with CaptureQueriesContext(connection) as queries:
        for at in moments:
            rules.at = at
            found.append(rules.destination(moh, 0, track="ordinary", spread=0))
    assert found == expected
    assert {destination.seat.user_id for destination in found} == {officer.pk, scene.people["level1-moh"].pk}
    assert len(queries) == 3 * 2


def test_the_rights_of_everyone_are_those_of_each() -> None:
    scene = country()
    people = list(scene.people.values())
    people[0].is_active = False
    people[0].save()
    everyone = held_by_everyone()
    assert everyone.keys() == {person.pk for person in people[1:]}
    for person in people[1:]:
        assert everyone[person.pk] == held_by(person.pk)

"""What an act that moves a case costs the database: so many statements for one step, so many for each further one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.access.services import grant
from permissions.actors import Actor
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.processes.reviewed import reviewed
from tests.workflows.processes.whole import named
from workflows.cases.actions import Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Work

pytestmark = pytest.mark.django_db

ONE_STEP, EACH_FURTHER = 35, 12


@pytest.fixture
def land() -> Country:
    land = country()
    for login, agency in (("staff-moh", "moh"), ("staff-moe", "moe")):
        grant(user=land.people[login], role="legal_adviser", agency=land.agencies[agency], actor=Actor.operator)
    return land


def statements(definition: dict[str, Any], outcome: str, **fields: str) -> int:
    publish_one("process", "complaint", definition)
    for _warm in range(2):  # what is parsed and compiled once is no act's
        case = file_case(agency="moh")
        holder = Work.objects.get(case=case).holder_id or 0
        with CaptureQueriesContext(
            connection,
        ) as asked:
            apply(case.pk, Proceed(outcome=outcome, fields=fields), actor=Actor.staff(holder))
    return len([each for each in asked if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))])


@pytest.mark.parametrize(
    "performer",
    [
        {"agency": "@central"},
        {"agency": "@routed", "level": 1},
        {"agency": "@routed", "role": "legal_adviser"},
        {"agency": "moe", "role": "legal_adviser"},
        {"agency": "@fact:field.body"},
    ],
)
def test_one_step_to_the_next_takes_at_most_35(land: Country, performer: dict[str, Any]) -> None:
    asked = statements(reviewed(**performer), "to_review", amount="5000", body="moe", why="لأن")
    assert asked <= ONE_STEP


def test_each_further_step_takes_at_most_12(land: Country) -> None:
    definition = reviewed(agency="@routed", role="legal_adviser")
    legal = next(step for step in definition["steps"] if step["key"] == "legal")
    one = statements(definition, "to_review", amount="5000")
    sides = [
        {**legal, "key": f"legal_{number}", "outcomes": [{**legal["outcomes"][0], "next": "met"}]} for number in (1, 2)
    ]
    sides.append({**sides[0], "key": "legal_3", "performer": {"agency": "moe", "role": "legal_adviser"}})
    firsts = [side["key"] for side in sides]
    definition["steps"] = [step for step in definition["steps"] if step["key"] != "legal"]
    definition["steps"] += [
        *sides,
        named("legal", "split", branches=firsts, join="met"),
        named("met", "join", next="answer"),
    ]
    three = statements(definition, "to_review", amount="5000")
    assert three - one <= 2 * EACH_FURTHER

"""An overall limit that is published re-dates as if it had counted since the filing, where its owner chose so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country, file_case
from tests.workflows.redating.decreed import AMMAN, THURSDAY, done, redated
from workflows.cases.actions import AskCitizen
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, EventVerb
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline
from workflows.jobs.models import Job, JobKind
from workflows.jobs.services import ask, ask_anew
from workflows.versions.services import draft, publish

pytestmark = pytest.mark.django_db


def days(amount: int) -> dict[str, Any]:
    return {"amount": amount, "unit": "working_days"}


def limit(within: int, *, warns: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "format": 1,
        "name": {"ar": "مهلة القرار", "en": "Time to decide"},
        "within": days(within),
        "ends": "moment",
        "kinds": ["complaint"],
        "priorities": [],
        "warnings": [{"before": days(warns), "tells": ["holder"]}] if warns else [],
        "tells": ["unit"],
        "rungs": [],
        **more,
    }


@pytest.fixture
def land() -> Iterator[Country]:
    found = country()
    with standing_at(THURSDAY):
        by_limit(limit(10, warns=1))
        yield found
        assert list(inconsistencies()) == []


def by_limit(definition: dict[str, Any], *, key: str = "decision", earlier: bool = False) -> Job:
    version = draft(subject="limit", key=key, definition=definition, actor=Actor.operator)
    publish(version.pk, actor=Actor.operator)
    version.refresh_from_db()
    return done(ask(JobKind.REDATE, version, actor=Actor.operator, choices={"earlier": earlier}))


def due_of(case: Case) -> datetime | None:
    return Case.objects.get(pk=case.pk).limit_due


def november(day: int) -> datetime:
    return datetime(2026, 11, day, 10, 20, tzinfo=AMMAN)


def test_a_longer_one_makes_it_later_with_its_warnings_and_twice_is_once(land: Country) -> None:
    case = file_case()
    assert due_of(case) == november(19)
    seen = draft(subject="limit", key="decision", definition=limit(12, warns=2), actor=Actor.operator)
    assert done(ask(JobKind.EFFECT, seen, actor=Actor.operator)).found["later"] == 1
    assert due_of(case) == november(19), "looking changes nothing"
    job = by_limit(limit(12, warns=2))
    assert job.found == {"later": 1}
    assert due_of(case) == november(23)
    (warning,) = Deadline.objects.filter(case=case, kind="limit_warn", done__isnull=True)
    assert warning.due == november(19)
    event = case.events.latest("number")
    (told,) = event.data["redated"]
    assert event.verb == EventVerb.REDATED
    assert (told["was_by"]["limit"], told["by"]["limit"]) == (["decision", 1], ["decision", 3])
    ask_anew(job, actor=Actor.operator)
    assert done(job).found == {"unchanged": 1}
    assert redated() == 1


def test_a_shorter_one_brings_it_forward_only_where_that_was_chosen(land: Country) -> None:
    case = file_case()
    assert by_limit(limit(5)).found == {"earlier": 1}
    assert due_of(case) == november(19)
    assert by_limit(limit(6), earlier=True).found == {"earlier": 1}
    assert due_of(case) == november(15)


def test_another_warning_alone_follows_once(land: Country) -> None:
    case = file_case()
    job = by_limit(limit(10, warns=3))
    assert (job.found, due_of(case)) == ({"unchanged": 1}, november(19))
    (warning,) = Deadline.objects.filter(case=case, kind="limit_warn", done__isnull=True)
    assert warning.due == november(16)
    ask_anew(job, actor=Actor.operator)
    done(job)
    assert redated() == 1


def test_one_that_rests_keeps_what_it_has_left(land: Country) -> None:
    case = file_case()
    apply(case.pk, AskCitizen(text="Which one?"), actor=land.actor("officer-moh"))
    assert by_limit(limit(20)).found == {}
    assert Deadline.objects.get(case=case, kind="limit", done__isnull=True).due is None


def test_one_that_is_over_stays_so(land: Country) -> None:
    case = file_case()
    with standing_at(november(19) + timedelta(hours=1)):
        sweep_clock()
        assert by_limit(limit(20)).found == {}
        assert due_of(case) == november(19)
        assert redated() == 0


def test_a_more_special_one_takes_over_and_one_for_other_kinds_touches_nothing(land: Country) -> None:
    case = file_case()
    assert by_limit(limit(30, kinds=["suggestion"]), key="others").found == {}
    assert by_limit(limit(15, priorities=["normal"]), key="special").found == {"later": 1}
    first = Deadline.objects.get(case=case, kind="limit", done__isnull=True)
    assert (first.data["limit"], due_of(case)) == (["special", 1], november(26))

"""Where two agencies work a case at once, the ladder of the one that answered is told without what befell the other."""

from __future__ import annotations

import pytest

from portal.case_shown.climb import climb
from tests.scenes import Country
from tests.side_by_side import file_for_two, land_of_two
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Decide, Escalate
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return land_of_two()


def states(case: Case) -> list[tuple[int, str]]:
    return [(rung.level, rung.state) for rung in climb(list(case.events.select_related("agency").order_by("number")))]


@pytest.mark.parametrize("answers", ["health", "education"])
def test_the_other_ones_levels_are_not_those_of_who_answered(land: Country, answers: str) -> None:
    case, health, education = file_for_two()
    mine, theirs, outcome = (health, education, "resolved") if answers == "health" else (education, health, "explained")
    unit = land.actor("officer-central")
    for work in (theirs, mine, theirs):
        apply(case.pk, Escalate(work_id=work.pk), actor=unit)
    apply(case.pk, Decide(outcome=outcome, text="هذا هو الرد", refusal=REFUSAL, work_id=mine.pk), actor=unit)
    assert states(case) == [(0, "past"), (1, "done"), (2, "past")]

"""A ladder may limit how often a citizen is asked, and for how long questions rest the count in all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country, publish_one
from tests.workflows.clock.november import amman, filed, ladder, open_count, sweep
from workflows.cases.actions import AnswerQuestion, AskCitizen
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent
from workflows.deadlines.models import Deadline
from workflows.escalation.checks import check_ladder

pytestmark = pytest.mark.django_db
ASK, ANSWER = AskCitizen(text="متى؟"), AnswerQuestion(text="أمس")


def asking(most: int = 2, days: int = 3) -> dict[str, Any]:
    return ladder(asking={"most": most, "rests": {"amount": days, "unit": "working_days"}})


@pytest.fixture
def land() -> Country:
    found = country()
    publish_one("ladder", "default", asking())
    return found


def act(case: Case, action: Any, at: datetime, who: Actor) -> CaseEvent:
    with standing_at(at):
        return apply(case.pk, action, actor=who)


def rests_until(case: Case) -> datetime | None:
    return Deadline.objects.get(case=case, kind="resume", done=None).due


def test_a_third_question_is_refused_with_a_sentence(land: Country) -> None:
    case, officer = filed(1), land.actor("officer-moh")
    act(case, ASK, amman(2), officer)
    assert rests_until(case) == amman(5), "three days in all, though one question alone may rest it for five"
    act(case, ANSWER, amman(4), Actor.citizen(case.pk))
    act(case, ASK, amman(4, 11), officer)
    assert rests_until(case) == amman(5, 11), "of three days two were spent"
    act(case, ANSWER, amman(4, 12), Actor.citizen(case.pk))
    with pytest.raises(NotPossible, match="سُئل صاحب الطلب مرتين"):
        act(case, ASK, amman(4, 13), officer)
    assert CaseEvent.objects.filter(case=case, verb="asked").count() == 2
    assert list(inconsistencies()) == []


def test_when_the_days_are_spent_the_count_goes_on_at_once(land: Country) -> None:
    case, officer = filed(1), land.actor("officer-moh")
    act(case, ASK, amman(2), officer)
    assert sweep(amman(5)) == (1, 0)
    act(case, ANSWER, amman(5, 11), Actor.citizen(case.pk))
    was = open_count(case).due
    act(case, ASK, amman(5, 12), officer)
    assert rests_until(case) == amman(5, 12)
    assert sweep(amman(5, 12)) == (1, 0)
    assert open_count(case).due == was


def test_without_a_limit_questions_are_as_many_as_before(land: Country) -> None:
    publish_one("ladder", "default", ladder())
    case, officer = filed(1), land.actor("officer-moh")
    for _question in range(3):
        act(case, ASK, amman(2), officer)
        act(case, ANSWER, amman(2, 11), Actor.citizen(case.pk))
    assert CaseEvent.objects.filter(case=case, verb="asked").count() == 3


@pytest.mark.parametrize(("most", "days", "problems"), [(2, 10, 0), (0, 10, 1), (11, 10, 1), (2, 0, 1), (0, 0, 2)])
def test_a_limit_has_its_bounds(most: int, days: int, problems: int) -> None:
    assert len(check_ladder("default", asking(most, days))) == problems

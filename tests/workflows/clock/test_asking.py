"""A ladder may limit how often a citizen is asked, and for how long questions rest the count in all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country, publish_one
from tests.workflows.clock.november import amman, filed, ladder, open_count, open_work, sweep
from workflows.cases.actions import AnswerQuestion, AskCitizen, Concerned, SetParties
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply, apply_each
from workflows.cases.models import Case, CaseEvent
from workflows.cases.reckoned import reckoned_again
from workflows.cases.rules import Rules
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


def test_where_days_end_with_the_body_the_limit_is_counted_in_whole_days(land: Country) -> None:
    publish_one("ladder", "default", asking(days=3) | {"ends": "day_end"})
    case, officer = filed(1), land.actor("officer-moh")
    act(case, ASK, amman(2), officer)
    row = Deadline.objects.get(case=case, kind="resume", done=None)
    assert (row.due, row.by_day) == (amman(6, 0, 0), True)
    assert row.data["counts"] == {"amount": 3, "unit": "working_days", "ends": "day_end"}
    act(case, ANSWER, amman(3), Actor.citizen(case.pk))
    act(case, ASK, amman(3, 11), officer)
    assert rests_until(case) == amman(6, 0, 0), "one day is spent, two are left"


def test_another_calendar_gives_a_question_no_more_than_was_left(land: Country) -> None:
    case, officer = filed(1), land.actor("officer-moh")
    act(case, ASK, amman(2), officer)
    act(case, ANSWER, amman(4), Actor.citizen(case.pk))
    act(case, ASK, amman(4, 11), officer)
    row = Deadline.objects.get(case=case, kind="resume", done=None)
    calendar = Rules(at=amman(4)).calendar(row.work.agency_id)
    assert reckoned_again(row, calendar, calendar) == (row.due, False)


def test_without_a_limit_questions_are_as_many_as_before(land: Country) -> None:
    publish_one("ladder", "default", ladder())
    case, officer = filed(1), land.actor("officer-moh")
    for _question in range(3):
        act(case, ASK, amman(2), officer)
        act(case, ANSWER, amman(2, 11), Actor.citizen(case.pk))
    assert CaseEvent.objects.filter(case=case, verb="asked").count() == 3


def test_while_a_question_waits_for_its_answer_no_second_one_is_sent(land: Country) -> None:
    case, officer = filed(1), land.actor("officer-moh")
    act(case, ASK, amman(2), officer)
    with pytest.raises(NotPossible, match="لم يُجب صاحب الطلب بعد"):
        act(case, ASK, amman(3), officer)
    with standing_at(amman(3)):
        (tried,) = apply_each({case.pk: lambda _state: ASK}, actor=officer)
    assert "لم يُجب صاحب الطلب بعد" in str(tried.refused)
    assert CaseEvent.objects.filter(case=case, verb="asked").count() == 1


def test_after_silence_the_second_question_pauses_for_what_is_left(land: Country) -> None:
    publish_one("ladder", "default", asking(days=7))
    case, officer = filed(1), land.actor("officer-moh")
    act(case, ASK, amman(2), officer)
    assert sweep(amman(9)) == (1, 0), "one question alone pauses it for five days"
    assert act(case, ASK, amman(9, 11), officer).data["paused"]
    assert rests_until(case) == amman(11, 11)
    sweep(amman(11, 11))
    with pytest.raises(NotPossible, match="مرتين"):
        act(case, ASK, amman(11, 12), officer)


def test_without_a_limit_silence_does_not_pause_it_again_and_again(land: Country) -> None:
    publish_one("ladder", "default", ladder())
    case, officer = filed(1), land.actor("officer-moh")
    act(case, ASK, amman(2), officer)
    sweep(amman(9))
    was = open_count(case).due
    assert not act(case, ASK, amman(9, 11), officer).data["paused"]
    assert open_count(case).due == was


@pytest.mark.parametrize(("most", "days", "problems"), [(2, 10, 0), (0, 10, 1), (11, 10, 1), (2, 0, 1), (0, 0, 2)])
def test_a_limit_has_its_bounds(most: int, days: int, problems: int) -> None:
    assert len(check_ladder("default", asking(most, days))) == problems


def test_a_question_that_waits_while_its_agency_is_shut_out_is_one_question(land: Country) -> None:
    """Its day stays the one that the citizen was told, and the limit counts it once."""
    case, officer = filed(1), land.actor("officer-moh")
    act(case, ASK, amman(2), officer)
    until = rests_until(case)
    accuses = SetParties(parties=(Concerned(agency_id=land.agencies["moh"].pk),), reason="ورد في الشكوى")
    act(case, accuses, amman(3), land.actor("officer-central"))
    work = open_work(case)
    assert work.agency.code == "central"
    assert (rests_until(case), work.due) == (until, None)
    assert Deadline.objects.filter(case=case, kind="resume").count() == 1
    act(case, ANSWER, amman(4), Actor.citizen(case.pk))
    assert open_count(case).due is not None, "it goes on with all its time"
    act(case, ASK, amman(4, 11), land.actor("officer-central"))
    act(case, ANSWER, amman(4, 12), Actor.citizen(case.pk))
    with pytest.raises(NotPossible, match="سُئل صاحب الطلب مرتين"):
        act(case, ASK, amman(4, 13), land.actor("officer-central"))
    assert list(inconsistencies()) == []

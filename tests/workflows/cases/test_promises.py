"""Promises missed: counted when a date passes, kept whatever comes after, and found again in the diary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country, publish_one
from tests.workflows.clock.november import LIMIT, amman, filed, sweep
from workflows.cases.actions import (
    AnswerQuestion,
    AskCitizen,
    ConfirmSealing,
    Decide,
    Escalate,
    Merge,
    Note,
    ProposeSealing,
    Refer,
    Reply,
    Split,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Work
from workflows.deadlines.models import Deadline
from workflows.figures.models import FOREVER, Occurrence, Standing
from workflows.figures.row import Promises

pytestmark = pytest.mark.django_db
NOTHING = (0, None, 0, None)


@pytest.fixture
def land() -> Iterator[Country]:
    """At the end of each test the columns are what the diary says, and all tables agree."""
    yield country()
    assert list(inconsistencies()) == []


def act(case: Case, action: Any, at: datetime, who: Actor) -> CaseEvent:
    with standing_at(at):
        return apply(case.pk, action, actor=who)


def missed(case: Case) -> Promises:
    return Case.objects.get(pk=case.pk).promises


def due(case: Case) -> datetime:
    found = Case.objects.get(pk=case.pk).due
    assert found is not None
    return found


def sweeps(case: Case) -> None:
    """The clock at each date of three weeks."""
    while True:
        found = Deadline.objects.filter(case=case, done=None, due__lt=amman(22)).order_by("due").first()
        if found is None or found.due is None:
            return
        sweep(found.due)


def last(case: Case) -> CaseEvent:
    return CaseEvent.objects.filter(case=case).order_by("-number")[0]


def test_each_date_that_passes_is_a_promise_missed_to_the_citizen_and_inside(land: Country) -> None:
    case = filed(1)
    assert missed(case) == NOTHING
    first = due(case)
    sweep(first)
    assert missed(case) == (1, first, 1, first)
    assert last(case).data["missed"] == {"citizen": [first.isoformat()], "inside": [first.isoformat()]}
    second = due(case)
    sweep(second)
    sweep(due(case))
    assert last(case).verb == "reminded"
    assert missed(case) == (3, first, 3, first)
    stands = Standing.objects.get(case=case, until=FOREVER)
    assert (stands.missed, stands.missed_inside) == (3, 3)
    assert Occurrence.objects.filter(case=case, verb="missed").count() == 3


def test_what_is_done_before_its_date_misses_nothing(land: Country) -> None:
    case = filed(1)
    officer = land.actor("officer-moh")
    act(case, Escalate(reason="صعب"), amman(2), officer)
    act(case, Decide(outcome="resolved", text="تم"), amman(2, 11), land.actor("level1-moh"))
    assert missed(case) == NOTHING


@pytest.mark.parametrize(
    "action",
    [
        AskCitizen(text="متى؟"),
        Refer(agency="moe", reason="ليس عندنا"),
        Decide(outcome="resolved", text="تم"),
        Escalate(reason="صعب"),
    ],
    ids=lambda action: type(action).__name__,
)
def test_whoever_acts_after_the_date_and_before_the_clock_has_missed_it_too(land: Country, action: Any) -> None:
    case = filed(1)
    was = due(case)
    act(case, action, was, land.actor("officer-moh"))
    assert missed(case) == (1, was, 1, was)


def test_a_note_after_the_date_neither_counts_it_nor_has_it_counted_twice(land: Country) -> None:
    case = filed(1)
    was = due(case)
    act(case, Note(text="غدًا"), was, land.actor("officer-moh"))
    assert missed(case) == NOTHING
    sweep(was)
    assert missed(case) == (1, was, 1, was)


def test_a_question_after_the_date_pauses_it_and_no_date_is_missed_twice(land: Country) -> None:
    case = filed(1)
    was = due(case)
    act(case, AskCitizen(text="متى؟"), was, land.actor("officer-moh"))
    act(case, AnswerQuestion(text="أمس"), amman(8), Actor.citizen(case.pk))
    sweep(amman(8, 12))
    assert last(case).verb == "escalated"
    assert missed(case) == (1, was, 1, was)


def test_a_question_or_a_reply_in_time_misses_nothing_and_erases_nothing(land: Country) -> None:
    case = filed(1)
    officer = land.actor("officer-moh")
    act(case, AskCitizen(text="متى؟"), amman(2), officer)
    act(case, AnswerQuestion(text="أمس"), amman(3), Actor.citizen(case.pk))
    assert missed(case) == NOTHING
    was = due(case)
    sweep(was)
    act(case, Reply(text="نعمل عليه"), was, land.actor("level1-moh"))
    assert missed(case) == (1, was, 1, was)


def test_the_overall_limit_is_a_promise_to_the_citizen_alone_and_counts_once(land: Country) -> None:
    publish_one("limit", "complaints", LIMIT)
    case = filed(1)
    limit = Case.objects.get(pk=case.pk).limit_due
    assert limit is not None
    while Deadline.objects.filter(case=case, kind="limit", level=1, done=None).exists():
        nearest = Deadline.objects.filter(case=case, done=None, due__isnull=False).order_by("due")[0].due
        assert nearest is not None
        sweep(nearest)
    to_citizen, _since, inside, _inside_since = missed(case)
    assert inside == to_citizen - 1
    passed = CaseEvent.objects.get(case=case, verb="limit_passed")
    assert passed.data["missed"] == {"citizen": [limit.isoformat()]}


def merged(land: Country, follower: Case, lead: Case, at: datetime) -> None:
    act(follower, Merge(lead_id=lead.pk), at, land.actor("officer-moh"))


def test_one_that_is_answered_with_another_missed_the_dates_of_its_page(land: Country) -> None:
    follower, lead = filed(1), filed(2)
    own, theirs = due(follower), due(lead)
    merged(land, follower, lead, amman(2, 12))
    assert due(follower) == theirs
    sweep(theirs)
    second = due(lead)
    act(lead, Decide(outcome="resolved", text="تم"), second, land.actor("level1-moh"))
    assert missed(lead) == (2, theirs, 2, theirs)
    assert missed(follower) == (3, own, 0, None)
    dates = [own.isoformat(), theirs.isoformat(), second.isoformat()]
    assert sorted(last(follower).data["missed"]["citizen"]) == dates
    assert Standing.objects.get(case=follower, until=FOREVER).missed == 3


def test_an_answer_by_both_dates_misses_none_of_either(land: Country) -> None:
    follower, lead = filed(1), filed(1)
    merged(land, follower, lead, amman(2))
    act(lead, Decide(outcome="resolved", text="تم"), amman(2, 12), land.actor("officer-moh"))
    assert (missed(lead), missed(follower)) == (NOTHING, NOTHING)


def test_what_was_missed_before_or_is_over_again_is_not_its_own(land: Country) -> None:
    lead = filed(1)
    sweep(due(lead))
    before = due(lead)
    follower = filed(4)
    merged(land, follower, lead, amman(4, 12))
    assert due(follower) == before
    sweep(before)
    own = amman(8).astimezone(UTC)
    act(lead, Reply(text="نعمل عليه"), amman(8, 12), land.actor("level2-moh"))
    assert missed(follower) == (2, before, 0, None), "its own date, and the one that it shared"
    act(follower, Split(), amman(8, 13), land.actor("level2-moh"))
    assert missed(follower) == (2, before, 0, None), "none counts twice"
    assert own.isoformat() in CaseEvent.objects.get(case=follower, verb="replied").data["missed"]["citizen"]
    was = due(follower)
    sweep(was)
    assert missed(follower) == (3, before, 1, was)


def test_one_that_is_taken_out_takes_what_was_missed_with_it(land: Country) -> None:
    follower, lead = filed(2), filed(1)
    shared = due(lead)
    merged(land, follower, lead, amman(2))
    sweep(shared)
    act(lead, Split(follower_id=follower.pk), amman(4), land.actor("level1-moh"))
    assert missed(follower) == (1, shared, 0, None)
    assert due(follower) > amman(4)


def test_a_sealing_keeps_them(land: Country) -> None:
    case = filed(1)
    was = due(case)
    sweep(was)
    act(case, ProposeSealing(reason="اتهام"), was, land.actor("level1-moh"))
    act(case, ConfirmSealing(), was, land.actor("officer-rights"))
    assert Case.objects.get(pk=case.pk).track == "sensitive"
    assert missed(case) == (1, was, 1, was)


def test_verify_names_a_count_that_somebody_made_nicer(land: Country) -> None:
    case = filed(1)
    was = due(case)
    sweep(was)
    Work.objects.filter(case=case).update(missed=0)
    (sentence,) = inconsistencies()
    assert "it does not say of the case which promises were missed" in sentence
    Case.objects.filter(pk=case.pk).update(missed=0, missed_since=None)
    assert list(inconsistencies()) == [
        f"case {case.tracking}: its number of promises missed to its citizen is not what its diary says",
        f"case {case.tracking}: its first promise missed to its citizen is not what its diary says",
    ]
    Case.objects.filter(pk=case.pk).update(missed=1, missed_since=was)
    Work.objects.filter(case=case).update(missed=1)

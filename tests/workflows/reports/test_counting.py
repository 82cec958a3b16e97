"""The definitions, one at a time, over stories told by hand."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from workflows.cases.models import CaseStatus, EventVerb, Outcome, Track
from workflows.reports import story as words
from workflows.reports.counting import OF_ONE_VERB, RESOLUTIONS, Count, Counting, Span, excused, seen
from workflows.reports.definitions import counted_today, measures_of
from workflows.reports.story import Act, Story

START = datetime(2026, 9, 30, 21, tzinfo=UTC)
END = datetime(2026, 10, 31, 21, tzinfo=UTC)
SPAN = Span(START, END, END)
AGENCY = 7


def act(verb: str, days: float, status: str = "in_progress", outcome: str = "", **data: Any) -> Act:
    """What happened so many days after the month began."""
    when = START + timedelta(days=days)
    return Act(verb, when, "staff", AGENCY, status, outcome, data.pop("level", 0), None, data)


def opened(days: float, track: str = "ordinary") -> Act:
    return act("opened", days, kind="complaint", channel="web", track=track)


def counted(*acts: Act, span: Span = SPAN) -> Counter[str]:
    count = Count(span, counted_today())
    count.add(Story(1, list(acts)))
    return count.national


def guarded(days: float, yes: bool = True, **said: Any) -> Act:
    return act("parties_set", days, guarded=yes, **said)


def test_the_words_are_those_of_the_diary() -> None:
    verbs = {
        words.OPENED,
        words.REFERRED,
        words.ESCALATED,
        words.REMINDED,
        words.REOPENED,
        words.RATED,
        words.EXCUSED,
    }
    assert verbs | words.ANSWERS <= set(EventVerb)
    assert {words.CLOSED, words.ANSWERED} <= set(CaseStatus.values)
    assert words.ORDINARY in Track.values
    assert set(Outcome.values) > RESOLUTIONS


def test_received_from_the_first_instant_to_the_last() -> None:
    second = 1 / 86400
    assert counted(opened(0))["received"] == 1
    assert counted(opened(31 - second))["received"] == 1
    assert counted(opened(-second))["received"] == 0
    assert counted(opened(31)) == {}


def test_a_decision_answers_and_before_version_10_a_reply_did_too() -> None:
    of_9 = {measure.key: measure.counted for measure in measures_of(9)}
    for verb, now, before in (("decided", 1, 1), ("replied", 0, 1)):
        assert counted(opened(1), act(verb, 2))["answered"] == now
        former = Count(SPAN, of_9)
        former.add(Story(1, [opened(1), act(verb, 2)]))
        assert former.national["answered"] == before


@pytest.mark.parametrize("verb", ["replied", "asked", "noted", "referred", "escalated", "assigned"])
def test_nothing_else_answers(verb: str) -> None:
    assert counted(opened(1), act(verb, 2))["answered"] == 0


def test_answered_twice_counts_once_and_too_late_not_at_all() -> None:
    assert counted(opened(1), act("replied", 2), act("decided", 3))["answered"] == 1
    assert counted(opened(30), act("decided", 31))["answered"] == 0
    assert counted(opened(30), act("decided", 31), span=Span(START, END, END + timedelta(days=1)))["answered"] == 1


def test_an_answer_to_a_case_of_the_former_month_is_not_of_this_one() -> None:
    assert counted(opened(-3), act("decided", 2))["answered"] == 0


@pytest.mark.parametrize("outcome", sorted(Outcome.values))
def test_only_a_resolution_resolves(outcome: str) -> None:
    found = counted(opened(1), act("decided", 2, "answered", outcome), act("closed", 3, "closed", outcome))
    assert (found["closed"], found[f"closed.{outcome}"]) == (1, 1)
    assert found["resolved"] == (outcome in {"resolved", "partly_resolved"})
    assert found["explained"] == (outcome == "explained")


@pytest.mark.parametrize("kind", ["complaint", "inquiry", "praise"])
def test_resolved_is_of_complaints_alone_and_praise_is_in_no_rate(kind: str) -> None:
    filed = opened(1)
    filed = filed._replace(data={**(filed.data or {}), "kind": kind})
    closed = act("closed", 3, "closed", "resolved")
    found = counted(filed, act("decided", 2, "answered", "resolved"), act("rated", 2, "answered", stars=5), closed)
    assert (found["received"], found["closed"]) == (1, 1)
    assert (found["complaints_closed"], found["resolved"]) == ((1, 1) if kind == "complaint" else (0, 0))
    rates = [found[key] for key in ("answerable", "answered", "rated", "satisfied")]
    assert rates == [int(kind != "praise")] * 4


def test_closed_and_opened_again_in_the_month_is_not_closed() -> None:
    found = counted(opened(1), act("closed", 3, "closed", "resolved"), act("reopened", 4))
    assert (found["closed"], found["resolved"], found["pending"], found["pending_again"]) == (0, 0, 1, 0)


def test_closed_before_opened_again_and_closed_again_counts_on_both_sides() -> None:
    acts = [opened(-9), act("closed", -5, "closed", "refused"), act("reopened", 4), act("closed", 6, "closed", "noted")]
    found = counted(*acts)
    assert (found["pending_before"], found["pending_again"], found["closed"], found["pending"]) == (0, 1, 1, 0)
    assert found["closed.refused"] == 0


def test_what_follows_a_closing_closes_it_no_second_time() -> None:
    acts = [opened(-9), act("closed", -5, "closed", "resolved"), act("rated", 2, "closed", "resolved", stars=4)]
    assert counted(*acts) == {"rated": 1, "rated.4": 1, "satisfied": 1}


def test_a_rating_that_was_changed_counts_once_over_all_periods() -> None:
    acts = [opened(-9), act("closed", -5, "closed", "resolved"), act("rated", 2, "closed", "resolved", stars=2)]
    both = counted(*acts, act("rated", 3, "closed", "resolved", stars=5))
    assert {key: number for key, number in both.items() if number} == {"rated": 1, "rated.5": 1, "satisfied": 1}
    before = [*acts[:2], act("rated", -3, "closed", "resolved", stars=2)]
    changed = counted(*before, act("rated", 3, "closed", "resolved", stars=5))
    assert {key: number for key, number in changed.items() if number} == {"rated.2": -1, "rated.5": 1, "satisfied": 1}


@pytest.mark.parametrize(("stars", "satisfied"), [(1, 0), (3, 0), (4, 1), (5, 1)])
def test_satisfied_are_ratings_of_4_and_5(stars: int, satisfied: int) -> None:
    assert counted(opened(1), act("rated", 2, "answered", stars=stars))["satisfied"] == satisfied


def test_a_case_that_only_waits_for_its_citizen_is_pending_and_named_so() -> None:
    found = counted(opened(1), act("decided", 2, "answered", "resolved"))
    assert (found["pending"], found["pending.answered"], found["pending.0"]) == (1, 1, 0)


VERBS = ("rated", "escalated", "referred", "reminded", "decided", "reopened")


@pytest.mark.parametrize(("counting", "verb"), OF_ONE_VERB.items())
def test_a_figure_of_one_verb_counts_nothing_where_there_is_no_such_act(counting: Counting, verb: str) -> None:
    said: dict[str, Any] = {"stars": 5, "solved": "yes", "in_time": True, "from": 3, "level": 1}
    acts = [act(each, day, "answered", **said)._replace(by="clock") for day, each in enumerate(VERBS, start=2)]
    without, lived = (
        seen(Story(1, [opened(1), *some]), SPAN) for some in ([each for each in acts if each.verb != verb], acts)
    )
    assert without is not None
    assert lived is not None
    assert list(counting(without)) == []
    assert list(counting(lived)) != [] or counting is excused  # of which a calendar has to speak


@pytest.mark.parametrize("track", ["sensitive", "", "anything else"])
def test_what_is_not_plainly_ordinary_is_in_no_figure(track: str) -> None:
    count = Count(SPAN, counted_today(), months=[START])
    count.add(Story(1, [opened(1, track), act("escalated", 2, level=1)]))
    assert (count.national, count.by_month) == ({}, {})
    assert (dict(count.agencies), dict(count.kinds), dict(count.channels)) == ({}, {}, {})


def test_what_was_guarded_from_the_first_is_in_no_figure() -> None:
    shut = opened(1)
    shut = shut._replace(data={**(shut.data or {}), "guarded": True})
    count = Count(SPAN, counted_today(), months=[START])
    count.add(Story(1, [shut, act("escalated", 2, level=1), act("decided", 3, "answered", "resolved")]))
    assert (count.national, count.by_month, dict(count.agencies)) == ({}, {}, {})


def test_guarded_in_the_month_of_its_filing_is_as_if_it_had_never_been_there() -> None:
    assert counted(opened(1), act("replied", 2), guarded(3), act("closed", 4, "closed", "resolved")) == {}


def test_guarded_later_it_leaves_the_movement_and_the_sum_still_holds() -> None:
    found = counted(opened(-9), act("escalated", 2, level=1), guarded(3))
    assert found == {"pending_before": 1, "pending_again": -1}


def test_no_longer_guarded_it_comes_back_into_the_movement() -> None:
    found = counted(opened(-9), guarded(-8), guarded(3, yes=False))
    assert found == {"pending_again": 1, "pending": 1, "pending.0": 1}


def test_a_case_guarded_after_the_month_changes_no_figure_of_it_at_a_later_cut_off() -> None:
    later = Span(START, END, END + timedelta(days=9))
    before = [opened(1), act("replied", 2)]
    assert counted(*before, guarded(34), span=later) == counted(*before, span=later) == counted(*before)


def test_the_months_of_a_year_add_up_though_one_is_guarded_in_the_middle_of_it() -> None:
    acts = [opened(1), act("decided", 2), guarded(40)]
    months = [Span(START, END, END), Span(END, END + timedelta(days=30), END + timedelta(days=30))]
    year = Span(START, END + timedelta(days=60), END + timedelta(days=60))
    by_month = sum((counted(*acts, span=span) for span in months), Counter())
    assert (by_month["received"], counted(*acts, span=year)["received"]) == (1, 1)
    assert counted(*acts, span=months[0])["pending"] == counted(*acts, span=months[1])["pending_before"] == 1
    assert counted(*acts, span=year) == {"received": 1, "answerable": 1, "answered": 1, "pending_again": -1}


def test_an_escalation_that_a_later_calendar_excused_is_told_beside_the_others() -> None:
    up = (act("escalated", 3, level=1), act("escalated", 5, level=2))
    found = counted(opened(1), *up, act("excused", 35, excused=[2]))
    assert (found["escalated"], found["excused"]) == (2, 0), "it was not excused by the cut-off"
    later = Span(START, END, END + timedelta(days=10))
    found = counted(opened(1), *up, act("excused", 35, excused=[2]), span=later)
    assert (found["escalated"], found["escalated.1"], found["excused"]) == (2, 1, 1)
    before = counted(opened(-9), act("escalated", -3, level=1), act("excused", 2, excused=[2]))
    assert (before["escalated"], before["excused"]) == (0, 0), "it stands in the month in which it went up"
    apart = counted(opened(1), up[0], act("excused", 6, excused=[2]), guarded(7))
    assert apart["excused"] == 0

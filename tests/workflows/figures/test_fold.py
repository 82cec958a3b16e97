"""Each rule of the rows, over acts told by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from workflows.cases.models import CaseStatus, EventVerb, Track
from workflows.figures import fold
from workflows.figures.fold import Life
from workflows.figures.models import Occurrence, Standing, StepTaken
from workflows.figures.row import Act, Happened, Left, Stands
from workflows.routing.priority import Priority

FIRST = datetime(2026, 11, 1, 9, tzinfo=UTC)
MOH, MOE, UNIT = 1, 2, 3


class Plain:
    """Every minute is a working one."""

    def day(self, at: datetime) -> date:
        return at.date()

    def minutes(self, act: Act, since: datetime) -> int:
        return (act.at - since) // timedelta(minutes=1)

    def agency_id(self, code: str) -> int | None:
        return {"moh": MOH, "moe": MOE}.get(code)


class Told:
    """A life, told act by act; an hour passes with each."""

    def __init__(self, **opening: Any) -> None:
        self.life, self.number, self.at = Life(Plain()), 0, FIRST
        said: dict[str, Any] = {
            "kind": "complaint",
            "channel": "web",
            "track": "ordinary",
            "language": "ar",
            "named": "moh",
        }
        said |= {"process": ["complaint", 4], "entered": ["handle"], "area": ["amman", "wadi"]}
        self.act("opened", **said | opening)

    def act(self, verb: str, *, hours: float = 1, **said: Any) -> Told:
        self.number += 1
        self.at += timedelta(hours=hours) if self.number > 1 else timedelta(0)
        columns: dict[str, Any] = {
            "by": "staff",
            "agency_id": MOH,
            "status": "in_progress",
            "outcome": "",
            "level": 0,
            "step": "",
        }
        columns |= {name: said.pop(name) for name in list(said) if name in columns}
        self.life.take(Act(number=self.number, verb=verb, at=self.at, data=said, **columns))
        return self

    @property
    def now(self) -> Stands:
        return self.life.rows[-1]

    @property
    def verbs(self) -> list[tuple[str, int]]:
        return [(row.verb, row.agency_id) for row in self.life.happened]


def test_the_words_are_those_of_the_diary() -> None:
    assert fold.AT_AGENCY.keys() | fold.COUNTERS.keys() | fold.REWRITES | fold.ANSWERS <= set(EventVerb)
    assert {fold.OPENED, fold.LIMIT_NEAR, fold.LIMIT_PASSED, fold.PRIORITY_SET, fold.CATEGORY_SET} <= set(EventVerb)
    assert fold.CLOSED in CaseStatus.values
    assert (fold.ORDINARY, fold.NORMAL) == (Track.ORDINARY, Priority.NORMAL)


@pytest.mark.parametrize(("model", "value"), [(Standing, Stands), (StepTaken, Left), (Occurrence, Happened)])
def test_the_values_are_the_columns(model: Any, value: Any) -> None:
    columns = {field.attname for field in model._meta.concrete_fields} - {"id", "case_id"}
    assert set(value._fields) == columns


def test_an_opening_stands_from_then_on() -> None:
    row = Told().now
    assert (row.since, row.until, row.opened_on, row.number) == (FIRST, None, FIRST.date(), 1)
    assert (row.agency_id, row.named_agency_id, row.process, row.process_version) == (MOH, MOH, "complaint", 4)
    assert (row.governorate, row.priority, row.apart, row.category) == ("amman", "normal", "", "")


def test_what_changes_nothing_leaves_no_row() -> None:
    told = Told().act("noted").act("assigned").act("tagged")
    assert len(told.life.rows) == 1
    assert told.now.number == 1


def test_a_step_that_is_left_took_its_time_and_the_next_begins() -> None:
    told = Told().act("decided", status="answered", left=["", "handle", "resolved"], entered=["view"])
    told.act(
        "closed", hours=24, by="clock", status="closed", outcome="resolved", left=["", "view", "silent"], entered=[]
    )
    first, second = told.life.left
    assert (first.step, first.outcome, first.took, first.by) == ("handle", "resolved", 60, "staff")
    assert (second.step, second.took, second.entered_on) == ("view", 24 * 60, FIRST.date())
    assert (told.now.answer_took, told.now.decision_took, told.now.closing_took) == (60, 60, 25 * 60)
    assert [row.status for row in told.life.rows] == ["in_progress", "answered", "closed"]
    assert [row.until for row in told.life.rows[:-1]] == [row.since for row in told.life.rows[1:]]


def test_opened_again_it_is_not_closed_and_keeps_its_first_answer() -> None:
    told = Told().act("decided", status="closed", outcome="resolved")
    told.act("reopened", stood="handle", entered=["handle"]).act("decided", status="closed", outcome="refused")
    assert [row.closing_took for row in told.life.rows] == [None, 60, None, 180]
    assert (told.now.answer_took, told.now.reopenings) == (60, 1)


def test_two_acts_at_one_instant_are_one_row() -> None:
    told = Told().act("escalated", level=1).act("referred", hours=0, agency_id=MOE, **{"from": MOH})
    assert [(row.agency_id, row.level, row.number) for row in told.life.rows] == [(MOH, 0, 1), (MOE, 0, 3)]
    assert told.now.highest_level == 1


def test_occurrences_count_where_reports_count_them() -> None:
    told = Told().act("escalated", by="clock", level=1).act("referred", agency_id=MOE, **{"from": MOH})
    told.act("reminded", agency_id=MOH, body=MOE).act("asked", agency_id=MOE).act("reopened", agency_id=MOE)
    assert [each for each in told.verbs if each[0] != "missed_inside"] == [
        *(("escalated", MOH), ("referred", MOH), ("reminded", MOE), ("asked", MOE), ("reopened", MOE))
    ]
    row = told.now
    assert (row.escalations, row.escalations_by_clock, row.referrals, row.reminders, row.questions) == (1, 1, 1, 1, 1)


def test_promises_missed_count_where_the_step_was() -> None:
    at = FIRST.isoformat()
    told = Told().act("escalated", by="clock", holder=7, due=at).act("limit_passed", by="clock", step_after=0)
    told.act("referred", agency_id=MOE, **{"from": MOH}, missed={"citizen": [at], "inside": [at]})
    assert told.verbs == [
        *(("escalated", MOH), ("missed", MOH), ("missed_inside", MOH), ("limit_passed", MOH), ("missed", MOH)),
        *(("referred", MOH), ("missed", MOH), ("missed_inside", MOH)),
    ]
    assert (told.now.missed, told.now.missed_inside) == (3, 2)


def test_a_rating_takes_the_place_of_the_former() -> None:
    told = Told().act("rated", stars=2).act("rated", stars=5, agency_id=MOE)
    rows = [(row.agency_id, row.stars, row.weight) for row in told.life.happened]
    assert rows == [(MOH, 2, 1), (MOE, 5, 1), (MOH, 2, -1)]
    assert told.now.rating == 5


def test_an_excused_escalation_counts_on_its_own_day() -> None:
    told = Told().act("escalated", by="clock", level=1, body=MOE).act("excused", hours=100, by="clock", excused=[2])
    assert [(row.verb, row.on, row.agency_id) for row in told.life.happened] == [
        ("escalated", FIRST.date(), MOE),
        ("missed_inside", FIRST.date(), MOE),
        ("excused", FIRST.date(), MOE),
    ]


def test_what_is_set_apart_says_since_when() -> None:
    told = Told().act("parties_set", guarded=True).act("parties_set", guarded=False)
    assert [row.apart for row in told.life.rows] == ["", "guarded", ""]
    assert Told(track="sensitive").act("parties_set", guarded=True).now.apart == "sensitive"


def test_what_is_held_back_begins_with_its_release() -> None:
    told = Told(held={"links": 3}).act("category_set", to=["complaint.roads", "complaint.holes"]).act("noted")
    assert told.life.rows == []
    told.act("released").act("decided", status="answered", left=["", "handle", "resolved"], entered=["view"])
    assert (told.life.rows[0].opened_at, told.life.rows[0].number) == (FIRST + timedelta(hours=3), 4)
    assert (told.now.category, told.now.top_category, told.now.answer_took) == ("holes", "roads", 60)
    assert told.life.left[0].took == 60
    told.act("held_again")
    assert (told.life.rows, told.life.left, told.life.happened) == ([], [], [])


def test_spam_is_an_occurrence_alone_and_stays_one_after_an_objection() -> None:
    told = Told(held={"links": 3}).act("closed_as_spam", agency_id=UNIT, status="closed", outcome="spam")
    assert (told.life.rows, told.verbs) == ([], [("closed_as_spam", UNIT)])
    told.act("objected", begun=True, entered=["handle"])
    assert (told.now.status, told.now.closed_on, told.verbs) == ("in_progress", None, [("closed_as_spam", UNIT)])


def test_moved_to_another_version_steps_go_on_by_their_new_names() -> None:
    told = Told().act("moved", process=["complaint", 5], tokens=[["", "handle", "", "work"]])
    assert (told.now.process_version, len(told.life.rows)) == (5, 2)
    told.act("decided", status="answered", left=["", "work", "resolved"], entered=["view"])
    assert (told.life.left[0].step, told.life.left[0].took, told.life.left[0].process_version) == ("work", 120, 5)


def test_side_by_side_each_step_has_its_own_level() -> None:
    told = Told(entered=["one", "two"]).act("escalated", step="two", branch="b2", body=MOE, to_level=2)
    told.act("proceeded", body=MOE, left=["b2", "two", "on"], entered=[])
    assert [(row.step, row.branch, row.level, row.agency_id) for row in told.life.left] == [("two", "b2", 2, MOE)]
    assert told.life.happened[0].level == 2
    assert (told.now.level, told.now.highest_level) == (0, 2)


def test_a_limit_is_told_of_by_its_decision() -> None:
    told = Told().act("limit_near", by="clock")
    assert (told.now.limited, told.now.in_time) == (True, None)
    assert Told().act("decided", in_time=False).now.in_time is False
    assert Told().act("decided").now.limited is False


@pytest.mark.parametrize("stop", range(1, 9))
def test_it_goes_on_from_the_row_that_stands(stop: int) -> None:
    """Wherever whoever writes stops and goes on: the rows are the same."""

    def told(cut: int | None) -> list[Any]:
        life = Told(category=["complaint.roads"], entered=["one", "two"])
        acts: list[tuple[str, dict[str, Any]]] = [
            ("escalated", {"step": "two", "branch": "b2", "to_level": 1}),
            ("category_set", {"to": ["complaint.roads", "complaint.holes"]}),
            ("parties_set", {"guarded": True}),
            ("proceeded", {"left": ["b2", "two", "on"], "entered": []}),
            ("priority_set", {"to": "urgent"}),
            ("rated", {"stars": 2}),
            ("rated", {"stars": 4, "agency_id": MOE}),
            ("decided", {"left": ["b1", "one", "resolved"], "status": "closed", "outcome": "resolved"}),
        ]
        rows, left, happened = [], [], []
        for place, (verb, said) in enumerate(acts, 1):
            if place == cut:
                rows, left, happened = life.life.rows[:-1], life.life.left, life.life.happened
                life.life = Life.of(life.now, Plain())
            life.act(verb, **dict(said))
        return [*rows, *life.life.rows, *left, *life.life.left, *happened, *life.life.happened]

    assert told(stop) == told(None)

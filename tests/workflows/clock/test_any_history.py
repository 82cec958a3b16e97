"""Whatever people, owners and a late clock do in whatever order: the clock does what its rule says, and nothing else.

Beside the real thing runs a model that shares no code with it and reckons by numpy's business days. After each step
both say of each case at which level it is, and when it goes up or that it rests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from permissions.actors import Actor
from permissions.agencies.models import Holding
from permissions.now import standing_at
from tests.scenes import CALENDAR, LONG_AGO, Country, country, file_case, hire, publish_one
from tests.workflows.cases.appealing import as_of_before
from tests.workflows.clock.november import AMMAN, LIMIT, ladder, rungs
from tests.workflows.figures.as_reported import assert_as_reported
from workflows.calendars.definition import newest as newest_calendar
from workflows.cases.actions import AnswerQuestion, AskCitizen, Decide, Note, Refer, Reopen, Reply
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import CaseEvent, Work
from workflows.cases.succession import close_body
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import COUNTS, Deadline

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
EPOCH = date(2026, 1, 1)
MOST_CASES = 3
DECIDERS = 3
"""Nobody decides twice on a case."""
WARNING = {"before": {"amount": 4, "unit": "working_hours"}, "tells": ["holder"]}
_land: list[Country] = []


@dataclass
class Week:
    """Which dates are open, by numpy: Friday and Saturday never, nor holidays."""

    holidays: set[date] = field(default_factory=set)

    def _mask(self) -> dict[str, Any]:
        return {"weekmask": "Mon Tue Wed Thu Sun", "holidays": sorted(self.holidays)}

    def reading(self, at: datetime) -> timedelta:
        """What a clock that runs on open dates alone shows."""
        wall = at.astimezone(AMMAN)
        whole = int(np.busday_count(EPOCH, wall.date(), **self._mask()))
        opened = bool(np.is_busday(wall.date(), **self._mask()))
        return whole * DAY + (timedelta(hours=wall.hour, minutes=wall.minute) if opened else timedelta(0))

    def when(self, reading: timedelta) -> datetime:
        whole, rest = divmod(reading, DAY)
        day = np.busday_offset(EPOCH, whole, roll="forward", **self._mask()).astype(date)
        return datetime.combine(day, time(), AMMAN) + rest

    def after(self, at: datetime, days: int) -> datetime:
        return self.when(self.reading(at) + days * DAY)

    def end_of_day_after(self, at: datetime, days: int) -> datetime:
        """The midnight that ends the last of so many open dates; the date on which the count begins is none of them."""
        begun = int(np.busday_count(EPOCH, at.astimezone(AMMAN).date() + DAY, **self._mask()))
        return self.when((begun + days - 1) * DAY) + DAY


@dataclass
class Model:
    """One case as the rule has it."""

    level: int
    due: datetime | None
    left: timedelta | None = None
    resumes: datetime | None = None
    asked: bool = False
    replied: bool = False
    closes: datetime | None = None
    over: bool = False
    decisions: int = 0


class Histories(RuleBasedStateMachine):
    """Filing, acts, rules and posts that change, and a clock that comes when it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now = datetime(2026, 11, 1, 10, 20, tzinfo=AMMAN)
        self.week = Week()
        self.cases: dict[int, Model] = {}
        self.ups = self.closed = 0

    def teardown(self) -> None:
        try:
            assert list(inconsistencies()) == []
            assert_as_reported()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @initialize()
    def begins(self) -> None:
        self.land = _land[0]
        self.unit = self.land.actor("clerk")
        self.file(0, "moh")

    # --- time ---------------------------------------------------------------------------------------------------------

    def _pass(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(minutes=st.integers(1, 6_000))
    def the_clock_comes(self, minutes: int) -> None:
        """However late: each case goes up one level at most, and only what is due."""
        self._pass(minutes)
        expected = {pk: self._at_the_clock(model) for pk, model in self.cases.items()}
        before = {pk: CaseEvent.objects.filter(case=pk, verb="escalated").count() for pk in self.cases}
        paused = set(Work.objects.filter(done_at=None, paused_at__isnull=False).values_list("case_id", flat=True))
        unanswered = Deadline.objects.filter(kind="resume", done=None, due__lte=self.now)
        late = set(unanswered.values_list("case_id", flat=True))
        with standing_at(self.now):
            assert sweep_clock().failed == 0
            assert sweep_clock().due == 0, "never twice"
        for pk, ups in expected.items():
            found = CaseEvent.objects.filter(case=pk, verb="escalated").count() - before[pk]
            assert found == ups <= 1, "never two levels, never skipped"
            assert not (ups and pk in paused - late), "never up while paused"
        assert not Deadline.objects.filter(done=None, due__lte=self.now).exists(), "overdue and not gone up: none"

    def _at_the_clock(self, model: Model) -> int:
        """What the rule does to a case now; how many levels it goes up."""
        if model.closes is not None and model.closes <= self.now:
            model.closes, model.over = None, True
        if model.resumes is not None and model.resumes <= self.now:
            self._go_on(model)
        if model.due is None or model.due > self.now:
            return 0
        ups = int(model.level < 2)
        model.level += ups
        model.due = self.week.after(self.now, 2)
        return ups

    def _go_on(self, model: Model) -> None:
        if model.left is not None:
            model.due, model.left, model.resumes = self.week.when(self.week.reading(self.now) + model.left), None, None

    def _begin(self, model: Model, level: int) -> None:
        model.level, model.due, model.left, model.resumes = level, self.week.after(self.now, 2), None, None

    # --- people -------------------------------------------------------------------------------------------------------

    @rule(minutes=st.integers(0, 2_000), body=st.sampled_from(["moh", "moe"]))
    def file(self, minutes: int, body: str) -> None:
        if len(self.cases) == MOST_CASES or (body == "moe" and self.closed):
            return
        self._pass(minutes)
        with standing_at(self.now):
            case = file_case(agency=body)
        self.cases[case.pk] = Model(0, self.week.after(self.now, 2))

    def _of(self, pick: int, minutes: int, *, answered: bool = False) -> tuple[int, Model] | None:
        """One of the cases at which somebody must act, or whose citizen must."""
        fitting = [(pk, each) for pk, each in self.cases.items() if not each.over and (each.closes is None) != answered]
        if not fitting:
            return None
        self._pass(minutes)
        return fitting[pick % len(fitting)]

    def _act(self, pk: int, action: Any, actor: Actor | None = None) -> None:
        with standing_at(self.now):
            apply(pk, action, actor=actor or self.unit)

    _pick = st.integers(0, MOST_CASES - 1)
    _minutes = st.integers(1, 3_000)

    @rule(pick=_pick, minutes=_minutes)
    def note(self, pick: int, minutes: int) -> None:
        if found := self._of(pick, minutes):
            self._act(found[0], Note(text="ملاحظة"))

    @rule(pick=_pick, minutes=_minutes)
    def ask(self, pick: int, minutes: int) -> None:
        if found := self._of(pick, minutes):
            pk, model = found
            if model.resumes is not None:  # the last question still waits
                with pytest.raises(NotPossible):
                    self._act(pk, AskCitizen(text="متى؟"))
                return
            self._act(pk, AskCitizen(text="متى؟"))
            if not model.asked:
                assert model.due is not None
                model.left = max(self.week.reading(model.due) - self.week.reading(self.now), timedelta(0))
                model.due, model.resumes = None, self.week.after(self.now, 5)
                model.asked, model.replied = True, False

    @rule(pick=_pick, minutes=_minutes)
    def answer(self, pick: int, minutes: int) -> None:
        found = self._of(pick, minutes)
        if found and found[1].asked:
            self._act(found[0], AnswerQuestion(text="الأحد"), Actor.citizen(found[0]))
            found[1].asked = False
            self._go_on(found[1])

    @rule(pick=_pick, minutes=_minutes)
    def reply(self, pick: int, minutes: int) -> None:
        if found := self._of(pick, minutes):
            self._act(found[0], Reply(text="نعمل عليه"))
            if not found[1].replied:
                self._begin(found[1], found[1].level)
                found[1].replied = True

    @rule(pick=_pick, minutes=_minutes)
    def transfer(self, pick: int, minutes: int) -> None:
        found = self._of(pick, minutes)
        if not found:
            return
        lies = Work.objects.get(case=found[0], done_at=None).agency.code
        target = "moh" if lies != "moh" else "central" if self.closed else "moe"
        try:
            self._act(found[0], Refer(agency=target, reason="ليس عندنا"))
        except NotPossible:
            return
        self._begin(found[1], 0)
        found[1].asked = found[1].replied = False

    @rule(pick=_pick, minutes=_minutes)
    def decide(self, pick: int, minutes: int) -> None:
        if found := self._of(pick, minutes):
            pk, model = found
            self._act(pk, Decide(outcome="resolved", text="تم"), self.land.actor(f"decider{model.decisions}"))
            closes = self.week.end_of_day_after(self.now, 5)
            self.cases[pk] = Model(0, None, closes=closes, decisions=model.decisions + 1)

    @rule(pick=_pick, minutes=_minutes)
    def reopen(self, pick: int, minutes: int) -> None:
        if (found := self._of(pick, minutes, answered=True)) and found[1].decisions < DECIDERS:
            pk, model = found
            self._act(pk, Reopen(reason="لم يُحلّ"), Actor.citizen(pk))
            self.cases[pk] = Model(0, self.week.after(self.now, 2), decisions=model.decisions)

    # --- posts, bodies, rules -----------------------------------------------------------------------------------------

    @rule(username=st.sampled_from(["officer-moh", "level1-moh", "level2-moh"]), vacant=st.booleans())
    def a_post_is_vacated_or_filled(self, username: str, vacant: bool) -> None:
        held = Holding.objects.filter(user__username=username)
        if vacant:
            held.update(ends=self.now - DAY)
        else:
            held.update(ends=None, starts=LONG_AGO)

    @rule()
    def a_body_closes(self) -> None:
        """What it had goes to its heir with its level and its dates."""
        if self.closed:
            return
        self.closed = 1
        with standing_at(self.now):
            day = self.now.astimezone(AMMAN).date()
            body = self.land.agencies["moe"]
            body.refresh_from_db()
            close_body(body, heir=self.land.agencies["moh"], day=day, actor=self.land.actor("admin"))

    @rule(ahead=st.integers(0, 12), remove=st.booleans(), state=st.sampled_from(["estimated", "confirmed"]))
    def a_calendar_is_published(self, ahead: int, remove: bool, state: str) -> None:
        """Counts that run keep their date; those that begin or go on from now on are reckoned by it."""
        day = self.now.astimezone(AMMAN).date() + ahead * DAY
        self.week.holidays = self.week.holidays - {day} if remove else self.week.holidays | {day}
        holidays = [
            {"from": str(each), "to": str(each), "name": {"ar": "عطلة", "en": "Off"}, "state": state, "circular": ""}
            for each in sorted(self.week.holidays)
        ]
        with standing_at(self.now):
            publish_one("calendar", "jordan", {**newest_calendar(CALENDAR), "holidays": holidays})

    # --- what holds ---------------------------------------------------------------------------------------------------

    @invariant()
    def both_say_the_same(self) -> None:
        for pk, model in self.cases.items():
            works = list(Work.objects.filter(case=pk, done_at=None))
            if model.over:
                assert works == []
                continue
            (work,) = works
            assert work.level == model.level
            if model.closes is not None:
                assert work.due == model.closes
                continue
            count = Deadline.objects.get(work=work, kind__in=COUNTS, done=None)
            assert (count.due, work.paused_at is not None) == (model.due, model.left is not None)

    @invariant()
    def each_event_lifts_one_level_and_each_count_warns_once(self) -> None:
        for data in CaseEvent.objects.filter(verb="escalated").values_list("data", flat=True):
            assert data["to_level"] == data["from_level"] + 1
        warned = CaseEvent.objects.filter(verb="warned").values_list("case_id", "data__reckoned_by", "at")
        rows = Deadline.objects.filter(kind="warn", done__isnull=False)
        assert len(warned) <= rows.count()
        for pk in self.cases:
            assert CaseEvent.objects.filter(case=pk, verb="limit_near").count() <= 1


def run(examples: int, steps: int) -> None:
    _land[:] = [country()]
    hire(_land[0], "administrator", username="admin")
    # Of the unit, and without a post: what is decided there is decided in the name of who holds it.
    hire(_land[0], "central", username="clerk")
    for number in range(DECIDERS):
        hire(_land[0], "central", username=f"decider{number}")
    publish_one("ladder", "default", ladder(rungs=rungs(2, 2, warning=WARNING)))
    publish_one("limit", "complaints", {**LIMIT, "rungs": []})
    publish_one("process", "complaint", as_of_before())  # an objection leads back to handling, and to its ladder
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=examples < 100,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Histories, settings=how)


def test_whatever_happens_the_clock_does_what_its_rule_says() -> None:
    run(25, 15)


@pytest.mark.large
def test_whatever_happens_in_five_hundred_histories() -> None:
    run(500, 30)

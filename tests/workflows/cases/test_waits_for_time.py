"""A case that waits for time has nobody who works it, goes on by the clock alone, and says until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country, file_case, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.workflows.processes.reviewed import resting
from workflows.cases.actions import Accept, Decide, Proceed, Reopen
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work
from workflows.cases.selectors import inbox, state_of
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.versions.models import Subject
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
WEDNESDAY_ENDS = datetime(2026, 11, 25, 21, tzinfo=UTC)


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    assert problems(Subject.PROCESS, "complaint", resting()) == []
    publish_one("process", "complaint", resting())
    with standing_at(SUNDAY):
        case = file_case(agency="moh")
        apply(case.pk, Proceed(outcome="later"), actor=Actor.staff(Work.objects.get(case=case).holder_id or 0))
    return Case.objects.get(pk=case.pk)


def test_nobody_has_it_and_its_date_is_said(case: Case) -> None:
    work = Work.objects.get(case=case, done_at=None)
    deadline = Deadline.objects.get(work=work, done=None)
    assert (work.step, work.waits, work.holder_id, work.ladder) == ("wait", True, None, "")
    assert (deadline.kind, deadline.due) == (DeadlineKind.ELAPSE, WEDNESDAY_ENDS)
    assert (case.status, case.due, case.agency.code) == ("in_progress", deadline.due, "moh")
    assert case.due_by_day, "people are told a day"
    assert list(inconsistencies()) == []


def test_it_stands_in_no_inbox_and_is_answered_by_nobody(case: Case) -> None:
    holder = Actor.staff(Work.objects.filter(case=case, holder__isnull=False).values_list("holder", flat=True)[0])
    assert not inbox(holder).filter(case=case).exists()
    for actor, action in (
        (holder, Decide(outcome="resolved", text="تم")),
        (Actor.citizen(case.pk), Accept()),
        (Actor.citizen(case.pk), Reopen(reason="لا")),
    ):
        with pytest.raises(NotPossible):
            apply(case.pk, action, actor=actor)


def test_the_clock_takes_it_on_when_the_time_has_come_and_once(case: Case) -> None:
    with standing_at(WEDNESDAY_ENDS - timedelta(seconds=1)):
        assert sweep_clock().due == 0
    with standing_at(WEDNESDAY_ENDS):
        assert (sweep_clock().due, sweep_clock().due) == (1, 0)
    event = case.events.last()
    assert event is not None
    assert (event.verb, event.actor_kind, event.data["left"]) == ("elapsed", "clock", ["", "wait", "elapsed"])
    work = Work.objects.get(case=case, done_at=None)
    assert (work.step, work.agency.code, work.level) == ("answer", "moh", 0)
    assert Deadline.objects.get(work=work, done=None).kind == DeadlineKind.ESCALATE
    assert list(inconsistencies()) == []


def test_officers_read_until_when(case: Case, land: Country) -> None:
    with standing_at(SUNDAY):
        html = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
    assert "Step: Step wait" in html
    assert "Goes on by itself" in html
    assert "Nobody has to act." in html
    assert "act-decide" not in html


def test_it_does_not_ask_for_a_view_of_the_citizen(case: Case) -> None:
    state = state_of(case)
    assert state.asks_its_citizen is False
    assert [state.waits_for_time(work) for work in state.open_works] == [True]

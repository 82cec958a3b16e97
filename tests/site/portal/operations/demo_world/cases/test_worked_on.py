"""Every open case of a bulk load is worked on by the real door to its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from viewflow.workflow.models import Process, Task

from permissions.actors import Actor
from permissions.now import standing_at
from portal.operations.demo_world.cases.loading import load_cases
from portal.operations.sweeping import one_pass
from portal.operations.verifying import everything
from tests.site.portal.operations.demo_world.cases.lived import UNTIL, load_world
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Accept, Decide, Refer
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseStatus, Work
from workflows.cases.selectors import state_of
from workflows.processes.definition import Effect

pytestmark = pytest.mark.django_db


def test_open_cases_go_on_to_their_end_and_everything_agrees() -> None:
    load_world()
    with standing_at(UNTIL):
        load_cases(150, seed=3, backlog=1.0)
        load_cases(60, seed=4)
    opened = list(Case.objects.exclude(status=CaseStatus.CLOSED).order_by("pk"))
    assert {case.status for case in opened} | {CaseStatus.CLOSED} == {*CaseStatus}
    assert Process.objects.count() == Task.objects.count() == len(opened) > 50
    assert list(everything()) == []
    at = UNTIL + timedelta(minutes=5)
    with standing_at(at):
        for case in opened:
            decide_as_its_holder(case)
    with standing_at(at + timedelta(hours=1)):
        waiting = list(Case.objects.filter(status=CaseStatus.ANSWERED).order_by("pk"))
        for case in waiting[::2]:
            apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    with standing_at(at + timedelta(days=21)):
        one_pass()
    assert set(Case.objects.values_list("status", flat=True)) == {CaseStatus.CLOSED}
    assert (Process.objects.count(), Task.objects.count()) == (0, 0)
    assert list(everything()) == []


def decide_as_its_holder(case: Case) -> None:
    """Sorted first where it is in triage; nothing while the citizen has the word."""
    for _ in range(2):
        work = Work.objects.filter(case=case, done_at__isnull=True, waits=False).first()
        if work is None or work.holder_id is None:
            return
        outcome = next((way.key for way in state_of(case).step_of(work).by_effect(Effect.DECIDE)), "")
        action = (
            Refer(agency="moh", reason="لها")
            if work.step == "triage"
            else Decide(outcome=outcome, text="تم", refusal=REFUSAL)
        )
        apply(case.pk, action, actor=Actor.staff(work.holder_id))
        case.refresh_from_db()

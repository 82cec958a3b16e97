"""Works every open case to its end: officers by the step's own outcomes, citizens in three ways, the clock for the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole, Holding
from permissions.now import standing_at
from tests.objecting import REASONS
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Accept, Action, AnswerQuestion, Decide, Proceed, Refer, Release, Reopen
from workflows.cases.actions.citizen import way_to_object
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseStatus, Work
from workflows.cases.selectors import state_of
from workflows.cases.state import State
from workflows.clock.sweep import sweep_clock
from workflows.processes.definition import Effect

WEEKS_AT_MOST = 12

Acting = Callable[[State, Work], tuple[Actor, Action] | None]


def work_to_the_end(begins: datetime) -> tuple[Counter[str], datetime]:
    """How often each thing was done, and when all was over. Each week the clock, then officers, two days later citizens.

    ``begins``: a Sunday, so that citizens act before silence closes a case.
    """
    done: Counter[str] = Counter()
    for week in range(WEEKS_AT_MOST):
        moment = begins + timedelta(weeks=week)
        with standing_at(moment):
            swept = sweep_clock()
            assert swept.failed == 0
            done["Escalate"] += swept.escalated
            done["the clock's others"] += swept.due - swept.escalated
            _act(_by_holder, done)
        with standing_at(moment + timedelta(days=2)):
            _act(_by_citizen, done)
        if not _open():
            return done, moment + timedelta(days=2)
    raise AssertionError(f"still open after {WEEKS_AT_MOST} weeks: {_open()}")


def _act(acting: Acting, done: Counter[str]) -> None:
    for case in _open():
        state = state_of(case)
        [work] = state.open_works
        if (found := acting(state, work)) is not None:
            actor, action = found
            apply(case.pk, action, actor=actor)
            done[type(action).__name__] += 1


def _open() -> list[Case]:
    return list(Case.objects.exclude(status=CaseStatus.CLOSED).select_related("kind", "agency").order_by("pk"))


def _by_citizen(state: State, work: Work) -> tuple[Actor, Action] | None:
    """Every other one answers what was asked. Of three one accepts, one is not content the first time, one is silent."""
    citizen, number = Actor.citizen(state.case.pk), state.case.pk
    if work.paused_at is not None:
        return (citizen, AnswerQuestion(text="1234")) if number % 2 else None
    if work.waits and number % 3 == 0:
        return citizen, Accept()
    if work.waits and number % 3 == 1 and not state.case.reopenings and way_to_object(state):
        return citizen, Reopen(reason="لم يتغيّر شيء.")
    return None


def _by_holder(state: State, work: Work) -> tuple[Actor, Action] | None:
    """What is held back goes on. Then an answer on an objection; on where the step leads on, else to a body from triage
    and once from every seventh agency, else an answer."""
    if state.case.held:
        held_by_unit = Holding.objects.filter(post__agency__role=AgencyRole.CENTRAL_UNIT, ends=None, rank=0)
        return Actor.staff(held_by_unit.earliest("post__level").user_id), Release(note="لا خطر في الأمر.")
    if work.waits or work.paused_at is not None:
        return None
    assert work.holder_id is not None, f"nobody holds {work}"
    holder, step, number = Actor.staff(work.holder_id), state.step_of(work), state.case.pk
    answers = step.by_effect(Effect.DECIDE)
    if (onward := step.by_effect(Effect.PROCEED)) and not (answers and state.case.reopenings):
        return holder, Proceed(outcome=onward[0].key, text="نتحقّق من الأمر.", work_id=work.pk)
    elsewhere = step.status == CaseStatus.TRIAGE or (number % 7 == 0 and not state.case.referrals)
    if elsewhere and step.by_effect(Effect.REFER):
        return holder, Refer(agency=_body(state, work), reason="هذا من اختصاصكم.", work_id=work.pk)
    return holder, Decide(
        outcome=answers[number % len(answers)].key, text=REASONS, refusal=REFUSAL, work_id=work.pk
    )


def _body(state: State, work: Work) -> str:
    """A public body that the case does not accuse and that has not got it."""
    barred = {work.agency_id, *(party.agency_id for party in state.parties if party.agency_id)}
    bodies = Agency.objects.filter(role=AgencyRole.PUBLIC_BODY, active=True, parent=None).exclude(pk__in=barred)
    return bodies.order_by("pk")[state.case.pk % 10].code

"""Cases of random processes, worked through the door to their end, each act looked after."""

from __future__ import annotations

from random import Random

from permissions.actors import Actor
from permissions.now import now
from tests.scenes import file_case, publish_one
from tests.workflows.cases.bending import taken_as_said
from tests.workflows.cases.refusing import REFUSAL
from tests.workflows.processes.drawn import draw
from workflows.cases.actions import Accept, Action, Decide, Elapse, NotDone, Proceed, Refer, Reopen, Reply
from workflows.cases.actions.citizen import way_back_to_work
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseStatus
from workflows.cases.mover import token_of
from workflows.cases.objection import INSTANCES
from workflows.cases.selectors import state_of
from workflows.processes import engine
from workflows.processes.definition import Effect, JoinStep
from workflows.versions.models import Subject
from workflows.versions.references import problems

BODIES = ("moh", "moe", "central")


def stored(case: Case) -> set[tuple[str, str]]:
    """Where viewflow's rows say that somebody has to act on a case; branches that wait for others have no work."""
    if case.engine_process is None:
        return set()
    steps = state_of(case).process.steps
    marking = engine.lock(case.engine_process).marking
    return {(token.branch, token.step) for token in marking if not isinstance(steps[token.step], JoinStep)}


def acts(case: Case, rng: Random) -> tuple[Actor, Action]:
    """Something that whoever has the word can do: by each effect that the step has."""
    state = state_of(case)
    work = rng.choice(state.open_works)
    if state.waits_for_time(work):
        due = next(each for each in state.open_deadlines(work))
        due.due = now()  # its time has come
        due.save(update_fields=["due"])
        taken_as_said(case)
        return Actor.clock, Elapse(deadline_id=due.pk)
    way = rng.choice(state.step_of(work).outcomes)
    officer, citizen = Actor.staff(work.holder_id or 0), Actor.citizen(case.pk)
    if way.fields:
        filled = {"amount": rng.choice(("20", "900")), "sure": rng.choice(("", "yes")), "body": rng.choice(("", "moe"))}
        return officer, Proceed(outcome=way.key, fields=filled, work_id=work.pk)
    match way.effect:
        case Effect.DECIDE:
            return officer, Decide(outcome=way.key, text="تم", refusal=REFUSAL, work_id=work.pk)
        case Effect.PROCEED:
            return officer, rng.choice(
                (Proceed(outcome=way.key, text="نعم", work_id=work.pk), Reply(text="نعمل على ذلك", work_id=work.pk))
            )
        case Effect.REFER:
            target = "moe" if work.agency.code != "moe" else "moh"
            return officer, Refer(agency=target, reason="ليس لنا", work_id=work.pk)
        case Effect.ACCEPT | Effect.SILENT:
            return citizen, Accept()
        case Effect.REOPEN | Effect.APPEAL:  # until somebody is left who has not decided
            return citizen, Reopen(reason="لا") if state.objections < INSTANCES else Accept()
        case Effect.NOT_DONE:
            return citizen, NotDone(reason="لا") if way_back_to_work(state) else Accept()


def work_to_the_end(case: Case, rng: Random, most: int) -> int:
    """Act until nothing is open or ``most`` acts are done, and look after each; how many there were."""
    for number in range(most):
        case = Case.objects.get(pk=case.pk)
        assert stored(case) == {(token.branch, token.step) for token in map(token_of, state_of(case).open_works)}
        if case.status == CaseStatus.CLOSED:
            return number
        actor, action = acts(case, rng)
        apply(case.pk, action, actor=actor)
    return most


def publish_and_work(seed: int) -> int:
    rng = Random(seed)  # noqa: S311  (which ways are tried)
    definition = draw(seed, bodies=BODIES, everything=False)
    assert problems(Subject.PROCESS, "complaint", definition) == [], seed
    publish_one("process", "complaint", definition)
    done = 0
    for agency in ("moh", "moe", None):
        done += work_to_the_end(file_case(agency=agency), rng, 12)
    return done

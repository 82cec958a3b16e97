"""Where a case arrives when its process moves: which agency, whose post, what count; and how it ends."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import fold
from workflows.cases import counting
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.facts import VALUES
from workflows.cases.models import CaseStatus, Outcome, Track, Work
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.staying_clear import accuse_body, by_name, place_of
from workflows.deadlines.models import DeadlineKind
from workflows.processes.definition import (
    CENTRAL,
    OF_THE_KIND,
    ROUTED,
    Effect,
    EndStep,
    ProcessDefinition,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.processes.definition import Outcome as Way
from workflows.processes.engine import Entered, Moved
from workflows.processes.publishable import PROCESSES
from workflows.routing.decide import Routed, route
from workflows.routing.selectors import table_of_stamp
from workflows.versions.models import Subject


@dataclass(slots=True)
class CaseWorld:
    """What the process of one case may ask. ``target`` is where routing has sent it in this very move."""

    state: State
    rules: Rules
    target: Agency | None = None
    routed: Routed | None = None
    asked: bool = False

    def fact(self, name: str) -> str:
        case = self.state.case
        match name:
            case "kind":
                return self.state.kind.code
            case "channel" | "language" | "track" | "outcome" | "place":
                return str(getattr(case, name))
            case "agency":
                named = case.subject_agency_id
                return self.rules.agency(named).code if named else ""
            case "subject":
                return case.subject
            case "subject_text":
                return f"{case.subject}\n{self.state.statement()}"
            case "where":
                return case.place or self.fact("subject_text")
        raise KeyError(name)

    def route(self) -> bool:
        """Ask the kind's table, once. A sensitive case stays with the unit for such requests, whatever a table says."""
        if self.asked:
            return self.target is not None
        self.asked = True
        stamp = self.rules.stamp(Subject.ROUTING, self.state.kind.routing)
        self.routed = route(table_of_stamp(stamp), self.fact, fold=fold)
        if self.routed is not None:
            self.target = self.rules.agency_by_code(self.routed.agency)
        if self.state.track == Track.SENSITIVE and (
            self.target is None or self.target.role != AgencyRole.SENSITIVE_UNIT
        ):
            self.target = self.rules.unit(Track.SENSITIVE)
        return self.target is not None


def process_of(state: State) -> ProcessDefinition:
    """The definition of the version the case began with."""
    return PROCESSES.of(state.case.process_version)


def task_step(state: State, work: Work) -> TaskStep | WaitStep:
    """The definition of the step a piece of work stands at."""
    step = process_of(state).waiting(work.step)
    if isinstance(step, TimerStep):  # the check lets none be published before the clock can wait for it
        raise KeyError(work.step)
    return step


def leave(change: Change, work: Work, result: str) -> None:
    """The step is done: its count ends with it, and so does its level."""
    counting.end(change, work)
    work.done_at, work.result = change.at, result
    work.paused_at, work.question_open = None, False
    change.touch(work)


def leave_by(change: Change, work: Work, outcome: Way, rules: Rules, *, target: Agency | None = None) -> None:
    """Leave a step by one of its outcomes, and do what the process then decides. ``target``: where it is sent."""
    leave(change, work, outcome.key)
    world = CaseWorld(change.state, rules, target)
    follow(change, rules.mover.complete(change.state, work, outcome.key, facts=world), world)


def complete(change: Change, work: Work, effect: Effect, rules: Rules) -> None:
    """Leave a step by its outcome that has an effect; raises ``NotPossible`` where it has none."""
    outcome = next(iter(task_step(change.state, work).by_effect(effect)), None)
    if outcome is None:
        raise NotPossible(_("This is not possible at the present step."))
    leave_by(change, work, outcome, rules)


def stand_at(change: Change, step: str, rules: Rules) -> None:
    """Drop what runs of the process, and stand at one step of it."""
    world = CaseWorld(change.state, rules)
    follow(change, rules.mover.place(change.state, step, facts=world), world)


def follow(change: Change, moved: Moved, world: CaseWorld) -> None:
    """Do what the process decided: open the steps it entered, or close the case."""
    change.case.engine_process = moved.process_id
    change.data["entered"] = [entered.step for entered in moved.entered]
    # What people write never stands in the diary; what is chosen from a list does, to decide again as it was then.
    read = {name: value for name, value in moved.read if name in VALUES}
    if read:
        change.data["read"] = read
    if world.target is not None:
        change.case.routed = world.target
    for entered in moved.entered:
        step = process_of(change.state).waiting(entered.step)
        if isinstance(step, TaskStep):
            _arrive(change, step, entered, world)
        elif isinstance(step, WaitStep):
            _wait(change, step, entered, world.rules)
    if moved.ended:
        end = process_of(change.state).steps[moved.ended]
        change.case.outcome = change.case.outcome or (end.result if isinstance(end, EndStep) else "")
        close(change)


def close(change: Change) -> None:
    """The case is over."""
    case = change.case
    case.status, case.closed_at = CaseStatus.CLOSED, change.at
    case.due, case.engine_process = None, None
    case.outcome = case.outcome or Outcome.NOTED


def _arrive(change: Change, step: TaskStep, entered: Entered, world: CaseWorld) -> None:
    """An agency gets work: its liaison officer holds it, and the count starts now."""
    state, rules, case = change.state, world.rules, change.case
    wanted = _agency_for(step, world)
    accuse_body(change, wanted)
    place = place_of(state, wanted.pk, 0, rules)
    seat, agency = place.seat, rules.agency(place.agency_id)
    work = _new_work(change, entered, agency)
    work.post_id, work.holder_id = seat.post_id, seat.user_id
    work.ladder = _ladder_of(state) if step.ladder == OF_THE_KIND else step.ladder
    counting.begin(change, work, rules)
    case.agency, case.status = agency, CaseStatus(step.status)
    case.level, case.due = 0, work.due
    change.post_id = seat.post_id
    change.data["holder"] = seat.user_id
    if work.ladder:
        change.data["reckoned_by"] = rules.reckoned_by(work.ladder, agency.pk)
    change.tell_staff("arrived", [seat.user_id])
    by_name(change, place)


def _ladder_of(state: State) -> str:
    """The ladder that the case began with: a kind that changes its own does so for new cases only."""
    begun = (work.ladder for work in state.works if work.ladder and _of_the_kind(state, work))
    return next(begun, state.kind.ladder)


def _of_the_kind(state: State, work: Work) -> bool:
    step = process_of(state).steps.get(work.step)
    return isinstance(step, TaskStep) and step.ladder == OF_THE_KIND


def _wait(change: Change, step: WaitStep, entered: Entered, rules: Rules) -> None:
    """The citizen has the word."""
    case = change.case
    work = _new_work(change, entered, rules.agency(case.agency_id))
    work.waits = True
    work.due = counting.await_citizen(change, work, rules, kind=DeadlineKind.CLOSE, days=step.days)
    case.status, case.level, case.due = CaseStatus(step.status), 0, work.due


def _new_work(change: Change, entered: Entered, agency: Agency) -> Work:
    state = change.state
    work = Work(
        case=change.case,
        step=entered.step,
        branch=entered.branch,
        entry=state.entries(entered.step) + 1,
        agency=agency,
        track=state.track,
        guarded=change.case.guarded,
        kind=state.kind,
        search_text=change.case.search_text,
        reached_at=change.at,
        engine_task=entered.task_id,
    )
    state.works.append(work)
    change.touch(work)
    return work


def _agency_for(step: TaskStep, world: CaseWorld) -> Agency:
    rules, track = world.rules, world.state.track
    code = step.performer.agency
    if code == CENTRAL:
        agency: Agency | None = rules.unit(track)
    elif code == ROUTED:
        agency = world.target or rules.agency(_routed_before(world.state))
    else:
        agency = rules.agency_by_code(code)
    strays = track == Track.SENSITIVE and agency is not None and agency.role != AgencyRole.SENSITIVE_UNIT
    return rules.unit(track) if agency is None or strays else agency


def _routed_before(state: State) -> int:
    """Whoever had the last step for the routed agency, else where it was sent and nobody has had it yet."""
    for work in reversed(state.works):
        step = process_of(state).steps.get(work.step)
        if isinstance(step, TaskStep) and step.performer.agency == ROUTED:
            return work.agency_id
    return state.case.routed_id or state.case.agency_id

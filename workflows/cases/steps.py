"""Where a case arrives when its process moves: which agency, whose post, what count; and how it ends."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import fold
from workflows.cases import counting
from workflows.cases.change import Change
from workflows.cases.models import CaseStatus, Outcome, Track, Work
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.staying_clear import accuse_body, by_name, place_of
from workflows.deadlines.models import DeadlineKind
from workflows.processes.definition import ProcessDefinition, TaskStep, WaitStep
from workflows.processes.flows import definitions
from workflows.processes.world import Entered, Moved
from workflows.routing.decide import Routed, route
from workflows.routing.selectors import table_of_stamp
from workflows.versions.models import Subject


@dataclass(slots=True)
class CaseWorld:
    """What the process of one case may ask. ``target`` is where a routed step goes."""

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
    return definitions.of(state.case.process_version)


def task_step(state: State, work: Work) -> TaskStep | WaitStep:
    """The definition of the step a piece of work stands at."""
    return process_of(state).waiting(work.step)


def leave(change: Change, work: Work, outcome: str) -> None:
    """The step is done: its count ends with it, and so does its level."""
    counting.end(change, work)
    work.done_at, work.result = change.at, outcome
    work.paused_at, work.question_open = None, False
    change.touch(work)


def follow(change: Change, moved: Moved, world: CaseWorld) -> None:
    """Do what the process decided: open the steps it entered, or close the case."""
    change.case.engine_process = moved.process_id
    change.data["entered"] = [entered.step for entered in moved.entered]
    for entered in moved.entered:
        step = process_of(change.state).waiting(entered.step)
        if isinstance(step, TaskStep):
            _arrive(change, step, entered, world)
        else:
            _wait(change, step, entered, world.rules)
    if moved.ended:
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
    work = _new_work(change, step.key, entered, agency)
    work.post_id, work.holder_id = seat.post_id, seat.user_id
    work.ladder = _ladder_of(state) if step.laddered else ""
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
    return next((work.ladder for work in state.works if work.ladder), state.kind.ladder)


def _wait(change: Change, step: WaitStep, entered: Entered, rules: Rules) -> None:
    """The citizen has the word."""
    case = change.case
    work = _new_work(change, step.key, entered, rules.agency(case.agency_id))
    work.waits = True
    work.due = counting.await_citizen(change, work, rules, kind=DeadlineKind.CLOSE, days=step.days)
    case.status, case.level, case.due = CaseStatus(step.status), 0, work.due


def _new_work(change: Change, step: str, entered: Entered, agency: Agency) -> Work:
    state = change.state
    work = Work(
        case=change.case,
        step=step,
        entry=state.entries(step) + 1,
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
    match step.agency:
        case "@central":
            agency: Agency | None = rules.unit(track)
        case "@routed":
            agency = world.target or rules.agency(world.state.case.agency_id)
        case code:
            agency = rules.agency_by_code(code)
    strays = track == Track.SENSITIVE and agency is not None and agency.role != AgencyRole.SENSITIVE_UNIT
    return rules.unit(track) if agency is None or strays else agency

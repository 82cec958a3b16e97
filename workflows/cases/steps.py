"""Where a case arrives when its process moves: which agency, whose post, what count; and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, assert_never

from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import fold
from permissions.writing import local
from workflows.cases import counting
from workflows.cases.change import AskedFor, Change
from workflows.cases.danger import DANGER
from workflows.cases.duties import barred_from, who_leaves
from workflows.cases.errors import NotPossible
from workflows.cases.facts import is_sealed, read_fact
from workflows.cases.ladders import named_ladder, put_on_ladder
from workflows.cases.models import Track, Work
from workflows.cases.objection import hearing
from workflows.cases.recusal import accuse_bodies, barred, by_name, destination_at, destination_of
from workflows.cases.rules import Rules
from workflows.cases.state import State, last_before
from workflows.facts.conditions import Value, text_of
from workflows.processes.advance import Token
from workflows.processes.definition import (
    BY_FACT,
    CENTRAL,
    OBJECTION,
    OF_THE_KIND,
    ROUTED,
    AwaitedService,
    Effect,
    EndStep,
    ServiceStep,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.processes.definition import Outcome as Way
from workflows.processes.engine import Moved
from workflows.processes.letters import TO_CITIZEN, TO_HOLDER
from workflows.routing.decide import Routed, route
from workflows.routing.publishable import TABLES
from workflows.versions.models import Subject

WORDS_TOLD = 3
"""Words of the rule, by their numbers in it, that the diary keeps as the reason of the route."""


@dataclass(slots=True)
class CaseWorld:
    """What the process of one case may ask. ``target`` is where routing has sent it in this very move.

    ``table``: key and number of the routing table that was asked in it; ``day``: that of which its rules stood, where
    the table depends on it.
    """

    state: State
    rules: Rules
    target: Agency | None = None
    routed: Routed | None = None
    table: list[Any] | None = None
    day: date | None = None
    read: dict[str, Value] = field(default_factory=dict)

    def fact(self, name: str) -> Value:
        """What conditions and routing ask; each is remembered as it was at the moment."""
        if name not in self.read:
            self.read[name] = read_fact(self, name)
        return self.read[name]

    def told(self) -> dict[str, Any]:
        """What the diary keeps, to decide again as it was then: the facts that were asked, without what people wrote,
        and which rule of which table decided by which of its words."""
        told: dict[str, Any] = {}
        read = {name: value for name, value in self.read.items() if not is_sealed(self, name)}
        if read:
            told["read"] = read
        if self.table is not None:
            told |= {"routing": self.table, "rule": self.routed.rule if self.routed else ""}
            told["found"] = self.target is not None
            if self.day is not None:
                told["day"] = self.day.isoformat()
            if self.routed and self.routed.words:
                told["words"] = list(self.routed.words[:WORDS_TOLD])
        return told

    def route(self) -> bool:
        """Ask the kind's table, once. A sensitive case stays with the unit for such requests, whatever a table says."""
        if self.table is not None:
            return self.target is not None
        stamp = self.rules.stamp(Subject.ROUTING, self.state.kind.routing)
        self.table = [self.state.kind.routing, stamp.number]
        table = TABLES.of_stamp(stamp)
        self.day = local(self.rules.at).date() if table.has_days else None
        self.routed = route(table, self.fact, fold=fold, day=self.day)
        if self.routed is not None:
            self.target = self.rules.agency_by_code(self.routed.agency)
        if self.state.track == Track.SENSITIVE and (
            self.target is None or self.target.role != AgencyRole.SENSITIVE_UNIT
        ):
            self.target = self.rules.unit(Track.SENSITIVE)
        return self.target is not None


def leave(change: Change, work: Work, result: str) -> None:
    """The step is done: its count ends with it, and so does its level."""
    counting.end(change, work)
    work.done_at, work.result = change.at, result
    work.paused_at, work.question_open = None, False
    change.touch(work)


def leave_by(change: Change, work: Work, outcome: Way, rules: Rules, *, target: Agency | None = None) -> None:
    """Leave a step by one of its outcomes, and do what the process then decides. ``target``: where it is sent."""
    _leave_as(change, work, outcome.key, CaseWorld(change.state, rules, target))


def go_on(change: Change, work: Work, way: str, rules: Rules) -> None:
    """Leave a step at which nobody decides: its time is over, or what is done by itself has been done or has failed."""
    _leave_as(change, work, way, CaseWorld(change.state, rules))


def _leave_as(change: Change, work: Work, key: str, world: CaseWorld) -> None:
    leave(change, work, key)
    work.done_by = who_leaves(change.state, work, change.actor.user_id, world.rules)
    change.data["left"] = [work.branch, work.step, key]
    follow(change, world.rules.mover.complete(change.state, work, key, facts=world), world)


def complete(change: Change, work: Work, effect: Effect, rules: Rules) -> Way:
    """Leave a step by its outcome that has an effect, which is returned; raises ``NotPossible`` where it has none."""
    outcome = next(iter(change.state.step_of(work).by_effect(effect)), None)
    if outcome is None:
        raise NotPossible(_("This is not possible at the present step."))
    leave_by(change, work, outcome, rules)
    return outcome


def stand_at(change: Change, step: str, rules: Rules, *, target: Agency | None = None) -> None:
    """Drop what runs of the process, and stand at one step of it. ``target``: where it is sent."""
    world = CaseWorld(change.state, rules, target)
    change.data["stood"] = step
    follow(change, rules.mover.stand(change.state, step, facts=world), world)


def follow(change: Change, moved: Moved, world: CaseWorld) -> None:
    """Do what the process decided: open the steps it entered, or close the case."""
    change.case.engine_process = moved.process_id
    change.data["entered"] = [entered.step for entered in moved.entered]
    if change.case.concerns:
        accuse_bodies(change, _bodies_reached(change, moved, world))
    for entered in moved.entered:
        step = change.state.process.waiting(entered.step)
        match step:
            case TaskStep():
                _arrive(change, step, entered, world)
            case WaitStep():
                _wait(change, step, entered, world)
            case TimerStep():
                _rest(change, step, entered, world)
            case AwaitedService():
                _await(change, step, entered, world)
            case _:
                assert_never(step)
    for asked in moved.services:
        passed = change.state.process.steps[asked.step]
        if isinstance(passed, ServiceStep):
            change.asked_for.append(AskedFor.at(passed, None))
    change.data.update(world.told())
    if moved.ended:
        end = change.state.process.steps[moved.ended]
        change.case.outcome = change.case.outcome or (end.result if isinstance(end, EndStep) else "")


def _bodies_reached(change: Change, moved: Moved, world: CaseWorld) -> Iterator[Agency]:
    """The agencies of all steps that it enters at once, asked before it arrives at the first."""
    for entered in moved.entered:
        step = change.state.process.waiting(entered.step)
        if isinstance(step, TaskStep):
            yield agency_for(step, _new_work(change, entered, world), world)


def _arrive(change: Change, step: TaskStep, entered: Token, world: CaseWorld) -> None:
    """An agency gets work: its liaison officer holds it, and the count starts now; where the ladder has it go on, whose
    post is of the level that was reached."""
    work = _new_work(change, entered, world)
    if change.case.held:
        keep_back(change, work, world.rules)
    else:
        _settle(change, step, work, world)


def keep_back(change: Change, work: Work, rules: Rules) -> None:
    """The complaints unit looks first: nobody else has it, and nothing counts, until it is let go. What may be spam
    goes on when its time has come; what speaks of danger (``change.data["danger"]``) never does by itself, and its duty
    post is told at once."""
    work.waits, work.level, work.ladder, work.named_ladder = True, 0, "", ""
    work.post_id = work.holder_id = work.assignee_id = None
    _open(change, work, rules.unit(change.state.track))
    if DANGER not in change.data:
        counting.wait_to_be_looked_at(change, work, rules)
        return
    counting.wait_for_a_first_look(change, work, rules, level=1)
    change.tell_staff("look_first", [destination_of(change.state, work.agency_id, 0, rules).seat.user_id], work)


def let_go(change: Change, rules: Rules) -> None:
    """What was kept back goes where its steps say, and is counted as if it had just been filed."""
    change.case.held = False
    world = CaseWorld(change.state, rules)
    for work in change.state.open_works:
        step = change.state.process.steps.get(work.step)
        if isinstance(step, TaskStep):
            counting.end(change, work)
            work.waits, work.reached_at = False, change.at
            _settle(change, step, work, world)


def begin_anew(change: Change, rules: Rules) -> None:
    """From the beginning of its process, by what is in force now: all that ran had been dropped."""
    world, version = CaseWorld(change.state, rules), change.case.process_version
    change.data["begun"] = True
    follow(change, rules.mover.start(change.state, version, facts=world), world)


def _settle(change: Change, step: TaskStep, work: Work, world: CaseWorld) -> None:
    state, rules = change.state, world.rules
    heard = hearing(state, work, rules) if step.performer.agency == OBJECTION else None
    wanted = agency_for(step, work, world) if heard is None else rules.agency(heard.destination.agency_id)
    work.agency = wanted
    named = ladder_of_kind(state) if step.ladder == OF_THE_KIND else step.ladder
    put_on_ladder(state, work, rules, named=named)
    carried = counting.carried(change, work, rules)
    ground = step.performer.level if heard is None else heard.level
    if carried is not None and carried.level < ground:
        carried = None  # it arrives above what it had reached
    work.level = carried.level if carried is not None else ground
    if heard is not None:
        destination = heard.destination
    else:
        destination = destination_at(step, state, wanted.pk, work.level, rules, barred=barred(state, work))
    agency = rules.agency(destination.agency_id)
    if agency.pk != wanted.pk:
        work.level, carried, work.agency = 0, None, agency
        put_on_ladder(state, work, rules, named=named)
    _open(change, work, agency)
    counting.arrive(change, work, rules, carried)
    change.seat(work, destination.seat)
    if state.steps_apart(work) and (apart := barred_from(state, work)):
        change.noted(work)["apart_from"] = sorted(apart)
    if work.ladder:
        change.noted(work)["reckoned_by"] = counting.reckoned_by(state, work, rules, work.ladder)
    by_name(change, destination)
    _notify(change, step, work)


def ladder_of_kind(state: State) -> str:
    """The ladder that the case began with: a kind that changes its own does so for new cases only."""
    begun = (named_ladder(work) for work in state.works if work.ladder and _of_the_kind(state, work))
    return next(begun, state.kind.ladder)


def _of_the_kind(state: State, work: Work) -> bool:
    step = state.process.steps.get(work.step)
    return isinstance(step, TaskStep) and step.ladder == OF_THE_KIND


def _wait(change: Change, step: WaitStep, entered: Token, world: CaseWorld) -> None:
    """The citizen has the word."""
    work = _new_work(change, entered, world)
    work.waits = True
    _open(change, work, world.rules.agency(work.agency_id))
    counting.close_in_silence(change, work, world.rules, days=step.days)
    _notify(change, step, work)


def _rest(change: Change, step: TimerStep, entered: Token, world: CaseWorld) -> None:
    """Nobody has it: it lies where it lay until its time has come."""
    work = _new_work(change, entered, world)
    work.waits = True
    _open(change, work, world.rules.agency(work.agency_id))
    counting.rest(change, work, world.rules, days=step.days)


def _await(change: Change, step: AwaitedService, entered: Token, world: CaseWorld) -> None:
    """The platform has it, until it is done or has failed."""
    work = _new_work(change, entered, world)
    work.waits = True
    _open(change, work, world.rules.agency(work.agency_id))
    change.asked_for.append(AskedFor.at(step, work))


def _notify(change: Change, step: TaskStep | WaitStep, work: Work) -> None:
    """The letters of a step go out when it is reached."""
    for key in step.notices:
        if key.startswith(TO_CITIZEN):
            change.tell_citizen("", work, instead=key)
        elif key.startswith(TO_HOLDER):
            change.tell_staff(key, [work.holder_id], work)


def _new_work(change: Change, entered: Token, world: CaseWorld) -> Work:
    """A piece of work that comes from another one: it lies where that lay, until it is known who acts."""
    state = change.state
    before = last_before(state, entered.branch)
    routed_id = before.routed_id if before is not None else None
    return Work(
        case=change.case,
        step=entered.step,
        branch=entered.branch,
        entry=state.entries(entered.step) + 1,
        agency_id=before.agency_id if before is not None else change.case.agency_id,
        routed_id=world.target.pk if world.target is not None else routed_id,
        referrals=before.referrals if before is not None else 0,
        objection=state.objections,
        track=state.track,
        kind=state.kind,
        search_text=change.case.search_text,
        reached_at=change.at,
    )


def _open(change: Change, work: Work, agency: Agency) -> None:
    work.agency, work.guarded = agency, change.case.guarded
    if not any(work is known for known in change.state.works):
        change.state.works.append(work)
    change.went = change.went or work
    change.opened.append(work)
    change.touch(work)


def agency_for(step: TaskStep, work: Work, world: CaseWorld) -> Agency:
    """Which agency acts at a step on a piece of work; a sealed case never leaves its unit."""
    rules, track = world.rules, world.state.track
    code = step.performer.agency
    if code.startswith(BY_FACT):
        code = text_of(world.fact(code.removeprefix(BY_FACT)))
    if code == CENTRAL:
        agency: Agency | None = rules.unit(track)
    elif code == ROUTED:
        agency = rules.standing_in_for(rules.agency(work.routed_id or work.agency_id))
    else:
        agency = rules.agency_by_code(code)
    strays = track == Track.SENSITIVE and agency is not None and agency.role != AgencyRole.SENSITIVE_UNIT
    return rules.unit(track) if agency is None or strays else agency

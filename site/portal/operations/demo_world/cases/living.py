"""Lives a case through in memory: what comes next is a person's act or the clock's, whichever is earlier."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from permissions.actors import Actor
from portal.operations.demo_world.cases.acts import Act, Deed, Life
from portal.operations.demo_world.cases.located import known_alone
from portal.operations.demo_world.cases.meaning import Scene, meaning
from portal.operations.demo_world.cases.staff import Staff
from workflows.cases.actions import Action
from workflows.cases.change import Change
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import check_right, decide
from workflows.cases.opening import CaseNames, decide_opening
from workflows.cases.rules_over_time import RulesOverTime
from workflows.cases.state import State
from workflows.clock.passes import pass_after
from workflows.clock.sweep import ACTIONS
from workflows.deadlines.models import Deadline, DeadlineKind


@dataclass(slots=True)
class Done:
    """One act that took place: its moment, who did it, what, and the change it made; no action for the opening."""

    actor: Actor
    action: Action | None
    change: Change


@dataclass(slots=True)
class Living:
    """Lives cases up to ``until``, which must be a whole minute: what happened later has not happened yet."""

    rules: RulesOverTime
    staff: Staff
    until: datetime
    areas: frozenset[str]

    def live(self, life: Life, names: CaseNames) -> list[Done]:
        """All that happens to a case, in order."""
        actor = self.staff.opener(life.channel)
        self.rules.at = life.at
        submission = life.submission
        if self.rules.categories(submission.kind) is None:
            submission = replace(submission, category="")  # its owners have the tree out of force
        submission = known_alone(submission, self.areas)
        opening = decide_opening(submission, names, channel=life.channel, actor=actor, rules=self.rules)
        done = [Done(actor, None, opening)]
        for act in life.acts:
            if act.at > self.until:
                break
            self._let_the_clock_pass(opening.state, done, until=act.at)
            self._perform(opening.state, done, act)
        self._let_the_clock_pass(opening.state, done, until=self.until)
        return done

    def _perform(self, state: State, done: list[Done], act: Act) -> None:
        self.rules.at = act.at
        meant = meaning(Scene(state, act, self.rules, self.staff))
        if meant is None:
            return
        actor, action = meant
        try:
            check_right(actor, action, state, held=self.staff.held)
        except NotAllowed:
            return  # a right that was taken back since: the act stays undone, and the clock goes on
        if _may_be_one_too_many(state, act) and not self._is_possible(state, actor, action):
            return
        done.append(Done(actor, action, decide(state, action, actor=actor, rules=self.rules)))

    def _is_possible(self, state: State, actor: Actor, action: Action) -> bool:
        """Whether somebody is left who may hear a further objection, or whether the citizen may be asked once more;
        tried on a copy, since a refusal comes midway.
        """
        try:
            decide(deepcopy(state), action, actor=actor, rules=self.rules)
        except NotPossible:
            return False
        return True

    def _let_the_clock_pass(self, state: State, done: list[Done], *, until: datetime) -> None:
        while (deadline := _next_due(state)) is not None and deadline.due is not None:
            at = pass_after(deadline.due)
            if at > until:
                return
            self.rules.at = at
            action = ACTIONS[deadline.kind](deadline_id=None)
            done.append(Done(Actor.clock, action, decide(state, action, actor=Actor.clock, rules=self.rules)))


def _may_be_one_too_many(state: State, act: Act) -> bool:
    """Whether it is a further objection, or a further question to the citizen: both have an end."""
    if act.deed is Deed.ASK:
        return any(deadline.kind == DeadlineKind.RESUME for deadline in state.deadlines)
    return act.deed is Deed.REOPEN and bool(state.objections)


def _next_due(state: State) -> Deadline | None:
    """The open deadline that comes first; of two at once the one that was set first, as in the sweep."""
    running = (each for each in state.deadlines if each.done is None and each.due is not None)
    return min(running, key=attrgetter("due"), default=None)

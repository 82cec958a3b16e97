"""From an act that was drawn to the action it is at its moment, and who does it; none when it no longer fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final

from permissions.actors import Actor
from portal.operations.demo_world.cases.acts import Act, Deed
from portal.operations.demo_world.cases.staff import Staff
from portal.operations.demo_world.cases.subjects.decisions import REFUSALS
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.actions.citizen import open_again_by, way_to_object
from workflows.cases.grounds import Refusal, grounds_of
from workflows.cases.models import NOT_ANSWERED, CaseStatus, Outcome, Work
from workflows.cases.objection import is_on_objection
from workflows.cases.rules_over_time import RulesOverTime
from workflows.cases.state import State
from workflows.deadlines.models import DeadlineKind
from workflows.processes.definition import Effect

Meant = tuple[Actor, Action] | None

_OF_THE_HEARER: Final = (Deed.ASK, Deed.SORT, Deed.PROCEED, Deed.DECIDE, Deed.REFER)
"""On an objection whoever hears it does these, and no colleague to whom it was given."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A case as it stands when an act's time has come."""

    state: State
    act: Act
    rules: RulesOverTime
    staff: Staff

    @property
    def at(self) -> datetime:
        return self.act.at

    @property
    def work(self) -> Work | None:
        """What an officer can act on."""
        return next((work for work in self.state.open_works if not work.waits), None)

    @property
    def closed(self) -> bool:
        return self.state.case.status == CaseStatus.CLOSED

    def in_triage(self, work: Work) -> bool:
        return self.state.step_of(work).status == CaseStatus.TRIAGE


def meaning(scene: Scene) -> Meant:
    """Who does what; None when nothing of the kind is possible any more."""
    by_citizen = _CITIZENS.get(scene.act.deed)
    if by_citizen is not None:
        action = by_citizen(scene)
        return None if action is None else (Actor.citizen(scene.state.case.pk), action)
    work = scene.work
    if work is None or scene.in_triage(work) != (scene.act.deed is Deed.SORT):
        return None
    action = _OFFICERS[scene.act.deed](scene, work)
    user_id = work.assignee_id or work.holder_id
    is_heard = scene.act.deed in _OF_THE_HEARER and is_on_objection(scene.state, work)
    if is_heard or scene.act.deed in (Deed.ASSIGN, Deed.ESCALATE):
        user_id = work.holder_id
    return None if action is None or user_id is None else (Actor.staff(user_id), action)


# --- officers ---------------------------------------------------------------------------------------------------------


def _sort(scene: Scene, work: Work) -> Action | None:
    return _refer(scene, work) if scene.act.outcome == "referred" else _decide(scene, work)


def _assign(scene: Scene, work: Work) -> Action | None:
    user_id = scene.staff.colleague(scene.state, work, scene.rules)
    return None if user_id is None else actions.Assign(user_id=user_id)


def _note(scene: Scene, _work: Work) -> Action:
    return actions.Note(text=scene.act.text)


def _ask(scene: Scene, _work: Work) -> Action:
    return actions.AskCitizen(text=scene.act.text)


def _reply(scene: Scene, _work: Work) -> Action:
    return actions.Reply(text=scene.act.text)


def _decide(scene: Scene, work: Work) -> Action | None:
    """An outcome that the step has: owners may have published other ones."""
    offered = [way.key for way in scene.state.step_of(work).by_effect(Effect.DECIDE)]
    if not offered:
        return None
    outcome = scene.act.outcome if scene.act.outcome in offered else offered[0]
    way = next(each for each in scene.state.step_of(work).by_effect(Effect.DECIDE) if each.key == outcome)
    refusal = _refusal(scene) if way.result == Outcome.REFUSED else None
    return actions.Decide(outcome=outcome, text=scene.act.text, refusal=refusal)


def _refusal(scene: Scene) -> Refusal:
    """One of the grounds of its kind for which there are words; drawn by the moment, so that a life stays as it is."""
    known = [each.key for each in grounds_of(scene.state.kind) if each.key in REFUSALS]
    ground = Random(scene.at.isoformat()).choice(known or sorted(REFUSALS))  # noqa: S311  a demo is drawn
    rule, instead = (getattr(both, scene.state.case.language) for both in REFUSALS[ground])
    return Refusal(ground, rule, instead)


def _proceed(scene: Scene, work: Work) -> Action | None:
    ways = scene.state.step_of(work).by_effect(Effect.PROCEED)
    return actions.Proceed(outcome=ways[0].key, text=scene.act.text) if ways else None


def _refer(scene: Scene, work: Work) -> Action | None:
    if not scene.state.step_of(work).by_effect(Effect.REFER):
        return None
    here = scene.rules.agency(work.agency_id).code
    found = (scene.rules.agency_by_code(code) for code in scene.act.agencies if code != here)
    open_ones = (each for each in found if each is not None and not scene.rules.is_shut(each.pk, scene.state.parties))
    target = next(open_ones, None)
    return None if target is None else actions.Refer(agency=target.code, reason=scene.act.text)


def _escalate(scene: Scene, work: Work) -> Action | None:
    counts = any(deadline.kind == DeadlineKind.ESCALATE for deadline in scene.state.open_deadlines(work))
    return actions.Escalate() if counts else None


_OFFICERS: Final[dict[Deed, Callable[[Scene, Work], Action | None]]] = {
    Deed.SORT: _sort,
    Deed.ASSIGN: _assign,
    Deed.NOTE: _note,
    Deed.ASK: _ask,
    Deed.REPLY: _reply,
    Deed.DECIDE: _decide,
    Deed.PROCEED: _proceed,
    Deed.REFER: _refer,
    Deed.ESCALATE: _escalate,
}


# --- citizens ---------------------------------------------------------------------------------------------------------


def _answer(scene: Scene) -> Action | None:
    asked = any(work.question_open for work in scene.state.open_works)
    return actions.AnswerQuestion(text=scene.act.text) if asked else None


def _add(scene: Scene) -> Action | None:
    return None if scene.closed else actions.AddInformation(text=scene.act.text)


def _accept(scene: Scene) -> Action | None:
    return actions.Accept() if _has_the_word(scene) else None


def _reopen(scene: Scene) -> Action | None:
    in_time = _has_the_word(scene) or open_again_by(scene.state, scene.at) is not None
    possible = in_time and way_to_object(scene.state) is not None
    return actions.Reopen(reason=scene.act.text) if possible else None


def _rate(scene: Scene) -> Action | None:
    case = scene.state.case
    over = scene.closed and case.outcome not in NOT_ANSWERED
    return actions.Rate(stars=scene.act.stars, comment=scene.act.text) if over and case.rating is None else None


def _withdraw(scene: Scene) -> Action | None:
    over = scene.closed or scene.state.case.status == CaseStatus.ANSWERED
    return None if over else actions.Withdraw(reason=scene.act.text)


def _has_the_word(scene: Scene) -> bool:
    return scene.state.asks_its_citizen


_CITIZENS: Final[dict[Deed, Callable[[Scene], Action | None]]] = {
    Deed.ANSWER: _answer,
    Deed.ADD: _add,
    Deed.ACCEPT: _accept,
    Deed.REOPEN: _reopen,
    Deed.RATE: _rate,
    Deed.WITHDRAW: _withdraw,
}

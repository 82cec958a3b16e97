"""The door: every change of a case, a person's or the clock's, goes through ``apply`` or ``apply_all``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from permissions.access.decide import Held
from permissions.access.selectors import can, held_by
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from permissions.now import now
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.change import Change
from workflows.cases.deciding import citizen, clock, identity, parties, readers, staff
from workflows.cases.deciding.handing_over import hand_over
from workflows.cases.drawn import KEY, Drawn, refuse_what_arrived, refuse_what_was_not_read
from workflows.cases.errors import NotAllowed
from workflows.cases.models import CaseEvent, EventVerb
from workflows.cases.record import record
from workflows.cases.rules import Rules
from workflows.cases.state import State, lock
from workflows.cases.staying_clear import stay_clear
from workflows.transactions.turn import write_transaction

Decide = Callable[[Change, Any, Rules], None]

DECIDERS: dict[type[Action], Decide] = {
    actions.Assign: staff.assign,
    actions.Note: staff.note,
    actions.AskCitizen: staff.ask,
    actions.Reply: staff.reply,
    actions.Decide: staff.decide,
    actions.Proceed: staff.proceed,
    actions.Refer: staff.refer,
    actions.HandOver: hand_over,
    actions.SetParties: parties.set_parties,
    actions.NameReader: readers.name_reader,
    actions.EndReader: readers.end_reader,
    actions.Escalate: clock.escalate,
    actions.Remind: clock.remind,
    actions.Resume: clock.resume,
    actions.CloseInSilence: clock.close_in_silence,
    actions.AnswerQuestion: citizen.answer,
    actions.AddInformation: citizen.add,
    actions.NotThisBody: citizen.not_this_body,
    actions.Accept: citizen.accept,
    actions.Reopen: citizen.reopen,
    actions.Rate: citizen.rate,
    actions.Withdraw: citizen.withdraw,
    actions.AskIdentity: identity.ask,
    actions.OpenIdentity: identity.open_for_hours,
    actions.RefuseIdentity: identity.refuse,
    actions.CloseIdentity: identity.close,
}


def apply(case_id: int, action: Action, *, actor: Actor, drawn: Drawn | None = None) -> CaseEvent:
    """Do one thing to one case, in one transaction. ``drawn``: the form that it was sent by, if its page said so.

    Raises ``NotAllowed`` (also for a case that does not exist) or ``NotPossible`` with a sentence: nothing is done.
    Where that form was sent before, ``DoneAlready``.
    """
    return apply_all([(case_id, action)], actor=actor, drawn=drawn)[0]


def apply_all(pairs: Iterable[tuple[int, Action]], *, actor: Actor, drawn: Drawn | None = None) -> list[CaseEvent]:
    """The same for many cases: one lock, one record, one commit; all of it or nothing. Each case at most once."""
    wanted = dict(pairs)
    with write_transaction():
        states = lock(wanted)
        if len(states) != len(wanted):
            raise NotAllowed
        if drawn is not None:
            for state in states:
                refuse_what_arrived(state, wanted[state.case.pk], drawn, user_id=actor.user_id)
        return apply_locked([(state, wanted[state.case.pk]) for state in states], actor=actor, drawn=drawn)


def apply_locked(pairs: Sequence[tuple[State, Action]], *, actor: Actor, drawn: Drawn | None = None) -> list[CaseEvent]:
    """The inside of the door, for the sweep, which holds the locks already."""
    read_once = cache(held_by)
    for state, action in pairs:
        check_right(actor, action, state, held=read_once)
        if drawn is not None:
            refuse_what_was_not_read(state, action, drawn)
    rules = Rules(at=now())
    if len(pairs) > 1:  # one case looks up what it meets, which is mostly less
        rules.prepare(agency_id for state, _action in pairs for agency_id in state.agency_ids)
    changes = [decide(state, action, actor=actor, rules=rules) for state, action in pairs]
    if drawn is not None:
        for change in changes:
            change.data[KEY] = drawn.key
    return record(changes)


def decide(state: State, action: Action, *, actor: Actor, rules: Rules) -> Change:
    """What an action does, in memory. Raises ``NotPossible``."""
    change = Change(state=state, actor=actor, at=rules.at, verb=EventVerb.NOTED)
    DECIDERS[type(action)](change, action, rules)
    stay_clear(change, rules)
    return change.seal()


def check_right(actor: Actor, action: Action, state: State, *, held: Callable[[int], Held] = held_by) -> None:
    """Raises ``NotAllowed`` when the actor may not do this. ``held``: where the rights of staff are read."""
    match actor.kind:
        case "clock":
            allowed = action.by_clock
        case "citizen":
            allowed = action.by_citizen and actor.case_id == state.case.pk
        case _:
            known = None if actor.user_id is None else held(actor.user_id)
            subject = None if action.of_the_platform else state
            allowed = action.right is not None and can(actor, action.right, subject, held=known)
    if allowed and isinstance(action, actions.Assign) and action.user_id is not None:
        allowed = can(Actor.staff(action.user_id), WORK_CASE, state, held=held(action.user_id))
    if allowed and isinstance(action, actions.SetParties) and parties.takes_off(state, action):
        allowed = actor.user_id is None or parties.may_take_off(held(actor.user_id), state)
    if not allowed:
        raise NotAllowed

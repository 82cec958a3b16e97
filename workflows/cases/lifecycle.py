"""The door: every change of a case, a person's or the clock's, goes through ``apply`` or ``apply_all``.

What is sent from a page that somebody had open is asked here whether it arrived before, and what was said meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.db import transaction

from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.now import now
from workflows.cases import consulting, limit, merging
from workflows.cases.actions import Action
from workflows.cases.actions.action import Rights
from workflows.cases.change import Change, refuse_erased, refuse_while_proposed
from workflows.cases.errors import DoneAlready, Meanwhile, NotAllowed, NotPossible
from workflows.cases.figured import name_calendar
from workflows.cases.models import Case, CaseEvent, Message
from workflows.cases.mover import EngineMover
from workflows.cases.record import record
from workflows.cases.recusal import recuse
from workflows.cases.resting import missed_dates
from workflows.cases.rules import Rules
from workflows.cases.state import State, lock
from workflows.cases.watching import tell_watchers
from workflows.transactions.turn import write_transaction

FORM_KEY = "form"
"""Where an event names the form that it was sent by."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form as its page showed it: how many events the case had then, and a random key that is no other form's."""

    seen: int
    key: str


def apply(case_id: int, action: Action, *, actor: Actor, drawn: Drawn | None = None) -> CaseEvent:
    """Do one thing to one case, in one transaction. ``drawn``: the form that it was sent by, if its page said so.

    Raises ``NotAllowed`` (also for a case that does not exist) or ``NotPossible`` with a sentence: nothing is done.
    Where that form was sent before, ``DoneAlready``.
    """
    return apply_all([(case_id, action)], actor=actor, drawn=drawn)[0]


def apply_all(pairs: Iterable[tuple[int, Action]], *, actor: Actor, drawn: Drawn | None = None) -> list[CaseEvent]:
    """Many acts, also on many cases, in their order: one lock, one record, one commit; all of it or nothing."""
    wanted = list(pairs)
    count = len(wanted)
    wanted += [each for case_id, action in wanted for each in action.along(case_id).items()]
    with write_transaction():
        states = {state.case.pk: state for state in lock((case_id for case_id, _act in wanted), followers=True)}
        if any(case_id not in states for case_id, _action in wanted):
            raise NotAllowed
        found = [(states[case_id], action) for case_id, action in wanted]
        if drawn is not None:
            for state, action in found:
                refuse_what_arrived(state, action, drawn, user_id=actor.user_id)
        return apply_locked(found, actor=actor, drawn=drawn, beside=states)[:count]


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one act of many: its event, or why it was not done; neither where its case is not the actor's."""

    case_id: int
    event: CaseEvent | None = None
    refused: NotPossible | None = None


def apply_each(acts: Mapping[int, Callable[[State], Action]], *, actor: Actor) -> list[Tried]:
    """An act for each of some cases, by their ids, chosen when the case is locked: one lock, one record, one commit.

    What is refused leaves the others alone, and nothing of it is written. In ascending order of the ids.
    """
    with write_transaction():
        states = {state.case.pk: state for state in lock(acts, followers=True)}
        rules = Rules(at=now(), mover=EngineMover.of_many(states.values()))
        rules.prepare(agency_id for state in states.values() for agency_id in state.agency_ids)
        changes: list[Change] = []
        found: dict[int, Tried] = {case_id: Tried(case_id) for case_id in sorted(acts)}
        for case_id, state in [(each, states[each]) for each in found if each in states]:
            try:
                # A refusal may come after the process has moved: what the engine wrote for it goes with the savepoint.
                with transaction.atomic():
                    action = acts[case_id](state)
                    check_right(actor, action, state, held=rules.held)
                    changes += with_followers(state, action, actor=actor, rules=rules, known=states)
            except NotAllowed:
                continue
            except NotPossible as error:
                found[case_id] = Tried(case_id, refused=error)
        events = record(changes) if changes else []
    done = {event.case_id: Tried(event.case_id, event) for event in events if event.case_id in acts}
    return list((found | done).values())


def apply_locked(
    pairs: Sequence[tuple[State, Action]],
    *,
    actor: Actor,
    drawn: Drawn | None = None,
    beside: Mapping[int, State] = MappingProxyType({}),
) -> list[CaseEvent]:
    """The inside of the door, for the sweep, which holds the locks already. ``beside``: what else is locked."""
    rules = Rules(at=now())
    for state, action in pairs:
        check_right(actor, action, state, held=rules.held)
        if drawn is not None:
            refuse_what_was_not_read(state, action, drawn)
    if len(pairs) > 1:  # one case looks up what it meets, which is mostly less
        rules.prepare(agency_id for state, _action in pairs for agency_id in state.agency_ids)
    known = dict(beside) | {state.case.pk: state for state, _action in pairs}
    changes: list[Change] = []
    following: list[Change] = []
    for state, action in pairs:
        first, *others = with_followers(state, action, actor=actor, rules=rules, known=known)
        changes.append(first)
        following += others
    changes += following
    if drawn is not None:
        for change in changes:
            change.data[FORM_KEY] = drawn.key
    return record(changes)


def with_followers(
    state: State, action: Action, *, actor: Actor, rules: Rules, known: MutableMapping[int, State]
) -> list[Change]:
    """What an action does to a case, and to those that are answered with it. Raises ``NotPossible``.

    ``known``: the cases at hand, by their ids.
    """
    leads, was = state.case.leads, merging.place_of(state) if state.case.leads else None
    changes = [decide(state, action, actor=actor, rules=rules)]
    if leads:
        missed = cache(lambda: missed_dates(state.case, changes[:1]))
        for follower, act in merging.followed(state, was, action, rules, known):
            change = Change(state=follower, actor=actor, at=rules.at, verb=act.verb)
            merging.do_along(change, act, state, rules, missed())
            changes.append(_finished(change, rules))
    return changes


def decide(state: State, action: Action, *, actor: Actor, rules: Rules) -> Change:
    """What an action does, in memory. Raises ``NotPossible``."""
    refuse_erased(state.case)
    if actor.kind == "staff" and (action.to_citizen or action.followed):
        refuse_while_proposed(state)
    change = Change(state=state, actor=actor, at=rules.at, verb=action.verb)
    action.decide(change, rules)
    return _finished(change, rules)


def _finished(change: Change, rules: Rules) -> Change:
    """What is seen to at the end of every act."""
    recuse(change, rules)
    limit.keep(change, rules)
    consulting.keep(change, rules)
    merging.keep(change, rules)
    name_calendar(change, rules)
    tell_watchers(change)
    return change.seal()


def check_right(actor: Actor, action: Action, state: State, *, held: Rights = held_by) -> None:
    """Raises ``NotAllowed`` when the actor may not do this. ``held``: where the rights of staff are read."""
    match actor.kind:
        case "clock":
            allowed = action.by_clock
        case "citizen":
            allowed = action.by_citizen and actor.case_id == state.case.pk
        case _:
            allowed = action.is_open_to(actor, state, held)
    if not allowed or not action.may_also(actor, state, held):
        raise NotAllowed


def refuse_what_arrived(state: State, action: Action, drawn: Drawn, *, user_id: int | None) -> None:
    """Raises ``DoneAlready`` where this very form came before: nothing is done twice by five clicks.

    Asked before all rights: whoever sent a case on by the first click has none any more at the second.
    """
    arrived = arrived_by(state.case, drawn, user_id=user_id, text=text_of(action))
    if arrived is not None:
        raise DoneAlready(arrived)


def refuse_what_was_not_read(state: State, action: Action, drawn: Drawn) -> None:
    """Raises ``Meanwhile`` where the citizen is told something and more was said than the page showed."""
    if action.to_citizen and any(event.kind.said for event in _since(state.case, drawn)):
        raise Meanwhile


def arrived_by(case: Case, drawn: Drawn, *, user_id: int | None, text: str) -> CaseEvent | None:
    """The event that this form became, sent by this person with these words; None if it did not arrive.

    With other words it is another act: a browser may show the page again that it had before.
    """
    for event in _since(case, drawn):
        if event.data.get(FORM_KEY) == drawn.key and event.actor_user_id == user_id:
            return event if text.strip() in ("", *_words_of(event)) else None
    return None


def has_arrived(tracking: str, drawn: Drawn, *, user_id: int | None, text: str) -> bool:
    """Whether the case of this number has such an event, asked outside the door; false where there is no such case."""
    case = Case.objects.filter(tracking=tracking).first()
    return case is not None and arrived_by(case, drawn, user_id=user_id, text=text) is not None


def text_of(action: Action) -> str:
    """The words that come with an act, if any do."""
    return str(getattr(action, "text", "") or getattr(action, "reason", ""))


def _since(case: Case, drawn: Drawn) -> Iterable[CaseEvent]:
    """What happened after the page was drawn. Mostly nothing, and then nothing is asked."""
    return case.events.filter(number__gt=drawn.seen) if case.events_count > drawn.seen else ()


def _words_of(event: CaseEvent) -> Iterable[str]:
    texts = Message.objects.filter(case_id=event.case_id, event_number=event.number)
    return [message.text.strip() for message in texts]

"""What the diary of a case says of its way through its process: what was done, in which order, and the facts of then.

Codes alone, so that it can be kept: what people wrote is asked of ``words``, and nothing of today is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from workflows.cases.models import CaseStatus, EventVerb
from workflows.cases.past import AT, NotKept, unwritten, was_carried_over
from workflows.facts.catalogue import ANSWER, CATEGORY, FIELD
from workflows.facts.conditions import Ask, Value

OUTCOME = "outcome"
"""The fact that changes on the way: what the case has come to so far."""
ROUTING = "routing"
"""What is missing where nobody asked the routing table at that moment."""
OF_THE_OPENING: Mapping[str, str] = {
    "kind": "kind",
    "channel": "channel",
    "language": "language",
    "track": "track",
    "agency": "named",
}
"""Facts that never change, and under which name the event that opened the case has them."""


class What(StrEnum):
    """What was done to the process."""

    BEGAN = "began"
    LEFT = "left"
    REOPENED = "reopened"
    """Once it was closed; before that, a citizen who objects leaves a step."""
    NOT_DONE = "not_done"
    """The same of whoever says that what was promised has not been done."""
    MISROUTED = "misrouted"
    WITHDRAWN = "withdrawn"
    STOOD = "stood"
    """Put at a step by hand."""


class Event(Protocol):
    """What is asked of an event."""

    number: int
    verb: str
    status: str
    outcome: str
    data: Any


@dataclass(frozen=True, slots=True)
class Did:
    """One thing that was done. ``entered``: the steps at which the process then rested; ``over``: the case was closed.

    ``read``: the facts that were asked, as they were; ``found``: what the routing table said, where it was asked.
    ``decided``: with which result somebody answered, ``result`` what the case had come to after it. ``filled``: the
    keys of the fields that were filled in.
    """

    number: int
    what: What
    step: str = ""
    outcome: str = ""
    entered: tuple[str, ...] = ()
    over: bool = False
    read: Mapping[str, Value] = field(default_factory=dict)
    found: bool | None = None
    decided: str = ""
    result: str = ""
    filled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """All that was done on one case. ``process``: key and number of the version that ran; ``fixed``: the facts that
    never change, as far as they are codes; ``result``: what it has come to; ``fields``: the keys of the fields that the
    version that ran has; ``categories``: since which event the
    case was of which category; ``beside``: by which event a field was filled in that moved nothing."""

    process: tuple[str, int]
    acts: tuple[Did, ...]
    fixed: Mapping[str, Value]
    result: str
    words: Ask = unwritten
    fields: frozenset[str] = frozenset()
    categories: tuple[tuple[int, Value], ...] = ()
    beside: tuple[tuple[int, str], ...] = ()

    def category(self, number: int) -> Value:
        """As it was when something was done; empty where the case had none."""
        return next((value for since, value in reversed(self.categories) if since <= number), "")

    def filled_in(self, name: str, number: int) -> Value:
        """A field that officers fill in, as it was when something was done. Empty where nobody filled in what they were
        asked for; raises ``NotKept`` where nobody was asked."""
        key = name.removeprefix(FIELD)
        filled = [*((did.number, each) for did in self.acts for each in did.filled), *self.beside]
        if any(each == key for since, each in filled if since <= number):
            return self.words(f"{name}{AT}{number}")
        if key not in self.fields:
            raise NotKept(name)
        return ""

    def is_sealed(self, name: str) -> bool:
        """Whether the value of a fact was written by people, or by none is known to be a code."""
        return not (name in (OUTCOME, CATEGORY) or name in self.fixed or any(name in did.read for did in self.acts))


def life_of(
    events: Sequence[Event],
    chosen: Mapping[str, Value],
    words: Ask = unwritten,
    fields: frozenset[str] = frozenset(),
    *,
    through_moves: bool = False,
) -> Life:
    """The life that a diary tells. ``chosen``: the answers that were chosen from lists, by the names of their facts.

    Raises ``NotKept`` where a release of before, or something that this one does not know, moved the case; so does
    its move to another version, which no version alone leads to, unless ``through_moves`` looks past that.
    """
    opened = events[0].data if events else {}
    if "process" not in opened or any(name not in opened for name in OF_THE_OPENING.values()):
        raise NotKept("release")
    if not through_moves and any(was_carried_over(event) for event in events):
        raise NotKept("moved")
    acts = tuple(did for event in events if (did := _did(event)) is not None)
    fixed = {fact: str(opened[name]) for fact, name in OF_THE_OPENING.items()}
    read = {name: value for did in acts for name, value in did.read.items() if name.startswith(ANSWER)}
    key, number = opened["process"]
    return Life(
        (str(key), int(number)),
        acts,
        {**chosen, **read, **fixed},
        events[-1].outcome,
        words,
        fields,
        _categories(events),
        tuple((each.number, str(key)) for each in events if _what(each) is None for key in each.data.get("filled", ())),
    )


def _categories(events: Iterable[Event]) -> tuple[tuple[int, Value], ...]:
    """Of each event that said it: what was chosen with the form, and what officers set."""
    said = {1: "category", **{event.number: "to" for event in events if event.verb == EventVerb.CATEGORY_SET}}
    found = ((event.number, event.data.get(said.get(event.number, ""))) for event in events)
    return tuple((number, as_value(value)) for number, value in found if value)


def _did(event: Event) -> Did | None:
    """None for an event that did not move the process."""
    data = event.data
    what = _what(event)
    if what is None:
        return None
    _branch, step, outcome = data.get("left", ("", data.get("stood", ""), ""))
    return Did(
        number=event.number,
        what=what,
        step=step,
        outcome=outcome,
        entered=tuple(data.get("entered", ())),
        over=event.status == CaseStatus.CLOSED,
        read={name: as_value(value) for name, value in data.get("read", {}).items()},
        found=bool(data["found"]) if "found" in data else None,
        decided=str(data.get("outcome", "")) if event.verb == EventVerb.DECIDED else "",
        result=event.outcome,
        filled=tuple(data.get("filled", ())),
    )


def _what(event: Event) -> What | None:
    data = event.data
    if event.verb == EventVerb.WITHDRAWN:
        return What.WITHDRAWN
    if "left" in data:
        return What.LEFT
    if "stood" in data:
        return _STOOD.get(event.verb, What.STOOD)
    if "entered" not in data:
        return None
    if event.number != 1:
        raise NotKept("release")
    return What.BEGAN


_STOOD: Mapping[str, What] = {
    EventVerb.REOPENED: What.REOPENED,
    EventVerb.NOT_DONE: What.NOT_DONE,
    EventVerb.MISROUTED: What.MISROUTED,
}


def as_value(value: Any) -> Value:
    """A fact as it stands in JSON."""
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else str(value)


@dataclass(frozen=True, slots=True)
class Span:
    """What was done from a beginning to the next one: nothing of what ran before goes on after it.

    ``rests``: the steps at which the case stood at the end of it; none where it was closed.
    """

    first: Did
    leaves: tuple[Did, ...]
    withdrawn: Did | None
    rests: frozenset[str]


def spans_of(acts: Iterable[Did]) -> list[Span]:
    """In their order."""
    found: list[Span] = []
    first: Did | None = None
    leaves: list[Did] = []
    withdrawn: Did | None = None
    for did in acts:
        if did.what == What.LEFT:
            leaves.append(did)
        elif did.what == What.WITHDRAWN:
            withdrawn = did
        else:
            if first is not None:
                found.append(Span(first, tuple(leaves), withdrawn, _rests(first, leaves)))
            first, leaves, withdrawn = did, [], None
    if first is not None:
        found.append(Span(first, tuple(leaves), withdrawn, _rests(first, leaves)))
    return found


def _rests(first: Did, leaves: Iterable[Did]) -> frozenset[str]:
    standing = set(first.entered)
    over = first.over
    for did in leaves:
        standing.discard(did.step)
        standing.update(did.entered)
        over = did.over
    return frozenset() if over else frozenset(standing)

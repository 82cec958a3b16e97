"""The past of a case decided again from its diary alone: where it was sent and how it moved, with the facts of then.

Plain Python over what events say. What people wrote never stands there: it is asked of ``texts``, which says so where
it is not kept any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from permissions.arabic import fold
from workflows.facts.catalogue import CATEGORY, FIELD
from workflows.facts.conditions import Ask, Value
from workflows.processes.advance import NOWHERE, Act, Begin, Leave, Marking, Stand, Token, advance
from workflows.processes.definition import ProcessDefinition
from workflows.routing.decide import Routed, route
from workflows.routing.definition import Table

AT = "@"
"""Between the name of a field and the number of the event by which it had been filled in: it may have been since."""


class Event(Protocol):
    """What is asked of an event."""

    number: int
    status: str
    data: Any


class NotKept(Exception):
    """The past cannot be decided again here: ``what`` was not recorded by the release of then, or was erased since."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Replayed:
    """One event decided again: ``marking`` after it, the steps that were entered, the end by which all was over."""

    number: int
    marking: Marking
    entered: tuple[str, ...]
    ended: str


def unwritten(name: str) -> Value:
    """The texts of whoever has none at hand; raises ``NotKept`` for each."""
    raise NotKept(name)


@dataclass(slots=True)
class _Then:
    """The facts as they were when an event was decided."""

    data: Mapping[str, Any]
    texts: Ask
    number: int
    _read: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self._read = self.data.get("read", {})

    def fact(self, name: str) -> Value:
        if name == CATEGORY and name not in self._read:
            return self._category()
        if name not in self._read:
            return self.texts(f"{name}{AT}{self.number}" if name.startswith(FIELD) else name)
        value = self._read[name]
        return tuple(value) if isinstance(value, list) else str(value)

    def _category(self) -> Value:
        """As the event that opened the case has it; by a later one somebody may have set it since."""
        if self.number != 1:
            raise NotKept(CATEGORY)
        return tuple(self.data.get("category", ())) or ""

    def route(self) -> bool:
        """What the table said then; whether it would say the same is asked by ``sent_again``."""
        if "found" not in self.data:
            raise NotKept("found")
        return bool(self.data["found"])


def facts_then(event: Event, texts: Ask) -> Ask:
    """The facts as an event has them; what it does not is asked of ``texts``."""
    return _Then(event.data, texts, event.number).fact


def sent_again(event: Event, table: Table, texts: Ask = unwritten) -> Routed | None:
    """Where a table sends a case by the facts, and on the day, of the event that asked it. Raises ``NotKept``.

    An event says its day only where the table of then depended on it; of another table all rules stand then.
    """
    day = date.fromisoformat(event.data["day"]) if "day" in event.data else None
    return route(table, _Then(event.data, texts, event.number).fact, fold=fold, day=day)


Versions = Callable[[str, int], ProcessDefinition]
"""The definition of a version by the key and number of the process; raises ``KeyError`` for one that there is not."""


def _no_other(key: str, number: int) -> ProcessDefinition:
    raise KeyError(f"{key} {number}")


def moved_again(
    definition: ProcessDefinition, events: Iterable[Event], texts: Ask = unwritten, *, versions: Versions = _no_other
) -> Iterator[Replayed]:
    """Every move of a case, in the order of its events; raises ``NotKept`` at the first that cannot be decided again.

    ``definition``: the version on which it began; ``versions`` finds those to which it was moved. ``KeyError`` where
    the diary leads to what the process has not.
    """
    marking = NOWHERE
    for event in events:
        act = _act(event)
        if was_carried_over(event):
            definition = versions(*event.data["process"])
            places = carried_over(event)
            marking = frozenset(places[token] for token in marking)
            yield Replayed(event.number, marking, (), "")
        elif act is not None:
            move = advance(definition, marking, act, _Then(event.data, texts, event.number), fold=fold)
            marking = move.marking
            yield Replayed(event.number, marking, tuple(token.step for token in move.entered), move.ended)
        elif event.status == "closed":
            marking = NOWHERE  # taken back: what ran was dropped


def was_carried_over(event: Event) -> bool:
    """Whether the case was moved to another version of its process by an event."""
    return event.number > 1 and "process" in event.data


def carried_over(event: Event) -> dict[Token, Token]:
    """Where each token of the version of before went by such an event."""
    return {Token(*row[:2]): Token(*row[2:]) for row in event.data["tokens"]}


def _act(event: Event) -> Act | None:
    """What was done to the process; None where the event did not move it."""
    data = event.data
    if "left" in data:
        branch, step, outcome = data["left"]
        return Leave(Token(branch, step), outcome)
    if "stood" in data:
        return Stand(data["stood"])
    if "entered" not in data:
        return None
    if event.number != 1 and "begun" not in data:
        raise NotKept("left")
    return Begin()

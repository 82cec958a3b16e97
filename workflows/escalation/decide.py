"""What comes next on a ladder, how long a question pauses its count, and which of several ladders counts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from workflows.calendars.calendar import DAY, Calendar
from workflows.calendars.working_time import Duration, add, between, resumed
from workflows.escalation.definition import DIMENSIONS, Applies, Asking, Ladder, Warned


@dataclass(frozen=True, slots=True)
class Next:
    """What the clock does when ``after`` is over without an act: climb to ``level``, or remind from the top."""

    kind: Literal["escalate", "remind"]
    level: int
    after: Duration
    warning: Warned | None = None


def next_rung(ladder: Ladder, level: int) -> Next:
    """The next thing after arriving at ``level`` (0: the ground), or after an act at it.

    Above the top there is nobody in the agency: the complaints unit is told, again and again.
    """
    for rung in ladder.rungs:
        if rung.level > level:
            return Next("escalate", rung.level, rung.after, rung.warning)
    return Next("remind", level, ladder.remind_every)


class Pause(NamedTuple):
    """Until when a question pauses a count: for a duration, or for what is left of it (``rest``)."""

    until: datetime
    duration: Duration
    rest: timedelta | None = None


def pause_of(ladder: Ladder, calendar: Calendar, at: datetime, former: Iterable[tuple[datetime, datetime]]) -> Pause:
    """Of a question that is asked at ``at``. ``former``: from when until when those before it paused a count.

    What is left of a limit in days is counted in whole days where days end when the body closes, a day begun as one.
    """
    alone = Pause(add(calendar, at, ladder.question_pause, ladder.ends), ladder.question_pause)
    if ladder.asking is None:
        return alone
    return min(alone, _of_the_rest(ladder.asking, ladder, calendar, at, former), key=lambda pause: pause.until)


def _of_the_rest(
    asking: Asking, ladder: Ladder, calendar: Calendar, at: datetime, former: Iterable[tuple[datetime, datetime]]
) -> Pause:
    limit = asking.rests
    spent = sum((between(calendar, since, until, limit.unit) for since, until in former), timedelta(0))
    rest = max(limit.span - spent, timedelta(0))
    if rest and limit.at_day_end(ladder.ends):
        days = Duration(math.ceil(rest / DAY), limit.unit)
        return Pause(add(calendar, at, days, ladder.ends), days)
    return Pause(resumed(calendar, at, rest, limit.unit, ladder.ends), limit, rest)


@dataclass(frozen=True, slots=True)
class Situation:
    """By what a ladder is chosen for a piece of work: codes of kind and body, the priority, the step's key.

    ``categories``: that of the case behind all that it lies under; a ladder for one is for those below it.
    """

    kind: str
    priority: str
    body: str
    step: str
    sealed: bool = False
    categories: tuple[str, ...] = ()

    def of(self, dimension: str) -> tuple[str, ...]:
        single = {"kinds": self.kind, "priorities": self.priority, "bodies": self.body, "steps": self.step}
        return self.categories if dimension == "categories" else (single[dimension],)

    def depth(self, applies: Applies) -> int:
        """How deep in the tree the category lies by which a ladder is for this work."""
        return max((place for place, each in enumerate(self.categories, 1) if each in applies.categories), default=0)


def choose(ladders: Mapping[str, Ladder], base: str, situation: Situation) -> str:
    """The key of the ladder that counts: of those that are for this work the one that names most, else ``base``; of
    two for categories that lie in one another the one for the lower.

    Two that name equally much are not in force together (``overlaps``); were they, the first by its key would win.
    """
    fitting = [key for key, ladder in ladders.items() if fits(ladder.applies, situation)]
    return min(
        fitting,
        key=lambda key: (-ladders[key].applies.weight, -situation.depth(ladders[key].applies), key),
        default=base,
    )


def fits(applies: Applies, situation: Situation) -> bool:
    """Whether a ladder is for this work. A sealed kind goes by what names it alone: what is published for all requests
    must not slow down those in which somebody may be in danger."""
    if not applies.weight or (situation.sealed and not applies.kinds):
        return False
    return all(not set(named).isdisjoint(situation.of(dimension)) for dimension, named in applies.named())


def overlaps(one: Applies, other: Applies) -> Applies | None:
    """What both of two equally specific ladders are for; None where it is clear which counts."""
    if one.weight != other.weight or not one.weight:
        return None
    both = {}
    for dimension in DIMENSIONS:
        mine, theirs = getattr(one, dimension), getattr(other, dimension)
        both[dimension] = tuple(each for each in mine if each in theirs) if mine and theirs else mine or theirs
        if mine and not both[dimension]:
            return None
    return Applies(**both)


def ties(ladders: Mapping[str, Applies], key: str) -> Iterator[str]:
    """The keys of those that name as much as ``key`` and are for some of the same work, where no third names all of
    that and more: which of the two counted would be a coin toss."""
    mine = ladders[key]
    for other, applies in ladders.items():
        both = overlaps(mine, applies) if other != key else None
        if both is not None and not any(_covers(third, both, than=mine) for third in ladders.values()):
            yield other


def _covers(third: Applies, both: Applies, *, than: Applies) -> bool:
    """Whether a ladder that names more is for all of ``both``."""
    if third.weight <= than.weight:
        return False
    return all(set(getattr(both, name)) and set(getattr(both, name)) <= set(named) for name, named in third.named())

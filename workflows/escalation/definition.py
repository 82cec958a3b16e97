"""The escalation ladder as plain values, read from JSON: format 4, and the former ones through ``upgrade.py``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from workflows.calendars.working_time import ENDINGS, UNITS, Duration, Ending
from workflows.escalation.upgrade import to_format_4
from workflows.versions.raw import Malformed, Raw, format_of

FORMAT = 4
HIGHEST = 6
"""Levels above the ground that a ladder may have."""
HOLDER, FORMER_HOLDER, CITIZEN = "holder", "former_holder", "citizen"
DEFAULT = (HOLDER, FORMER_HOLDER, CITIZEN)
"""Whom a rung tells that names nobody."""

Reply = Literal["once", "always", "never"]
REPLIES: tuple[Reply, ...] = get_args(Reply)
Course = Literal["starts_again", "goes_on"]
COURSES: tuple[Course, ...] = get_args(Course)
DIMENSIONS = ("kinds", "categories", "priorities", "bodies", "steps")
"""By what a ladder is chosen."""


@dataclass(frozen=True, slots=True)
class Warned:
    """So long before work climbs, these are told that it will; a question that pauses the count puts it off, too."""

    before: Duration
    tells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """After so long without an act at the level below, work climbs to ``level``.

    ``tells``: whom, by the names in ``recipients``.
    """

    level: int
    after: Duration
    tells: tuple[str, ...] = DEFAULT
    warning: Warned | None = None


@dataclass(frozen=True, slots=True)
class Acts:
    """What an act does to the count of its work: whether it starts again, at the level reached, or goes on.

    ``reply``: ``once`` starts it again and no more, until a question, or until the step is left by a decision or a
    referral. ``question``: once it is answered. ``decision``, ``referral``, ``reopening`` and ``step``: the work that
    they lead to begins at the ground, or goes on at the level and with the time that were left. ``priority``: a count
    that goes on is reckoned anew, by the ladder of the new priority, from when it began.
    """

    reply: Reply = "once"
    question: Course = "goes_on"
    decision: Course = "starts_again"
    referral: Course = "starts_again"
    reopening: Course = "starts_again"
    step: Course = "starts_again"
    priority: Course = "goes_on"


OTHER_ACTS = tuple(name for name in Acts.__slots__ if name != "reply")


@dataclass(frozen=True, slots=True)
class Applies:
    """What a ladder is for, by codes and keys: it takes the place of the one that the step names. Empty: of all.

    A ladder that names nothing at all takes nobody's place.
    """

    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    def named(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The dimensions that it names something of, with what it names."""
        return ((name, found) for name in DIMENSIONS if (found := getattr(self, name)))

    @property
    def weight(self) -> int:
        """How specific it is: how many dimensions it names."""
        return sum(1 for _each in self.named())


@dataclass(frozen=True, slots=True)
class Asking:
    """How often the citizen of a request may be asked, and for how long its counts rest for that in all."""

    most: int
    rests: Duration


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs from the ground up, how long the top and the citizen's silence count, how counts of days end, what acts do
    to a count, for what it is chosen, and how often a citizen is asked (None: as often as anybody likes)."""

    name: Mapping[str, str]
    rungs: tuple[Rung, ...]
    remind_every: Duration
    question_pause: Duration
    ends: Ending = "moment"
    acts: Acts = field(default_factory=Acts)
    applies: Applies = field(default_factory=Applies)
    asking: Asking | None = None

    @property
    def top(self) -> int:
        return max((rung.level for rung in self.rungs), default=0)


def newest(definition: Any) -> Any:
    """A definition in the format of today; raises ``KeyError`` and the like where it is malformed."""
    return definition if format_of(definition, FORMAT) == FORMAT else to_format_4(definition)


def parse(definition: Any) -> Ladder:
    """Build the ladder from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    raw = Raw(newest(definition))
    raw.only("format", "name", "ends", "rungs", "remind_every", "question_pause", "acts", "applies", "asking")
    return Ladder(
        name=raw.words("name"),
        rungs=tuple(_rung(each) for each in raw.each("rungs")),
        remind_every=duration_in(raw, "remind_every"),
        question_pause=duration_in(raw, "question_pause"),
        ends=one_of(raw, "ends", ENDINGS),
        acts=_acts(raw.inner("acts")) if raw.has("acts") else Acts(),
        applies=_applies(raw.inner("applies")) if raw.has("applies") else Applies(),
        asking=_asking(raw.inner("asking")) if raw.has("asking") else None,
    )


def duration_in(raw: Raw, key: str) -> Duration:
    """A duration of exactly an amount and a unit."""
    inner = raw.inner(key)
    inner.only("amount", "unit")
    return Duration(inner.whole("amount"), one_of(inner, "unit", UNITS))


def one_of(raw: Raw, key: str, known: tuple[Any, ...], default: str | None = None) -> Any:
    """One of the known words."""
    found = raw.text(key, default)
    if found not in known:
        raise Malformed(raw.at(key), "unknown")
    return found


def names_in(raw: Raw, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """A list of names, each of them once."""
    return tuple(dict.fromkeys(raw.texts(key, default)))


def _asking(raw: Raw) -> Asking:
    raw.only("most", "rests")
    return Asking(raw.whole("most"), duration_in(raw, "rests"))


def _rung(raw: Raw) -> Rung:
    raw.only("level", "after", "tells", "warning")
    return Rung(
        raw.whole("level"),
        duration_in(raw, "after"),
        names_in(raw, "tells") if raw.has("tells") else DEFAULT,
        warned(raw.inner("warning")) if raw.has("warning") else None,
    )


def warned(raw: Raw) -> Warned:
    """A warning from its JSON."""
    raw.only("before", "tells")
    return Warned(duration_in(raw, "before"), names_in(raw, "tells"))


def _acts(raw: Raw) -> Acts:
    raw.only("reply", *OTHER_ACTS)
    known = Acts()
    others = {name: one_of(raw, name, COURSES, getattr(known, name)) for name in OTHER_ACTS}
    return Acts(reply=one_of(raw, "reply", REPLIES, known.reply), **others)


def _applies(raw: Raw) -> Applies:
    raw.only(*DIMENSIONS)
    return Applies(**{name: names_in(raw, name) for name in DIMENSIONS if raw.has(name)})

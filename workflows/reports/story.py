"""One case as the diary tells it: its acts up to a cut-off, and what can be read from them. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from workflows.figures.row import LIMIT_PASSED, MISSED, Dates, missed_by

OPENED, REPLIED, DECIDED, REFERRED = "opened", "replied", "decided", "referred"
ESCALATED, REMINDED, REOPENED, RATED = "escalated", "reminded", "reopened", "rated"
ACCEPTED, CLOSED_IN_SILENCE = "accepted", "closed"
CLOSED, ANSWERED, EXCUSED, CATEGORY_SET = "closed", "answered", "excused", "category_set"
RELEASED, OBJECTED, HELD_AGAIN, CLOSED_AS_SPAM = "released", "objected", "held_again", "closed_as_spam"
ORDINARY = "ordinary"
SENSITIVE, GUARDED = "sensitive", "guarded"
"""Why a case is set apart: its track, or that somebody whom it concerns is shut out of it."""
BY_CLOCK = "clock"

ANSWERS = frozenset({REPLIED, DECIDED})
"""What tells the citizen something. A question to them, a referral and a note do not."""
_MISSING: Final = frozenset({ESCALATED, REMINDED, LIMIT_PASSED})
"""What says by itself that a date was missed, where an earlier release noted none."""


class Act(NamedTuple):
    """One event: what happened, and how the case stood after it."""

    verb: str
    at: datetime
    by: str
    agency_id: int
    status: str
    outcome: str
    level: int
    post_id: int | None
    data: Mapping[str, Any] | None

    @property
    def body_id(self) -> int:
        """Which agency had the piece of work acted on; the one that leads, where nothing else is said."""
        return int((self.data or {}).get("body", self.agency_id))

    @property
    def missed(self) -> Dates:
        """The dates that it missed, by to whom they were promised. Most acts missed none: they are asked first."""
        data = self.data or {}
        if MISSED in data:
            named: Dates = data[MISSED]
            return named
        return missed_by((self.verb, self.by, self.at, data)) if self.verb in _MISSING else {}

    @property
    def level_there(self) -> int:
        """The level that this piece of work reached; the case shows that of the one that leads."""
        data = self.data or {}
        return int(data.get("to_level", self.level)) if "branch" in data else self.level


@dataclass(slots=True)
class Story:
    """The acts of one case in their order; there is at least its opening.

    One that was held back as suspected spam begins with its release: no agency had it before. ``first`` is the number
    of the event with which it begins. ``spam`` are the acts that closed it as spam, and stand; ``danger``, in the row
    of the unit, that it was held for words of danger, and then its release. One that was never released has these
    alone. ``guarding`` are those that may have shut somebody out, or let them in again, or sealed the case; none in
    most cases.
    """

    case_id: int
    acts: list[Act]
    first: int = 1
    spam: list[Act] = field(default_factory=list)
    danger: list[Act] = field(default_factory=list)
    opened_at: datetime = field(init=False)
    filed_as: str = field(init=False)
    """Its track: ordinary, or one that is set apart."""
    guarding: list[Act] = field(init=False)
    _said: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """What is asked of a story again and again is read once."""
        filed = (self.acts or self.unseen)[0]
        self.opened_at, self._said = filed.at, filed.data or {}
        self.filed_as = str(self._said.get("track", ""))
        self.guarding = [
            act
            for act in self.acts
            if act.data and ("guarded" in act.data or ("track" in act.data and act.verb != OPENED))
        ]

    @property
    def unseen(self) -> list[Act]:
        """What the complaints unit did with it before anybody else had it, in the order of time."""
        return sorted([*self.spam, *self.danger], key=lambda act: act.at)

    @property
    def is_there(self) -> bool:
        """Whether anybody but the complaints unit ever had it."""
        return bool(self.acts)

    def as_counted(self) -> Story | None:
        """As reports count it; None while it is held back and nobody has decided."""
        opening = self.acts[0]
        if not (opening.data or {}).get("held"):
            return self
        verbs = [act.verb for act in self.acts]
        since = 1 + max((place for place, verb in enumerate(verbs) if verb == HELD_AGAIN), default=0)
        closed = [self._as_filed(act) for act in self.acts[since:] if act.verb == CLOSED_AS_SPAM]
        danger = self._danger(opening, since)
        begins = next((place for place in range(since, len(verbs)) if verbs[place] in (RELEASED, OBJECTED)), None)
        if begins is None:
            return Story(self.case_id, [], spam=closed, danger=danger) if closed or danger else None
        filed = self._as_filed(self.acts[begins])._replace(verb=OPENED)
        return Story(self.case_id, [filed, *self.acts[begins + 1 :]], begins + 1, closed, danger)

    def _danger(self, opening: Act, since: int) -> list[Act]:
        """That it was held for words of danger, and the release from it that stands."""
        if "danger" not in (opening.data or {}):
            return []
        released = [act for act in self.acts[since:] if act.verb == RELEASED]
        return [self._as_filed(act)._replace(agency_id=opening.agency_id) for act in (opening, *released[:1])]

    def _as_filed(self, act: Act) -> Act:
        """An act with what the opening says of the case."""
        return act._replace(data={**(self.acts[0].data or {}), **(act.data or {})})

    @property
    def kind(self) -> str:
        return str(self._said.get("kind", ""))

    @property
    def channel(self) -> str:
        return str(self._said.get("channel", ""))

    @property
    def was_held(self) -> bool:
        """Whether it was held back as suspected spam when it was filed."""
        return "held" in self._said

    def categories(self, before: datetime) -> tuple[str, ...]:
        """Its category just before an instant, behind all that it lies under; nothing where it had none."""
        found = self._said.get("category", ())
        for act in self.acts:
            if act.verb == CATEGORY_SET and act.at < before and act.data:
                found = act.data["to"]
        return tuple(found)

    @property
    def governorate(self) -> str:
        """The key of the one that was chosen when it was filed; empty where none was."""
        return next(iter(self._said.get("area", ())), "")

    def apart(self, before: datetime) -> str:
        """Why the case was set apart just before an instant: ``SENSITIVE``, ``GUARDED``, or "" if it was not.

        Anything that is not plainly ordinary is sensitive. A case is guarded from the act on that shut somebody out;
        one that was filed as an ordinary one is sensitive from the act on that sealed it.
        """
        if self.filed_as != ORDINARY:
            return SENSITIVE
        guarded = sealed = False
        for act in self.guarding:
            if act.at < before and act.data:
                guarded = bool(act.data.get("guarded", guarded))
                sealed = act.data.get("track", SENSITIVE if sealed else ORDINARY) != ORDINARY
        return SENSITIVE if sealed else GUARDED if guarded else ""

    def sealed_since(self, before: datetime) -> datetime | None:
        """Since when a case that was filed as an ordinary one was sealed just before an instant; None where it was
        not."""
        since: datetime | None = None
        for act in self.guarding:
            if act.at < before and act.data and "track" in act.data:
                since = act.at if act.data["track"] != ORDINARY else None
        return since

    def excused(self, before: datetime) -> frozenset[int]:
        """The numbers, those of the events, of the acts that a calendar excused before an instant."""
        excusing = (act.data or {} for act in self.acts if act.verb == EXCUSED and act.at < before)
        return frozenset(int(number) for data in excusing for number in data.get("excused", ()))

    def standing(self, before: datetime) -> Act | None:
        """How the case stood just before an instant; None when it was not there yet."""
        for act in self.acts[::-1]:
            if act.at < before:
                return act
        return None

    def answered_at(self, before: datetime) -> datetime | None:
        """When the citizen was first told something, if that was before an instant."""
        return self._first(ANSWERS, before)

    def decided_at(self, before: datetime) -> datetime | None:
        """When it was first decided, if that was before an instant."""
        return self._first(frozenset({DECIDED}), before)

    def _first(self, verbs: frozenset[str], before: datetime) -> datetime | None:
        return next((act.at for act in self.acts if act.verb in verbs and act.at < before), None)

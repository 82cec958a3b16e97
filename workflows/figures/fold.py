"""How the rows of figures follow from the acts of a case, one after the other. Plain Python.

The recorder goes on from the row that stands; whoever makes rows anew begins with the first act. Both go through
``Life.take``, so that they cannot come to different rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final, Protocol

from workflows.figures.row import CITIZEN, INSIDE, MISSED, Act, Dates, Happened, Left, Stands

OPENED, RELEASED, OBJECTED, HELD_AGAIN = "opened", "released", "objected", "held_again"
CLOSED_AS_SPAM, EXCUSED, REPLIED, DECIDED = "closed_as_spam", "excused", "replied", "decided"
ESCALATED, REFERRED, REMINDED, REOPENED = "escalated", "referred", "reminded", "reopened"
APPEALED, ASKED, CONSULTED, MISROUTED, RATED = "appealed", "asked", "consulted", "misrouted", "rated"
NOT_DONE = "not_done"
LIMIT_NEAR, LIMIT_PASSED, PRIORITY_SET, CATEGORY_SET = "limit_near", "limit_passed", "priority_set", "category_set"
CLOSED, BY_CLOCK, ORDINARY, SENSITIVE, GUARDED, NORMAL = "closed", "clock", "ordinary", "sensitive", "guarded", "normal"

ANSWERS: Final = frozenset({REPLIED, DECIDED})
"""What tells the citizen something: the same as in reports."""
AT_AGENCY: Final[Mapping[str, str]] = {
    ESCALATED: "body",
    REMINDED: "body",
    ASKED: "body",
    CONSULTED: "body",
    REFERRED: "from",
    MISROUTED: "from",
    REOPENED: "objected_at",
    NOT_DONE: "",
    APPEALED: "",
    RATED: "",
    LIMIT_PASSED: "",
}
"""What is an occurrence, and what in the data of its act names the agency in whose row it counts; else that leads."""
COUNTERS: Final[Mapping[str, str]] = {
    ESCALATED: "escalations",
    REFERRED: "referrals",
    REMINDED: "reminders",
    REOPENED: "reopenings",
    ASKED: "questions",
}
REWRITES: Final = frozenset({RELEASED, OBJECTED, HELD_AGAIN, CLOSED_AS_SPAM, EXCUSED})
"""After these the rows of a case are made anew from its diary: they speak of what came before."""
_VERBS: Final = (
    frozenset({OPENED, LIMIT_NEAR, PRIORITY_SET, CATEGORY_SET})
    | ANSWERS
    | AT_AGENCY.keys()
    | COUNTERS.keys()
    | REWRITES
)
PROMISES: Final[Mapping[str, str]] = {CITIZEN: "missed", INSIDE: "missed_inside"}
"""What is an occurrence too, by to whom it was promised: the column that counts it, and the verb of its rows."""
_MISSING: Final = frozenset({ESCALATED, REMINDED, LIMIT_PASSED})
"""Acts that say what they missed by what they are, too."""
_TELLING: Final = frozenset({MISSED, "left", "entered", "stood", "begun", "tokens", "guarded", "track"})


def may_count(verb: str, data: Mapping[str, Any]) -> bool:
    """Whether an act may change a row by what it is, though the columns of its case stay as they are."""
    return verb in _VERBS or not _TELLING.isdisjoint(data)


class Asked(Protocol):
    """What is not in the diary itself."""

    def day(self, at: datetime) -> date:
        """The country's date of an instant."""

    def minutes(self, act: Act, since: datetime) -> int:
        """Working minutes from an instant to an act, by the calendar of the agency that acted."""

    def agency_id(self, code: str) -> int | None:
        """The agency of a code."""


Entered = dict[str, tuple[datetime, int]]
"""At which steps it is: since when, and at which level, where several work side by side."""


@dataclass(slots=True)
class Life:
    """The rows of one case so far; ``rows`` in their order, the last of them stands.

    One that is held back as suspected spam has none until its release, and none again when that was a slip.
    ``is_guarding_said``: one of the acts taken says whether anybody is shut out of it.
    """

    asked: Asked
    rows: list[Stands] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)
    is_guarding_said: bool = False
    _opening: Act | None = None
    _sensitive: bool = False
    _guarded: bool = False
    _priority: str = NORMAL
    _category: tuple[str, ...] = ()
    _entered: Entered = field(default_factory=dict)
    _rated_at: int | None = None
    _solved: str = ""
    """What the last rating says of whether its citizen got what they needed."""

    @classmethod
    def of(cls, stands: Stands, asked: Asked) -> Life:
        """Go on from the row that stands."""
        entered = {step: (datetime.fromisoformat(at), level) for step, (at, level) in stands.memory["steps"].items()}
        return cls(
            asked,
            [stands],
            _sensitive=stands.apart == SENSITIVE,
            _guarded=stands.apart == GUARDED,
            _priority=stands.priority,
            _category=tuple(dict.fromkeys(filter(None, (stands.top_category, stands.category)))),
            _entered=entered,
            _rated_at=stands.memory.get("rated"),
            _solved=stands.memory.get("solved", ""),
        )

    @property
    def apart(self) -> str:
        """Why the case is set apart by now."""
        return SENSITIVE if self._sensitive else self.guarding

    @property
    def guarding(self) -> str:
        """The same of what happened while it was not sealed."""
        return GUARDED if self._guarded else ""

    def take(self, act: Act) -> None:
        """The next act."""
        self._note(act)
        was_at = dict(self._entered)
        self._move(act)
        if act.verb == OPENED:
            self._opening = act
            if not act.data.get("held"):
                self._begin(act)
        elif act.verb == HELD_AGAIN:
            self.rows, self.left, self.happened, self._rated_at = [], [], [], None
            self._solved = ""
        elif self.rows:
            self._go_on(act, was_at)
        elif act.verb in (RELEASED, OBJECTED):
            self._entered = {step: (act.at, level) for step, (_at, level) in self._entered.items()}
            self._begin(act)
        elif act.verb == CLOSED_AS_SPAM:
            self.happened.append(self._happened(act, act.agency_id, self._first(act)))

    def _note(self, act: Act) -> None:
        """What also counts of a case that is held back."""
        data = act.data
        if "guarded" in data:
            self._guarded, self.is_guarding_said = bool(data["guarded"]), True
        if "track" in data:
            self._sensitive = data["track"] != ORDINARY
        match act.verb:
            case "opened":
                self._sensitive = data.get("track") != ORDINARY
                self._priority = data.get("priority", NORMAL)
                self._category = _keys_in(data.get("category", ()))
            case "priority_set":
                self._priority = data["to"]
            case "category_set":
                self._category = _keys_in(data["to"])

    def _move(self, act: Act) -> None:
        """At which steps it is after an act."""
        data = act.data
        if "left" in data:
            self._entered.pop(data["left"][1], None)
        if "tokens" in data:
            called = {row[1]: row[3] for row in data["tokens"]}
            self._entered = {called.get(step, step): since for step, since in self._entered.items()}
        if "stood" in data or "begun" in data or act.status == CLOSED:
            self._entered = {}
        for step in data.get("entered", ()):
            self._entered[step] = (act.at, act.level)
        if act.verb == ESCALATED and act.step in self._entered:
            self._entered[act.step] = (self._entered[act.step][0], int(data.get("to_level", act.level)))

    def _begin(self, act: Act) -> None:
        first = self._first(act)
        self.rows.append(first._replace(**self._over(act, first)))

    def _first(self, act: Act) -> Stands:
        """How a case begins that was opened, or released, by an act."""
        opened = (self._opening or act).data
        process, version = opened.get("process", ("", 0))
        return Stands(
            number=act.number,
            kind=opened.get("kind", ""),
            channel=opened.get("channel", ""),
            language=opened.get("language", ""),
            governorate=next(iter(opened.get("area", ())), ""),
            priority=self._priority,
            apart=self.apart,
            agency_id=act.agency_id,
            since=act.at,
            opened_at=act.at,
            named_agency_id=self.asked.agency_id(opened["named"]) if opened.get("named") else None,
            process=process,
            process_version=version,
            status=act.status,
            outcome=act.outcome,
            level=act.level,
            highest_level=act.level,
            opened_on=self.asked.day(act.at),
            memory=self._memory(),
            **self._categories(),
        )

    def _categories(self) -> dict[str, Any]:
        return {"category": self._category[-1], "top_category": self._category[0]} if self._category else _NONE

    def _memory(self) -> dict[str, Any]:
        steps = {step: [at.astimezone(UTC).isoformat(), level] for step, (at, level) in self._entered.items()}
        rated = {} if self._rated_at is None else {"rated": self._rated_at}
        return {"steps": steps} | rated | ({"solved": self._solved} if self._solved else {})

    def _go_on(self, act: Act, was_at: Entered) -> None:
        was = self.rows[-1]
        if "left" in act.data and act.data["left"][1] in was_at:
            self.left.append(self._left(act, was, was_at))
        said = self._said(act, was) | self._counted(act, was) | self._answered(act, was) | self._over(act, was)
        new = {name: value for name, value in said.items() if getattr(was, name) != value}
        stands = was._replace(number=act.number, since=act.at, **new) if new else was
        self._occur(act, was, stands)
        if act.verb == RATED:
            self._rated_at, self._solved = act.agency_id, act.data.get("solved", "")
        memory = self._memory()
        if not new:
            self.rows[-1] = was if memory == was.memory else was._replace(memory=memory)
        elif act.at <= was.since:
            # Two acts at one instant: nobody can ask how it stood between them.
            self.rows[-1] = stands._replace(since=was.since, memory=memory)
        else:
            self.rows[-1] = was._replace(until=act.at, memory={})
            self.rows.append(stands._replace(memory=memory))

    def _said(self, act: Act, was: Stands) -> dict[str, Any]:
        """What every act says of its case."""
        new = {
            "priority": self._priority,
            "apart": self.apart,
            "agency_id": act.agency_id,
            "status": act.status,
            "outcome": act.outcome,
            "level": act.level,
            "highest_level": max(was.highest_level, act.level, act.level_there if act.verb == ESCALATED else 0),
            **self._categories(),
        }
        if "tokens" in act.data:
            new["process"], new["process_version"] = act.data["process"]
        return new

    def _counted(self, act: Act, was: Stands) -> dict[str, Any]:
        """What an act of its kind adds."""
        new: dict[str, Any] = {}
        if act.verb in COUNTERS:
            new[COUNTERS[act.verb]] = getattr(was, COUNTERS[act.verb]) + 1
        if act.verb == ESCALATED and act.by == BY_CLOCK:
            new["escalations_by_clock"] = was.escalations_by_clock + 1
        if act.verb == RATED:
            new |= {"rating": int(act.data.get("stars", 0)), "rated_on": self.asked.day(act.at)}
        if act.verb in (LIMIT_NEAR, LIMIT_PASSED):
            new["limited"] = True
        for whom, dates in self._missed(act).items():
            new[PROMISES[whom]] = getattr(was, PROMISES[whom]) + len(dates)
        return new

    def _answered(self, act: Act, was: Stands) -> dict[str, Any]:
        new: dict[str, Any] = {}
        if act.verb in ANSWERS and was.answered_on is None:
            new |= {"answered_on": self.asked.day(act.at), "answer_took": self.asked.minutes(act, was.opened_at)}
        if act.verb == DECIDED and was.decided_on is None:
            new |= {"decided_on": self.asked.day(act.at), "decision_took": self.asked.minutes(act, was.opened_at)}
        if act.verb == DECIDED and "in_time" in act.data:
            new["limited"] = True
            if was.in_time is None:
                new["in_time"] = bool(act.data["in_time"])
        return new

    def _over(self, act: Act, was: Stands) -> dict[str, Any]:
        if act.status != CLOSED:
            return {"closed_on": None, "closing_took": None}
        if was.closed_on is not None:
            return {}
        return {"closed_on": self.asked.day(act.at), "closing_took": self.asked.minutes(act, was.opened_at)}

    def _left(self, act: Act, was: Stands, was_at: Entered) -> Left:
        branch, step, outcome = act.data["left"]
        entered_at, level = was_at[step]
        if len(was_at) == 1:
            level = was.level
        return Left(
            **_of_a_case(was, act.number, act.body_id),
            process=was.process,
            process_version=was.process_version,
            step=step,
            branch=branch,
            outcome=outcome,
            by=act.by,
            level=int(act.data.get("level", level)),
            entered_on=self.asked.day(entered_at),
            left_on=self.asked.day(act.at),
            took=self.asked.minutes(act, entered_at),
        )

    def _occur(self, act: Act, was: Stands, stands: Stands) -> None:
        if act.verb in AT_AGENCY:
            at = int(act.data.get(AT_AGENCY[act.verb], act.agency_id))
            self.happened.append(self._happened(act, at, stands))
        missed = self._missed(act)
        for whom, verb in PROMISES.items() if missed else ():
            at = int(act.data.get(AT_AGENCY.get(act.verb, "body"), act.body_id))
            self.happened += [self._happened(act, at, stands)._replace(verb=verb)] * len(missed.get(whom, ()))
        if act.verb == RATED and was.rating is not None and self._rated_at is not None:
            row = self._happened(act, self._rated_at, stands)
            self.happened.append(row._replace(weight=-1, stars=was.rating, solved=self._solved))
        if act.verb == EXCUSED:
            numbers = set(act.data.get("excused", ()))
            gone_up = [row for row in self.happened if row.verb == ESCALATED and row.number in numbers]
            self.happened += [row._replace(verb=EXCUSED, number=act.number, by=act.by) for row in gone_up]

    def _missed(self, act: Act) -> Dates:
        return act.missed if act.verb in _MISSING or MISSED in act.data else {}

    def _happened(self, act: Act, agency_id: int, stands: Stands) -> Happened:
        return Happened(
            **_of_a_case(stands, act.number, agency_id),
            verb=act.verb,
            on=self.asked.day(act.at),
            by=act.by,
            level=act.level_there if act.verb == ESCALATED else 0,
            stars=int(act.data.get("stars", 0)) if act.verb == RATED else None,
            solved=act.data.get("solved", "") if act.verb == RATED else "",
        )


def _keys_in(path: Iterable[str]) -> tuple[str, ...]:
    """The keys of categories as their tree has them: the diary names each with its kind, which is a column of its
    own."""
    return tuple(each.rpartition(".")[2] for each in path)


_NONE: Final[dict[str, Any]] = {"category": "", "top_category": ""}


def _of_a_case(stands: Stands, number: int, agency_id: int) -> dict[str, Any]:
    return {
        "number": number,
        "kind": stands.kind,
        "channel": stands.channel,
        "language": stands.language,
        "governorate": stands.governorate,
        "category": stands.category,
        "top_category": stands.top_category,
        "priority": stands.priority,
        "apart": stands.apart,
        "agency_id": agency_id,
    }

"""The course of a case as it is drawn: what officers and citizens do with it, and after how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter
from random import Random
from typing import Final

from portal.operations.demo_world.cases.acts import Act, Deed
from portal.operations.demo_world.cases.moments import OFFICE_DAY, Year
from portal.operations.demo_world.cases.sizes import draw_agency
from portal.operations.demo_world.cases.subjects import decisions, general
from portal.operations.demo_world.cases.voice import Voice
from portal.operations.set_up.kinds import SEALED

_OUTCOMES: Final[dict[str, dict[str, int]]] = {
    "complaint": {"resolved": 58, "partly_resolved": 11, "explained": 18, "refused": 8, "go_elsewhere": 5},
    "inquiry": {"explained": 92, "refused": 3, "go_elsewhere": 5},
    "suggestion": {"noted": 62, "resolved": 14, "refused": 20, "go_elsewhere": 4},
    "praise": {"noted": 1},
    "rights": {"resolved": 46, "partly_resolved": 24, "explained": 22, "refused": 3, "go_elsewhere": 5},
    "integrity": {"resolved": 30, "partly_resolved": 14, "explained": 34, "refused": 12, "go_elsewhere": 10},
}
_STARS: Final = {
    "content": (3, 4, 9, 33, 51),
    "sobered": (17, 16, 22, 26, 19),
}
"""Weights of one to five: after an answer that helps, and after another."""
_HELPFUL: Final = ("resolved", "explained", "noted")

# How long the first act that the citizen sees takes, in office days: share, least, most. The ladder climbs after two
# working days and after two more, and the complaints unit is reminded after another two.
_PACES: Final = ((0.87, 0.05, 1.6), (0.08, 1.6, 3.8), (0.033, 3.8, 5.8), (0.017, 5.8, 12.0))
_REOPENINGS_AT_MOST: Final = 2
_SILENCE: Final = timedelta(days=17)
"""After an answer to which nobody says anything, long enough that it has closed."""


@dataclass(slots=True)
class Course:
    """Draws the acts one after the other; ``at`` is the moment reached."""

    rng: Random
    year: Year
    voice: Voice
    kind: str
    at: datetime
    acts: list[Act] = field(default_factory=list)

    def whole(self, *, agency: str, misdirected: bool, unsorted: bool) -> tuple[Act, ...]:
        """All that may happen to a case of ``agency``. ``misdirected``: it begins at others, who send it on."""
        if self.kind in SEALED:
            self._receive(0.85)
        elif unsorted:
            self._sort(agency)
        if misdirected:
            self._send_on(agency)
        began = self.at
        self._handle()
        self._views(0)
        self._aside(began)
        return self._in_order()

    def unanswered(self, *, agency: str, misdirected: bool, unsorted: bool) -> tuple[Act, ...]:
        """The same for a case that nobody has decided yet."""
        if self.kind in SEALED:
            self._receive(0.6)
        elif unsorted and self._chance(0.6):
            self._sort(agency)
        if misdirected and self._chance(0.5):
            self._send_on(agency)
        if self._chance(0.5):
            self._prepare(self._pace())
        if self._chance(0.22):
            self._ask(answered=self._chance(0.45))
        elif self._chance(0.25):
            self._do(self._office(self._pace()), Deed.REPLY, self.voice.reply())
        return self._in_order()

    def _in_order(self) -> tuple[Act, ...]:
        return tuple(sorted(self.acts, key=attrgetter("at")))

    # --- officers -------------------------------------------------------------------------------------------------

    def _sort(self, agency: str) -> None:
        """The complaints unit finds the agency where no rule of routing did."""
        self.at = self._office(self.rng.uniform(0.03, 1.3))
        way = self.rng.random()
        if self.kind == "praise" or way < 0.93:
            outcome, text = "referred", self.voice.say(general.REFERRALS)
        elif way < 0.97:
            outcome, text = "go_elsewhere", self.voice.say(decisions.SORTED["go_elsewhere"])
        else:
            outcome, text = "refused", self.voice.say(decisions.SORTED["refused"])
        self.acts.append(Act(self.at, Deed.SORT, text, outcome, (agency, "pm")))

    def _receive(self, share: float) -> None:
        """The unit for sensitive requests has read it, mostly within the day, and examines it."""
        if self._chance(share):
            self._do(self._office(self.rng.uniform(0.02, 1.2)), Deed.PROCEED, self.voice.say(general.RECEIPTS))
            self.at = self.acts[-1].at

    def _send_on(self, agency: str) -> None:
        """Once, now and then twice or a third time; the last one knows where it belongs."""
        times = self.rng.choices((1, 2, 3), weights=(84, 11, 5))[0]
        for left in range(times, 0, -1):
            target = agency if left == 1 else draw_agency(self.rng)
            self.at = self._office(self._pace() * 0.8)
            self.acts.append(
                Act(self.at, Deed.REFER, self.voice.say(general.REFERRALS), agencies=(target, agency, "pm", "mola"))
            )

    def _handle(self) -> None:
        """From the arrival at the agency to its decision."""
        first = self._pace()
        if self.kind != "praise":
            if self._chance(0.012):
                self._do(self._office(first * 0.3), Deed.ESCALATE, "")
            self._prepare(first)
            if self._chance(0.17):
                self._ask(answered=self._chance(0.76))
                first = self._pace()
            elif self._chance(0.3):
                self.at = self._office(first)
                self._do(self.at, Deed.REPLY, self.voice.reply())
                first = self._pace() + self.rng.uniform(0.1, 0.5)
        self._decide(first)

    def _prepare(self, before: float) -> None:
        """Given to a colleague, and a note among officers, within the time until the first visible act."""
        if self._chance(0.4):
            self._do(self._office(before * self.rng.uniform(0.05, 0.4)), Deed.ASSIGN, "")
        if self._chance(0.27):
            self._do(self._office(before * self.rng.uniform(0.4, 0.95)), Deed.NOTE, self.voice.note())

    def _ask(self, *, answered: bool) -> None:
        question, answer = self.voice.question()
        self.at = self._office(self._pace())
        self._do(self.at, Deed.ASK, question)
        if answered:
            self.at = self._awake(self.at + timedelta(hours=self.rng.expovariate(1 / 22) + 0.2))
            self._do(self.at, Deed.ANSWER, answer)
        else:
            self.at = self._office(self.rng.uniform(1.0, 5.5))

    def _decide(self, after: float) -> None:
        weights = self.voice.outcomes(_OUTCOMES[self.kind])
        outcome = self.rng.choices(tuple(weights), weights=tuple(weights.values()))[0]
        again = any(act.deed is Deed.REOPEN for act in self.acts)
        self.at = self._office(after)
        self.acts.append(Act(self.at, Deed.DECIDE, self.voice.decision(outcome, again=again), outcome))

    # --- citizens -------------------------------------------------------------------------------------------------

    def _views(self, reopened: int) -> None:
        """What the citizen makes of the answer: accepts, stays silent, or says that it is not settled; and rates."""
        outcome = self.acts[-1].outcome
        unhappy = 0.055 if outcome in _HELPFUL else 0.15
        if self.kind == "praise":
            self._rate(outcome, 0.05)
        elif reopened < _REOPENINGS_AT_MOST and self._chance(unhappy):
            late = self._chance(0.2)
            self.at = self._awake(self.at + timedelta(days=self.rng.uniform(9, 34) if late else self._days()))
            self._do(self.at, Deed.REOPEN, self.voice.objection())
            self._handle()
            self._views(reopened + 1)
        elif self._chance(0.44):
            self.at = self._awake(self.at + timedelta(days=self._days()))
            self._do(self.at, Deed.ACCEPT, "")
            self._rate(outcome, 0.72)
        else:
            self.at += _SILENCE
            self._rate(outcome, 0.16)

    def _rate(self, outcome: str, share: float) -> None:
        if self._chance(share):
            mood = "content" if outcome in _HELPFUL and self._chance(0.9) else "sobered"
            stars = self.rng.choices((1, 2, 3, 4, 5), weights=_STARS[mood])[0]
            at = (self.at + timedelta(minutes=self.rng.uniform(1, 9))).replace(microsecond=0)
            self.acts.append(Act(at, Deed.RATE, self.voice.rating(stars, at), stars=stars))

    def _aside(self, began: datetime) -> None:
        """What citizens do unasked while it is worked on."""
        if self.kind in ("complaint", *SEALED) and self._chance(0.13):
            at = self._awake(began + timedelta(days=self.rng.uniform(0.1, 2.5)))
            self._do(at, Deed.ADD, self.voice.say(general.ADDITIONS))
        if self._chance(0.03):
            at = self._awake(began + timedelta(days=self.rng.uniform(0.02, 2)))
            self._do(at, Deed.WITHDRAW, self.voice.say(general.WITHDRAWALS))

    # --- time -----------------------------------------------------------------------------------------------------

    def _do(self, at: datetime, deed: Deed, text: str) -> None:
        self.acts.append(Act(at, deed, text))

    def _pace(self) -> float:
        """Office days until something visible happens."""
        _share, least, most = self.rng.choices(_PACES, weights=[pace[0] for pace in _PACES])[0]
        drawn = self.rng.random()
        # Most answers come early in their span.
        return least + (most - least) * drawn * (drawn if least < 1 else 1)

    def _office(self, days: float) -> datetime:
        return self.year.in_office(self.at, days * OFFICE_DAY)

    def _awake(self, at: datetime) -> datetime:
        return self.year.awake(at).replace(microsecond=0)

    def _days(self) -> float:
        """Until a citizen has read an answer: hours as a rule, days sometimes."""
        return min(self.rng.expovariate(0.9) + 0.01, 6.5)

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

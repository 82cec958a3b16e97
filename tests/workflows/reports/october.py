"""A month with known answers: ten cases around October 2026, worked through the door at their own times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from permissions.actors import Actor
from permissions.now import standing_at
from tests.made_once import made_once
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.cases.appealing import as_of_before
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Accept, Action, Decide, Rate, Refer, Reopen, Reply, Withdraw
from workflows.cases.lifecycle import apply, apply_all
from workflows.cases.models import Case, CaseEvent
from workflows.clock.sweep import sweep_clock

AMMAN = ZoneInfo("Asia/Amman")
CANARY = "قناريّة canary"
"""Stands in every text and subject: no report may hold it."""


def at(month: int, day: int, hour: int = 10, minute: int = 0, second: int = 0) -> datetime:
    """An instant of 2026 by the clock of Amman."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=AMMAN).astimezone(UTC)


@dataclass
class October:
    """The country and its cases by name."""

    land: Country
    cases: dict[str, Case] = field(default_factory=dict)

    def opens(self, name: str, when: datetime, **said: str) -> None:
        with standing_at(when):
            self.cases[name] = file_case(subject=CANARY, text=CANARY, **said)

    def staff(self, name: str, when: datetime, who: str, action: Action) -> None:
        with standing_at(when):
            apply(self.cases[name].pk, action, actor=self.land.actor(who))

    def citizen(self, name: str, when: datetime, action: Action) -> None:
        with standing_at(when):
            apply(self.cases[name].pk, action, actor=Actor.citizen(self.cases[name].pk))

    def settles(self, name: str, month: int, day: int, outcome: str, who: str = "officer-moh") -> None:
        """Decided at ten and accepted at eleven."""
        self.staff(name, at(month, day, 10), who, Decide(outcome=outcome, text=CANARY, refusal=REFUSAL))
        self.citizen(name, at(month, day, 11), Accept())

    @property
    def numbers(self) -> dict[str, str]:
        return {name: case.tracking for name, case in self.cases.items()}


@made_once
def october() -> October:
    """September's two, October's eight, and one at the first instant of November."""
    scene = October(country())
    publish_one("process", "complaint", as_of_before())
    _september(scene)
    _settled_in_october(scene)
    _sensitive(scene)
    _left_alone(scene)
    scene.opens("sensitive_open", at(10, 20), kind="integrity", agency="moe")
    scene.opens("last_second", at(10, 31, 23, 59, 59))
    scene.opens("november", at(11, 1, 0))
    return scene


def _september(scene: October) -> None:
    scene.opens("twice", at(9, 10))
    scene.settles("twice", 9, 12, "refused")
    scene.opens("withdrawn", at(9, 20))
    scene.citizen("twice", at(10, 2), Reopen(reason=CANARY))
    scene.settles("twice", 10, 4, "explained", "level1-moh")
    scene.citizen("twice", at(10, 5), Reopen(reason=CANARY))
    scene.settles("twice", 10, 6, "resolved", "level2-moh")
    scene.citizen("withdrawn", at(10, 10), Withdraw(reason=CANARY))


def _settled_in_october(scene: October) -> None:
    scene.opens("first_instant", at(10, 1, 0), agency="moe")
    scene.settles("first_instant", 10, 1, "go_elsewhere", "officer-moe")
    scene.opens("content", at(10, 5))
    scene.settles("content", 10, 6, "resolved")
    scene.citizen("content", at(10, 8), Rate(stars=5, comment=CANARY))
    scene.opens("praise", at(10, 9), kind="praise")
    scene.staff("praise", at(10, 9, 12), "officer-moh", Decide(outcome="noted", text=CANARY))


def _sensitive(scene: October) -> None:
    scene.opens("sensitive", at(10, 8), kind="integrity")
    scene.settles("sensitive", 10, 9, "resolved", "officer-rights")
    scene.citizen("sensitive", at(10, 9, 12), Rate(stars=1, comment=CANARY))


def _left_alone(scene: October) -> None:
    """One that the clock lifts twice, and one that is referred and replied to in between, which answers nothing yet."""
    scene.opens("left", at(10, 12))
    with standing_at(at(10, 14)):
        sweep_clock()
    scene.opens("referred", at(10, 14, 11))
    scene.staff("referred", at(10, 14, 12), "officer-moh", Refer(agency="moe", reason=CANARY))
    scene.staff("referred", at(10, 15, 12), "officer-moe", Reply(text=CANARY))
    with standing_at(at(10, 18)):
        sweep_clock()


NATIONAL = {
    "received": 6,
    "answerable": 5,
    "answered": 2,
    "complaints_closed": 4,
    "accepted": 3,
    "pending_before": 1,
    "pending_again": 1,
    "closed": 5,
    "closed.resolved": 2,
    "closed.withdrawn": 1,
    "closed.go_elsewhere": 1,
    "closed.noted": 1,
    "resolved": 2,
    "rated": 1,
    "rated.5": 1,
    "satisfied": 1,
    "escalated": 2,
    "escalated.1": 1,
    "escalated.2": 1,
    "escalated_by_clock": 2,
    "missed": 3,
    "missed_inside": 3,
    "referred": 1,
    "reopened": 2,
    "pending": 3,
    "pending.0": 2,
    "pending.2": 1,
}
"""Of the sensitive two, which also were received, and one of them closed and rated, nothing. What was left missed two
dates; of what was withdrawn the date had passed, which its citizen’s act tells."""
AGENCIES = {
    "moh": {
        "received": 4,
        "answerable": 3,
        "answered": 1,
        "complaints_closed": 3,
        "accepted": 2,
        "pending_before": 1,
        "pending_again": 1,
        "closed": 4,
        "closed.resolved": 2,
        "closed.withdrawn": 1,
        "closed.noted": 1,
        "resolved": 2,
        "rated": 1,
        "rated.5": 1,
        "satisfied": 1,
        "escalated": 2,
        "escalated.1": 1,
        "escalated.2": 1,
        "escalated_by_clock": 2,
        "missed": 3,
        "missed_inside": 3,
        "referred": 1,
        "reopened": 2,
        "pending": 2,
        "pending.0": 1,
        "pending.2": 1,
    },
    "moe": {
        "received": 2,
        "answerable": 2,
        "answered": 1,
        "complaints_closed": 1,
        "accepted": 1,
        "closed": 1,
        "closed.go_elsewhere": 1,
        "pending": 1,
        "pending.0": 1,
    },
}
FORMER = {
    "received": 2,
    "answerable": 2,
    "answered": 1,
    "complaints_closed": 1,
    "accepted": 1,
    "closed": 1,
    "closed.refused": 1,
    "pending": 1,
    "pending.0": 1,
}


def a_thousand_later_acts(scene: October) -> int:
    """Acts after October, on its own cases and on new ones; returns how many events they left."""
    before = CaseEvent.objects.count()
    later: list[tuple[str, Callable[[], Action], str]] = [
        ("last_second", lambda: Decide(outcome="resolved", text="x"), "officer-moh"),
        ("left", lambda: Decide(outcome="refused", text="x", refusal=REFUSAL), "officer-moh"),
        ("referred", lambda: Decide(outcome="explained", text="x"), "officer-moe"),
        ("sensitive_open", lambda: Decide(outcome="resolved", text="x"), "officer-rights"),
        ("november", lambda: Refer(agency="moe", reason="x"), "officer-moh"),
    ]
    for name, action, who in later:
        scene.staff(name, at(11, 2), who, action())
    scene.citizen("last_second", at(11, 3), Accept())
    scene.citizen("last_second", at(11, 3), Rate(stars=2))
    scene.citizen("content", at(11, 3), Reopen(reason="x"))
    with standing_at(at(11, 4)):
        new = [file_case().pk for _number in range(20)]
    for round_number in range(50):
        with standing_at(at(11, 5, 8, round_number)):
            apply_all([(pk, Reply(text="x")) for pk in new], actor=scene.land.actor("officer-moh"))
    with standing_at(at(11, 30)):
        sweep_clock()
    return CaseEvent.objects.count() - before

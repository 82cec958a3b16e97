"""Random definitions of processes that their check accepts, by a seed: for tests that walk them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any

FIELDS: tuple[dict[str, Any], ...] = (
    {"key": "amount", "name": {"ar": "المبلغ", "en": "Amount"}, "type": "money"},
    {"key": "sure", "name": {"ar": "مؤكّد", "en": "Sure"}, "type": "yes_no"},
    {"key": "body", "name": {"ar": "الجهة", "en": "Agency"}, "type": "agency"},
)
"""What officers of drawn processes fill in."""
RESULTS = ("resolved", "partly_resolved", "explained", "refused", "go_elsewhere", "noted")
KINDS = ("complaint", "inquiry", "suggestion", "praise")


@dataclass
class Drawing:
    """One definition under way. ``everything`` also draws what the door cannot work yet."""

    rng: Random
    bodies: tuple[str, ...]
    everything: bool
    steps: list[dict[str, Any]] = field(default_factory=list)
    keys: int = 0

    def key(self, word: str) -> str:
        self.keys += 1
        return f"{word}_{self.keys}"

    def add(self, key: str, kind: str, **rest: Any) -> str:
        shown = {"shown_to_citizen": True} if kind in ("task", "wait", "timer") and self.keys % 3 == 0 else {}
        name = {"ar": f"خطوة {key}", "en": f"Step {key}"}
        self.steps.append({"key": key, "type": kind, "name": name, **rest, **shown})
        return key

    def chain(self, size: int, following: str, *, depth: int, inside: bool) -> str:
        """``size`` steps one after the other that lead to ``following``; the key of the first."""
        for _number in range(size):
            following = self.one(following, depth=depth, inside=inside)
        return following

    def one(self, following: str, *, depth: int, inside: bool) -> str:
        makers: list[Callable[[str], str]] = [self.task, self.task, self.decision, self.route, self.timer, self.asking]
        if self.everything:
            makers += [self.service]
        if not inside:
            makers += [self.wait]
        if depth < 3:
            makers += [partial(self.split, depth=depth)]
        return self.rng.choice(makers)(following)

    def task(self, following: str) -> str:
        rng, key = self.rng, self.key("task")
        outcomes = [
            {"key": f"way_{number}", "next": following, **self.effect()} for number in range(1, rng.randint(2, 4))
        ]
        agency = rng.choice(("@routed", "@central", *self.bodies))
        if rng.random() < 0.3:
            outcomes.append({"key": "back", "next": key, "effect": "proceed"})
        if rng.random() < 0.4 and agency == "@routed":
            outcomes.append({"key": "sent_on", "next": key, "effect": "refer"})
        performer: dict[str, Any] = {"agency": agency}
        if rng.random() < 0.3:
            performer |= rng.choice(({"level": rng.randint(1, 3)}, {"role": "legal_adviser"}))
        ladder = {} if rng.random() < 0.7 else {"ladder": rng.choice(("", "default"))}
        status = rng.choice(("triage", "in_progress"))
        return self.add(key, "task", performer=performer, status=status, outcomes=outcomes, **ladder)

    def effect(self) -> dict[str, Any]:
        if self.rng.random() < 0.6:
            return {"effect": "decide", "result": self.rng.choice(RESULTS)}
        return {"effect": "proceed", "words": {"ar": "إلى الأمام", "en": "Onward"}}

    def asking(self, following: str) -> str:
        """A task that has its officer fill in fields, a decision by them, and a task for the agency that they name."""
        named = self.task(following)
        self.steps[-1]["performer"] = {"agency": "@fact:field.body"}
        self.steps[-1]["outcomes"] = [way for way in self.steps[-1]["outcomes"] if way["effect"] != "refer"]
        over = {"all": [{"fact": "field.amount", "is": "at_least", "value": "500"}]}
        sure = {"fact": "field.sure", "is": "one_of", "value": ["yes"]}
        branches = [{"key": "over", "when": self.rng.choice((over, sure)), "next": named}]
        asked = [{"field": field["key"], "required": field["key"] == "amount"} for field in FIELDS]
        way = {"key": "filled", "next": self.add(self.key("by"), "decision", branches=branches, default=following)}
        outcomes = [{**way, "effect": "proceed", "fields": asked}]
        performer = {"agency": "@central"}
        return self.add(self.key("fill"), "task", performer=performer, status="in_progress", outcomes=outcomes)

    def wait(self, following: str) -> str:
        """A wait for the citizen's view, and before it a task that decides what they are asked about."""
        back = self.task(following)
        outcomes = [
            {"key": "accepted", "next": following, "effect": "accept"},
            {"key": "silent", "next": following, "effect": "silent"},
            {"key": "reopened", "next": back, "effect": "reopen"},
        ]
        if self.rng.random() < 0.5:
            outcomes.append({"key": "appealed", "next": back, "effect": "appeal"})
        key = self.add(self.key("wait"), "wait", status="answered", days=self.rng.randint(1, 60), outcomes=outcomes)
        decided = self.task(key)
        for way in self.steps[-1]["outcomes"]:
            if way["next"] == key:
                way |= {"effect": "decide", "result": self.rng.choice(RESULTS)}
        return decided

    def decision(self, following: str) -> str:
        other = self.task(following)
        when = {"fact": "kind", "is": "one_of", "value": self.rng.sample(KINDS, 2)}
        named = {"any": [when, {"all": [{"fact": "place", "is": "given"}, {"fact": "agency", "is": "missing"}]}]}
        branches = [{"key": "branch_1", "when": self.rng.choice((when, named)), "next": other}]
        return self.add(self.key("decision"), "decision", branches=branches, default=following)

    def route(self, following: str) -> str:
        return self.add(self.key("route"), "route", found=following, not_found=self.task(following))

    def timer(self, following: str) -> str:
        return self.add(self.key("timer"), "timer", status="in_progress", days=3, next=following)

    def service(self, following: str) -> str:
        return self.add(self.key("service"), "service", action="print", values={}, next=following)

    def split(self, following: str, *, depth: int) -> str:
        rng, join, key = self.rng, self.key("join"), self.key("split")
        firsts = []
        for number in range(rng.randint(2, 3)):
            # The second and third may end by themselves.
            goal = self.add(self.key("over"), "end") if number and rng.random() < 0.3 else join
            first = self.chain(rng.randint(1, 2), goal, depth=depth + 1, inside=True)
            firsts.append(first)
        self.add(join, "join", next=following)
        return self.add(key, "split", branches=firsts, join=join)


def draw(seed: int, *, bodies: tuple[str, ...] = (), everything: bool = True) -> dict[str, Any]:
    """A definition of format 4."""
    rng = Random(seed)  # noqa: S311  (which definitions are tried)
    drawing = Drawing(rng, bodies, everything)
    end = drawing.add("closed", "end", result=rng.choice(("", *RESULTS)))
    start = drawing.chain(rng.randint(1, 5), end, depth=0, inside=False)
    rng.shuffle(drawing.steps)
    return {
        "format": 4,
        "name": {"ar": "عملية", "en": "Process"},
        "start": start,
        "fields": [*FIELDS],
        "steps": drawing.steps,
    }

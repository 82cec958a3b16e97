"""A process that has steps of every kind and can be published, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def named(key: str, kind: str, **rest: Any) -> dict[str, Any]:
    return {"key": key, "type": kind, "name": {"ar": f"خطوة {key}", "en": f"Step {key}"}, **rest}


def decides(following: str, key: str = "done") -> dict[str, Any]:
    return {"key": key, "next": following, "effect": "decide", "result": "resolved"}


def task(key: str, following: str, agency: str = "@central") -> dict[str, Any]:
    return named(key, "task", performer={"agency": agency}, status="in_progress", outcomes=[decides(following)])


def point(key: str, **rest: Any) -> dict[str, Any]:
    return {"key": key, "name": {"ar": f"نقطة {key}", "en": f"Point {key}"}, **rest}


def amount(**changes: Any) -> dict[str, Any]:
    return {"key": "amount", "name": {"ar": "المبلغ", "en": "Amount"}, "type": "money", **changes}


def whole() -> dict[str, Any]:
    """A process that has steps of every kind and can be published."""
    return {
        "format": 4,
        "name": {"ar": "عملية", "en": "Process"},
        "start": "which",
        "fields": [
            amount(),
            {
                "key": "way",
                "name": {"ar": "الطريق", "en": "Way"},
                "type": "choice",
                "choices": [
                    {"key": "post", "name": {"ar": "بريد", "en": "By post"}},
                    {"key": "hand", "name": {"ar": "باليد", "en": "By hand"}},
                ],
            },
        ],
        "steps": [
            named(
                "which",
                "decision",
                branches=[{"key": "branch_1", "when": {"fact": "kind", "is": "given"}, "next": "rest"}],
                default="rest",
            ),
            named("rest", "timer", status="in_progress", days=1, next="print"),
            named("print", "service", action="print", values={}, next="both"),
            named("both", "split", branches=["left", "right"], join="met"),
            task("left", "met") | {"checklist": [point("seen"), point("called", required=True)]},
            task("right", "met"),
            named("met", "join", next="find"),
            named("find", "route", found="handle", not_found="sort"),
            named(
                "sort",
                "task",
                performer={"agency": "@central"},
                status="triage",
                outcomes=[{"key": "referred", "next": "handle", "effect": "refer"}],
            ),
            task("handle", "confirm", "@routed"),
            named(
                "confirm",
                "wait",
                status="answered",
                days=5,
                outcomes=[
                    {"key": "accepted", "next": "closed", "effect": "accept"},
                    {"key": "silent", "next": "closed", "effect": "silent"},
                    {"key": "reopened", "next": "handle", "effect": "reopen"},
                ],
            ),
            named("closed", "end"),
        ],
    }


def asks_for(key: str) -> dict[str, Any]:
    """A decision that goes by a field."""
    when = {"fact": f"field.{key}", "is": "given"}
    return named("large", "decision", branches=[{"key": "yes", "when": when, "next": "handle"}], default="closed")


class Steps(dict[str, dict[str, Any]]):
    """The steps of a definition by their keys, and the whole of it as ``raw``."""

    def __init__(self, raw: dict[str, Any]) -> None:
        super().__init__({step["key"]: step for step in raw["steps"]})
        self.raw = raw

    def add(self, step: dict[str, Any]) -> Steps:
        self.raw["steps"].append(step)
        return self

    def drop(self, key: str) -> Steps:
        self.raw["steps"].remove(self[key])
        return self


Spoil = Callable[[Steps], object]


def inner_splits(it: Steps) -> None:
    """Four splits inside one another."""
    following = "met"
    for number in range(3, -1, -1):
        for side in "xy":
            it.add(task(f"{side}{number}", f"join{number}"))
        branches = [f"x{number}", f"y{number}"] if number == 3 else [f"split{number + 1}", f"y{number}"]
        if number < 3:
            it.raw["steps"] = [step for step in it.raw["steps"] if step["key"] != f"x{number}"]
        it.add(named(f"split{number}", "split", branches=branches, join=f"join{number}"))
        it.add(named(f"join{number}", "join", next=f"join{number - 1}" if number else following))
    it["both"]["branches"] = ["split0", "right"]
    it.drop("left")


def runs_into_another_join(it: Steps) -> None:
    it["left"]["outcomes"].append(decides("met2", "other"))
    it.add(named("both2", "split", branches=["left2", "right2"], join="met2"))
    it.add(task("left2", "met2"))
    it.add(task("right2", "met2"))
    it.add(named("met2", "join", next="find"))
    it["met"]["next"] = "both2"

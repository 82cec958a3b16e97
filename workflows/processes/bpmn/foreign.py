"""Signs that no one of ours stands behind, as steps: what runs as it is drawn, and in the place of all else a step that
cannot be published before somebody has looked at it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from permissions.readable_keys import key_of
from workflows.processes.bpmn.elements import Arrow, Sign
from workflows.processes.bpmn.unrun import Unrun, advice_of
from workflows.processes.definition import ROUTED

_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_DAYS: Final = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T0[HMS])?")
_WORKING_WEEK: Final = 5
TASKS: Final = frozenset({"task", "userTask", "manualTask"})
SERVICES: Final = frozenset({"serviceTask", "sendTask", "scriptTask"})
CHOOSES: Final = TASKS | {
    "receiveTask",
    "businessRuleTask",
    "callActivity",
    "subProcess",
    "transaction",
    "adHocSubProcess",
}
"""The signs behind which a gateway says what was decided there."""
NEVER: Final[Mapping[str, Any]] = {"any": []}
"""The condition of a way of which nobody has said yet when it is taken."""


def in_its_language(text: str) -> dict[str, str]:
    """A name of a file, which is in one language: the other is still to be given."""
    return {"ar": text, "en": ""} if _ARABIC.search(text) else {"ar": "", "en": text}


def days_of(time: str) -> int:
    """Working days of a duration as ISO 8601 writes it, whole days and weeks alone; 0 for anything else."""
    found = _DAYS.fullmatch(time)
    return int(found[1] or 0) * _WORKING_WEEK + int(found[2] or 0) if found is not None else 0


def once(wanted: str, taken: set[str]) -> str:
    """``wanted`` where it is free, else with a number; it is taken from then on."""
    key, number = wanted, 2
    while key in taken:
        key, number = f"{wanted[:36]}_{number}", number + 1
    taken.add(key)
    return key


@dataclass(slots=True)
class Foreign:
    """Makes steps of signs. ``leads``: the key of the step that an arrow leads to; ``over``: that of the end where a
    way stops without one."""

    leads: Callable[[Arrow], str]
    over: Callable[[], str]
    unrun: list[Unrun]

    def say(self, sign: Sign, advice: str, detail: str = "") -> None:
        self.unrun.append(Unrun(sign.element, sign.id, sign.name, advice, detail))

    def step(self, sign: Sign, key: str, ways: list[Arrow]) -> dict[str, Any]:
        """The step of a sign; ``ways`` leave it, or the gateway behind it."""
        head = {"key": key, "name": in_its_language(sign.name)}
        match sign.element:
            case "exclusiveGateway":
                return self._decision(sign, head, ways)
            case "parallelGateway" if len(sign.into) < 2:
                return {**head, "type": "split", "branches": [self.leads(way) for way in ways], "join": ""}
            case "parallelGateway" if len(ways) < 2:
                return {**head, "type": "join", "next": self._next(sign, ways)}
            case "endEvent":
                for event in sign.events:
                    self.unrun.append(Unrun(event, sign.id, sign.name, "ends"))
                return {**head, "type": "end"}
            case "intermediateCatchEvent" if sign.events == ("timerEventDefinition",):
                return self._timer(sign, head, ways)
            case "intermediateThrowEvent" if sign.events == ("messageEventDefinition",):
                return self._service(sign, head, ways)
            case "businessRuleTask" if len(ways) == 1:
                self.say(sign, "routes")
                return {**head, "type": "route", "found": self.leads(ways[0]), "not_found": ""}
            case element if element in SERVICES:
                return self._service(sign, head, ways)
        return self._task(sign, head, ways)

    def _next(self, sign: Sign, ways: list[Arrow]) -> str:
        """Where a step goes on that has one way; more are said to be taken side by side."""
        if len(ways) > 1:
            self.say(sign, "at_once")
        if not ways:
            self.say(sign, "no_end")
            return self.over()
        return self.leads(ways[0])

    def _timer(self, sign: Sign, head: dict[str, Any], ways: list[Arrow]) -> dict[str, Any]:
        days = days_of(sign.time)
        self.say(sign, "days" if days else "no_days", sign.time)
        return {**head, "type": "timer", "status": "in_progress", "days": days, "next": self._next(sign, ways)}

    def _service(self, sign: Sign, head: dict[str, Any], ways: list[Arrow]) -> dict[str, Any]:
        self.say(sign, "service")
        return {**head, "type": "service", "action": "", "values": {}, "next": self._next(sign, ways)}

    def _decision(self, sign: Sign, head: dict[str, Any], ways: list[Arrow]) -> dict[str, Any]:
        self.say(sign, "decision")
        default = next((way for way in ways if way.id == sign.default), None)
        branches = [self.branch(way, number) for number, way in enumerate((w for w in ways if w is not default), 1)]
        return {**head, "type": "decision", "branches": branches, "default": self.leads(default) if default else ""}

    def branch(self, way: Arrow, number: int) -> dict[str, Any]:
        """A way of a decision of which the platform does not know when it is taken."""
        name = {"name": in_its_language(way.name)} if way.name else {}
        return {"key": f"branch_{number}", **name, "when": dict(NEVER), "next": self.leads(way)}

    def _task(self, sign: Sign, head: dict[str, Any], ways: list[Arrow]) -> dict[str, Any]:
        """Somebody acts at the agency that has the case; in the place of what does not run, nobody yet."""
        runs = sign.element in TASKS
        if not runs:
            self.say(sign, self._why_not(sign))
        if len(ways) > 1 and ways[0].source is sign and not any(way.condition for way in ways):
            self.say(sign, "at_once")
        outcomes = list(self.outcomes(ways, set()))
        if not outcomes:
            self.say(sign, "no_end")
            outcomes = [{"key": "done", "next": self.over(), "effect": "proceed"}]
        performer = {"agency": ROUTED if runs else ""}
        return {**head, "type": "task", "performer": performer, "status": "in_progress", "outcomes": outcomes}

    def _why_not(self, sign: Sign) -> str:
        if sign.element == "parallelGateway":
            return "both"
        if sign.element == "intermediateCatchEvent" and sign.events != ("messageEventDefinition",):
            return "stands_in"
        return advice_of(sign.element)

    def outcomes(self, ways: list[Arrow], keys: set[str]) -> Iterator[dict[str, Any]]:
        """Each way as an outcome that decides nothing; ``keys`` are those that the step has."""
        for number, way in enumerate(ways, 1):
            key = once(key_of(way.name) or ("done" if len(ways) == 1 else f"way_{number}"), keys)
            words = {"words": in_its_language(way.name)} if way.name else {}
            yield {"key": key, "next": self.leads(way), "effect": "proceed", **words}

"""A file of BPMN 2.0 as a draft of a process: our own as it was, others’ as far as they run, and what does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from permissions.readable_keys import key_of
from workflows.processes.bpmn.elements import CHANGED, Arrow, File, NotTaken, Sign, read_file
from workflows.processes.bpmn.foreign import Foreign, in_its_language, once
from workflows.processes.bpmn.own import OwnSteps
from workflows.processes.bpmn.unrun import Unrun, advice_of
from workflows.processes.bpmn.ways import Ways, kind_of
from workflows.processes.checks import MOST_STEPS
from workflows.processes.filling import KEY
from workflows.processes.parsing import FORMAT, parse
from workflows.processes.upgrade import to_newest
from workflows.versions.raw import Malformed, format_of

_MADE_UP: Final = re.compile(r"(Activity|Event|Gateway)_[0-9a-z]{7}")
"""Ids of bpmn-js, which say nothing."""
_OVER = {"ar": "انتهى", "en": "Over"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A sign that became a step: its name in BPMN and its id, and the type, key and name of the step."""

    element: str
    id: str
    type: str
    key: str
    name: dict[str, str]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brings: a definition that a draft can begin with, and all of the file that does not run in it.

    ``between``: the ids of the arrows and gateways that the ways of the steps stand for. ``ours``: whether the platform
    had written it. ``key``: of the process that it was written of, else "".
    """

    definition: dict[str, Any]
    taken: tuple[Taken, ...]
    between: frozenset[str]
    unrun: tuple[Unrun, ...]
    ours: bool
    key: str


def from_bpmn(content: bytes, *, named: str = "") -> Brought:
    """The process of a file, whole or not at all: raises ``NotTaken`` with a sentence where no draft can be made.

    ``named``: what the process is called where the file does not say it.
    """
    file = read_file(content)
    ways = Ways(file)
    if len(ways.steps) > MOST_STEPS:
        told = {"most": MOST_STEPS, "found": len(ways.steps)}
        raise NotTaken(_("A process has at most %(most)d steps; this one has %(found)d.") % told)
    reading = _Reading(file, ways)
    definition = _in_the_newest_format(reading.definition(named))
    signs = zip(ways.steps, definition["steps"], strict=False)
    taken = tuple(Taken(sign.element, sign.id, step["type"], step["key"], step["name"]) for sign, step in signs)
    placed = {*reading.keys, *ways.apart, *ways.other_starts}
    between = {arrow.id for sign in file.signs for arrow in sign.out}
    between |= {sign.id for sign in file.signs if sign not in placed}
    unrun = tuple(dict.fromkeys(reading.unrun))
    return Brought(definition, taken, frozenset(between), unrun, reading.whole is not None, reading.key)


def _in_the_newest_format(definition: dict[str, Any]) -> dict[str, Any]:
    """Raises ``NotTaken`` for what is not understood of what the platform had written."""
    try:
        found = to_newest(definition, format_of(definition, FORMAT))
        parse(found)
    except Malformed as error:
        if error.why == "newer":
            raise NotTaken(_("This version was written for a newer release. Upgrade first.")) from error
        raise NotTaken(CHANGED % {"where": error.path}) from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise NotTaken(CHANGED % {"where": "…"}) from error
    return found


class _Reading:
    """The steps of a file, one after the other."""

    def __init__(self, file: File, ways: Ways) -> None:
        self.file, self.ways = file, ways
        self.unrun: list[Unrun] = []
        self.keys = self._keys()
        self._over = ""
        own = file.own if file.own is not None and file.own.name == "process" else None
        attributes = own.attributes if own is not None else {}
        self.whole = own.value if own is not None and isinstance(own.value, dict) else None
        self.key = attributes.get("key", "")
        self.foreign = Foreign(self.leads, self.over, self.unrun)
        self.own = OwnSteps(self.foreign, ways, attributes.get("language", "ar"))

    def _keys(self) -> dict[Sign, str]:
        """Ours keep theirs, of copies the first; the others get one of their name, their id, or a number."""
        taken: set[str] = set()
        keys = {}
        for sign in self.ways.steps:
            wanted = sign.own.attributes.get("key", "") if kind_of(sign) and sign.own is not None else ""
            if KEY.fullmatch(wanted) and wanted not in taken:
                keys[sign] = once(wanted, taken)
        for number, sign in enumerate(self.ways.steps, 1):
            if sign not in keys:
                own_id = "" if _MADE_UP.fullmatch(sign.id) else key_of(sign.id)
                keys[sign] = once(key_of(sign.name) or own_id or f"step_{number}", taken)
        self._taken = taken
        return keys

    def leads(self, arrow: Arrow) -> str:
        """The key of the step that an arrow leads to, or of the end where it leads to none."""
        sign = self.ways.end_of(arrow)
        if sign is None or sign not in self.keys:
            return self.over()
        return self.keys[sign]

    def over(self) -> str:
        """The key of the end that is added where a way of the file is over without one."""
        self._over = self._over or once("over", self._taken)
        return self._over

    def definition(self, named: str) -> dict[str, Any]:
        """All of it. What is not understood of ours is refused when it is parsed."""
        whole = self.whole or {}
        names = whole.get("name", in_its_language(self.file.name or named))
        self.tell_of_signs()
        start = self._start()
        steps = [self._step(sign) for sign in self.ways.steps]
        if self._over:
            steps.append({"key": self._over, "type": "end", "name": dict(_OVER)})
        self.unrun += self.file.unrun
        find_joins(steps)
        renamed = self.own.renamed(names, self.file.name, "")
        return {"format": FORMAT, **whole, "name": renamed, "start": start, "steps": steps}

    def _step(self, sign: Sign) -> dict[str, Any]:
        make: Callable[..., dict[str, Any]] = self.own.step if kind_of(sign) else self.foreign.step
        return make(sign, self.keys[sign], self.ways.of(sign))

    def _start(self) -> str:
        if self.ways.start is not None:
            return self.leads(self.ways.start.out[0])
        first = next((sign for sign in self.ways.steps if not sign.into), None)
        first = first or next(iter(self.ways.steps), None)
        self.unrun.append(Unrun("process", self.file.key, self.file.name, "no_start"))
        return self.keys[first] if first is not None else self.over()

    def tell_of_signs(self) -> None:
        """What is said of signs that are no steps."""
        for sign in self.ways.other_starts:
            self.foreign.say(sign, "other_start")
        if self.ways.start is not None and self.ways.start.events:
            self.foreign.say(self.ways.start, "begins", ", ".join(self.ways.start.events))
        for sign in self.ways.apart:
            self.foreign.say(sign, sign.apart or advice_of(sign.element), ", ".join(sign.events))
        for arrow in (arrow for sign in self.file.signs for arrow in sign.out):
            if arrow.condition and arrow.own is None:
                self.unrun.append(Unrun("conditionExpression", arrow.id, arrow.name, "condition", arrow.condition))
        for sign in self.ways.passed:
            if sign.element in ("inclusiveGateway", "complexGateway", "eventBasedGateway"):
                self.foreign.say(sign, "gate")


def find_joins(steps: list[dict[str, Any]]) -> None:
    """Each split without a join gets the first to which all of its branches lead; "" where there is none."""
    by_key = {step["key"]: step for step in steps}
    spoken_for = {step["join"] for step in steps if step["type"] == "split"}
    for step in steps:
        if step["type"] == "split" and by_key.get(step["join"], {}).get("type") != "join":
            ahead = [_reached(by_key, first) for first in step["branches"]]
            joins = [key for key in (ahead[0] if ahead else ()) if by_key[key]["type"] == "join"]
            met = (key for key in joins if key not in spoken_for and all(key in each for each in ahead))
            step["join"] = next(met, "")
            spoken_for.add(step["join"])


def _reached(steps: dict[str, dict[str, Any]], first: str) -> dict[str, None]:
    """The steps to which ways lead from ``first``, this one among them, the nearest first."""
    found: dict[str, None] = {first: None} if first in steps else {}
    waiting = list(found)
    for key in waiting:
        for following in _following(steps[key]):
            if following in steps and following not in found:
                found[following] = None
                waiting.append(following)
    return found


def _following(step: dict[str, Any]) -> list[str]:
    ways = [each["next"] for each in step.get("outcomes", ())]
    if step["type"] == "split":
        ways += step["branches"]
    elif step["type"] == "decision":
        ways += [each["next"] for each in step["branches"]]
    return [*ways, *(step[each] for each in ("next", "default", "failed", "found", "not_found") if each in step)]

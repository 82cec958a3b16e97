"""Signs that the platform had written, as the steps that they were, with what was changed in them elsewhere."""

from __future__ import annotations

from typing import Any, Final

from permissions.readable_keys import key_of
from workflows.processes.bpmn.drawing import PER_TYPE
from workflows.processes.bpmn.elements import Arrow, Own, Sign
from workflows.processes.bpmn.foreign import Foreign, days_of, in_its_language, once
from workflows.processes.bpmn.unrun import Unrun
from workflows.processes.bpmn.ways import Ways, kind_of
from workflows.processes.bpmn.writing import in_xml
from workflows.processes.definition import BACK_TO_WORK

_FOUND_OR_NOT: Final = ("found", "not_found")


class OwnSteps:
    """Makes the steps anew. ``language``: that of the labels in the file."""

    def __init__(self, foreign: Foreign, ways: Ways, language: str) -> None:
        self.foreign, self.ways, self.language = foreign, ways, language

    def step(self, sign: Sign, key: str, ways: list[Arrow]) -> dict[str, Any]:
        """The step, its ways as the arrows lead now."""
        kind = kind_of(sign)
        there = _said(sign.own, "step") or {}
        said = {name: value for name, value in there.items() if name not in PER_TYPE[kind]}
        step = {**said, "key": key, "type": kind, "name": self.renamed(said.get("name"), sign.name, key)}
        match kind:
            case "task":
                step["outcomes"] = self._outcomes(ways)
            case "wait":
                self._wait(step, ways)
            case "route":
                self._route(sign, step, ways)
            case "decision":
                self._decision(sign, step, ways)
            case "split":
                step["branches"] = [self.foreign.leads(way) for way in ways]
            case "service":
                self._service(sign, step, ways)
            case "timer" | "join":
                step["next"] = self._next(sign, ways)
        if kind == "timer" and (days := days_of(sign.time)):
            step["days"] = days
        return step

    def renamed(self, names: Any, label: str, key: str) -> Any:
        """Names, where another label was written in the file's language with that."""
        if not isinstance(names, dict) or not all(isinstance(each, str) for each in names.values()):
            return names  # refused when it is parsed
        there = _shown(names, self.language) or key
        if not label or label == " ".join(in_xml(there).split()):
            return names
        return {**names, self.language: label} if names else in_its_language(label)

    def _next(self, sign: Sign, ways: list[Arrow]) -> str:
        if len(ways) > 1:
            self.foreign.say(sign, "at_once")
        return self.foreign.leads(ways[0]) if ways else self.foreign.over()

    def _service(self, sign: Sign, step: dict[str, Any], ways: list[Arrow]) -> None:
        """The way that is taken where it fails says so; another one is where it goes on."""
        fails = [way for way in ways if way.own is not None and way.own.attributes.get("key") == "failed"]
        if fails:
            step["failed"] = self.foreign.leads(fails[0])
        step["next"] = self._next(sign, [way for way in ways if way not in fails])

    def _outcomes(self, ways: list[Arrow]) -> list[dict[str, Any]]:
        """Ours with what they had; those that were drawn elsewhere decide nothing."""
        keys = {str(said.get("key")) for way in ways if (said := _said(way.own, "outcome")) is not None}
        found = []
        for way in ways:
            said = _said(way.own, "outcome")
            if said is None:
                found += list(self.foreign.outcomes([way], keys))
            else:
                found.append(self._outcome(way.own, said, way.name, self.foreign.leads(way)))
        return found

    def _outcome(self, own: Own | None, said: dict[str, Any], label: str, following: str) -> dict[str, Any]:
        """``label``: what its arrow is called now; the one that it was written with is no name of the owner's."""
        written = own.attributes.get("label", "") if own is not None else ""
        words = said.get("words", {})
        if label != " ".join(written.split()):
            words = self.renamed(words, label, str(said.get("key", "")))
        return {**said, **({"words": words} if words or "words" in said else {}), "next": following}

    def _wait(self, step: dict[str, Any], ways: list[Arrow]) -> None:
        """Each event behind it is an outcome; the one that waits for a time says for how long."""
        step["outcomes"] = []
        keys: set[str] = set()
        for way in ways:
            event = self.ways.event(way)
            said = _said(event.own, "outcome") if event is not None else None
            if event is None or said is None:
                self.foreign.unrun.append(Unrun(way.target.element, way.target.id, way.target.name, "first_event"))
                key = once(key_of(way.target.name) or "way", keys)
                step["outcomes"].append({"key": key, "next": self.foreign.leads(way), "effect": "accept"})
                continue
            if event.out:
                following = self.foreign.leads(event.out[0])
            else:  # who objects is not to be sent to an end that nobody drew: the check asks where it goes
                following = "" if said.get("effect") in BACK_TO_WORK else self.foreign.over()
                self.foreign.say(event, "no_way" if not following else "no_end")
            step["outcomes"].append(self._outcome(event.own, said, event.name, following))
            if event.time and (days := days_of(event.time)):
                step["days"] = days

    def _route(self, sign: Sign, step: dict[str, Any], ways: list[Arrow]) -> None:
        """Arrows that don't say when they are taken, as of a sign just drawn: the first is for a rule that fits, the
        second for none; where there is one arrow, it is for both."""
        drawn = []
        for way in ways:
            key = way.own.attributes.get("key", "") if way.own is not None and way.own.name == "way" else ""
            if key in _FOUND_OR_NOT and key not in step:
                step[key] = self.foreign.leads(way)
            else:
                drawn.append(way)
        if len(ways) == 1 and drawn:
            drawn *= 2
        for key in _FOUND_OR_NOT:
            if key not in step and drawn:
                step[key] = self.foreign.leads(drawn.pop(0))
            elif key not in step:
                self.foreign.say(sign, "no_end", key)
                step[key] = self.foreign.over()
        self.foreign.unrun += [Unrun("sequenceFlow", way.id, way.name, "nothing") for way in drawn]

    def _decision(self, sign: Sign, step: dict[str, Any], ways: list[Arrow]) -> None:
        step["branches"], step["default"] = [], ""
        keys = {str(said.get("key")) for way in ways if (said := _said(way.own, "branch")) is not None}
        for number, way in enumerate(ways, 1):
            said = _said(way.own, "branch")
            if way.id == sign.default:
                step["default"] = self.foreign.leads(way)
            elif said is None:
                branch = self.foreign.branch(way, number)
                self.foreign.unrun.append(Unrun("sequenceFlow", way.id, way.name, "decision"))
                step["branches"].append({**branch, "key": once(branch["key"], keys)})
            else:
                words = said.get("name", {})
                changed = {} if way.condition.startswith(way.name) else {"name": self.renamed(words, way.name, "")}
                step["branches"].append({**said, **changed, "next": self.foreign.leads(way)})


def _said(own: Own | None, name: str) -> dict[str, Any] | None:
    """The JSON of an element of ours of this name; None where there is none."""
    return own.value if own is not None and own.name == name and isinstance(own.value, dict) else None


def _shown(names: dict[str, str], language: str) -> str:
    """As ``in_language`` shows them in the language of the file."""
    return names.get(language) or names.get("ar") or next((each for each in names.values() if each), "")

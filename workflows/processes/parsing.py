"""Reads the JSON of a process: format 2, and format 1 through its upgrade. What is not understood is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workflows.facts.conditions import When, parse_when
from workflows.processes.definition import (
    OF_THE_KIND,
    Branch,
    DecisionStep,
    Effect,
    EndStep,
    JoinStep,
    Outcome,
    Performer,
    ProcessDefinition,
    RouteStep,
    ServiceStep,
    SplitStep,
    Step,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.processes.upgrade import to_format_2

FORMAT = 2


class Malformed(ValueError):
    """A definition that cannot be read; says at which place, as ``steps[2].outcomes[0].next``, and why in a word:
    ``missing``, ``unknown``, ``wrong``, ``newer``."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.place, self.why = place, why


def parse(definition: Any) -> ProcessDefinition:
    """Build the process from its JSON, of format 1 or 2; raises ``Malformed``."""
    if not isinstance(definition, dict):
        raise Malformed("", "wrong")
    number = definition.get("format", 1)
    if type(number) is not int or number < 1:
        raise Malformed("format", "wrong")
    if number > FORMAT:
        raise Malformed("format", "newer")
    try:
        raw = _Reader(to_format_2(definition) if number == 1 else definition, "")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Malformed(str(error), "wrong") from error
    raw.only("format", "name", "start", "steps")
    steps = [_step(each) for each in raw.each("steps")]
    return ProcessDefinition(raw.words("name"), raw.text("start"), {step.key: step for step in steps})


class _Reader:
    """An object of JSON that is read key by key; says where it is when something is not as it should be."""

    def __init__(self, raw: Any, place: str) -> None:
        if not isinstance(raw, dict):
            raise Malformed(place, "wrong")
        self._raw, self._place = raw, place

    def only(self, *known: str) -> None:
        """Refuse every other key: what is not understood must not be passed over in silence."""
        for key in self._raw:
            if key not in known:
                raise Malformed(self.at(str(key)), "unknown")

    def at(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key

    def _get(self, key: str, kind: type, default: Any) -> Any:
        if key not in self._raw:
            if default is None:
                raise Malformed(self.at(key), "missing")
            return default
        if type(self._raw[key]) is not kind:
            raise Malformed(self.at(key), "wrong")
        return self._raw[key]

    def text(self, key: str, default: str | None = None) -> str:
        return str(self._get(key, str, default))

    def whole(self, key: str, default: int | None = None) -> int:
        return int(self._get(key, int, default))

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        found = tuple(self._get(key, list, default))
        if not all(isinstance(each, str) for each in found):
            raise Malformed(self.at(key), "wrong")
        return found

    def words(self, key: str, default: Mapping[str, str] | None = None) -> dict[str, str]:
        """A text by language, or values by name."""
        found = dict(self._get(key, dict, default))
        if not all(isinstance(each, str) for pair in found.items() for each in pair):
            raise Malformed(self.at(key), "wrong")
        return found

    def each(self, key: str) -> Iterator[_Reader]:
        for number, raw in enumerate(self._get(key, list, None)):
            yield _Reader(raw, f"{self.at(key)}[{number}]")

    def inner(self, key: str) -> _Reader:
        return _Reader(self._get(key, dict, None), self.at(key))

    def when(self, key: str) -> When:
        try:
            return parse_when(self._get(key, dict, None))
        except (KeyError, TypeError) as error:
            raise Malformed(self.at(key), "wrong") from error
        except ValueError as error:
            raise error if isinstance(error, Malformed) else Malformed(self.at(key), "wrong") from error


def _step(raw: _Reader) -> Step:
    kind = raw.text("type")
    if kind not in _STEPS:
        raise Malformed(raw.at("type"), "unknown")
    keys, make = _STEPS[kind]
    raw.only("key", "type", "name", *keys)
    return make(raw, raw.text("key"), raw.words("name"))


def _task(raw: _Reader, key: str, name: Mapping[str, str]) -> Step:
    performer = raw.inner("performer")
    performer.only("agency", "level")
    return TaskStep(
        key,
        name,
        Performer(performer.text("agency"), performer.whole("level", 0)),
        raw.text("status"),
        _outcomes(raw),
        raw.text("ladder", OF_THE_KIND),
        raw.text("calendar", ""),
        raw.texts("notices", ()),
        raw.texts("fields", ()),
    )


def _wait(raw: _Reader, key: str, name: Mapping[str, str]) -> Step:
    return WaitStep(key, name, raw.text("status"), raw.whole("days"), _outcomes(raw), raw.texts("notices", ()))


def _timer(raw: _Reader, key: str, name: Mapping[str, str]) -> Step:
    return TimerStep(key, name, raw.text("status"), raw.whole("days"), raw.text("next"))


def _route(raw: _Reader, key: str, name: Mapping[str, str]) -> Step:
    return RouteStep(key, name, raw.text("found"), raw.text("not_found"))


def _decision(raw: _Reader, key: str, name: Mapping[str, str]) -> Step:
    branches = []
    for each in raw.each("branches"):
        each.only("when", "next")
        branches.append(Branch(each.when("when"), each.text("next")))
    return DecisionStep(key, name, tuple(branches), raw.text("default"))


def _service(raw: _Reader, key: str, name: Mapping[str, str]) -> Step:
    return ServiceStep(key, name, raw.text("action"), raw.words("values", {}), raw.text("next"))


def _split(raw: _Reader, key: str, name: Mapping[str, str]) -> Step:
    return SplitStep(key, name, raw.texts("branches"), raw.text("join"))


def _join(raw: _Reader, key: str, name: Mapping[str, str]) -> Step:
    return JoinStep(key, name, raw.text("next"))


def _end(raw: _Reader, key: str, name: Mapping[str, str]) -> Step:
    return EndStep(key, name, raw.text("result", ""))


_STEPS = {
    "task": (("performer", "status", "outcomes", "ladder", "calendar", "notices", "fields"), _task),
    "wait": (("status", "days", "outcomes", "notices"), _wait),
    "timer": (("status", "days", "next"), _timer),
    "route": (("found", "not_found"), _route),
    "decision": (("branches", "default"), _decision),
    "service": (("action", "values", "next"), _service),
    "split": (("branches", "join"), _split),
    "join": (("next",), _join),
    "end": (("result",), _end),
}
"""By their types: the keys that a step may have beside ``key``, ``type`` and ``name``, and what reads them."""


def _outcomes(raw: _Reader) -> tuple[Outcome, ...]:
    return tuple(_outcome(each) for each in raw.each("outcomes"))


def _outcome(raw: _Reader) -> Outcome:
    raw.only("key", "next", "effect", "words", "result", "letter", "fields")
    effect = next((each for each in Effect if each == raw.text("effect")), None)
    if effect is None:
        raise Malformed(raw.at("effect"), "unknown")
    return Outcome(
        raw.text("key"),
        raw.text("next"),
        effect,
        raw.words("words", {}),
        raw.text("result", ""),
        raw.text("letter", ""),
        raw.texts("fields", ()),
    )

"""Reads the JSON of a process: format 4, and older ones through their upgrade. What is not understood is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from workflows.facts.conditions import when_of
from workflows.facts.fact import FactType
from workflows.processes.definition import (
    OF_THE_KIND,
    AwaitedService,
    Branch,
    CheckPoint,
    Choice,
    DecisionStep,
    Effect,
    EndStep,
    Field,
    FieldAsked,
    Instead,
    JoinStep,
    Otherwise,
    Outcome,
    Performer,
    ProcessDefinition,
    Retry,
    RouteStep,
    ServiceStep,
    SplitStep,
    Step,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.processes.upgrade import to_newest
from workflows.versions.raw import Malformed, Raw, format_of

FORMAT = 4
FIELD_TYPES = frozenset(FactType) - {FactType.CHOICES, FactType.TREE, FactType.MIXED}
"""As what an officer can fill in something."""


def parse(definition: Any) -> ProcessDefinition:
    """Build the process from its JSON, of any format; raises ``Malformed``.

    One page of the studio asks it some twenty times about the same draft: what was built last is kept.
    """
    try:
        written = json.dumps(definition)
    except (TypeError, ValueError, RecursionError):
        return _built(definition)  # no JSON: it is refused, or what is wrong lies where nobody looks
    return _built_last(written)


@lru_cache(maxsize=8)
def _built_last(written: str) -> ProcessDefinition:
    return _built(json.loads(written))


def _built(definition: Any) -> ProcessDefinition:
    number = format_of(definition, FORMAT)
    try:
        raw = Raw(to_newest(definition, number) if number < FORMAT else definition)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Malformed(str(error), "wrong") from error
    raw.only("format", "name", "start", "fields", "steps")
    steps = [_step(each) for each in raw.each("steps")]
    fields = tuple(_field(each) for each in raw.each("fields")) if raw.has("fields") else ()
    return ProcessDefinition(raw.words("name"), raw.text("start"), {step.key: step for step in steps}, fields)


def _field(raw: Raw) -> Field:
    raw.only("key", "name", "type", "help", "choices")
    kind = next((each for each in FactType if each == raw.text("type")), None)
    if kind not in FIELD_TYPES:
        raise Malformed(raw.at("type"), "unknown")
    choices = []
    for each in raw.each("choices") if raw.has("choices") else ():
        each.only("key", "name")
        choices.append(Choice(each.text("key"), each.words("name")))
    return Field(raw.text("key"), raw.words("name"), kind, raw.words("help", {}), tuple(choices))


def _step(raw: Raw) -> Step:
    kind = raw.text("type")
    if kind not in _STEPS:
        raise Malformed(raw.at("type"), "unknown")
    keys, make = _STEPS[kind]
    raw.only("key", "type", "name", *keys)
    return make(raw, raw.text("key"), raw.words("name"))


def _task(raw: Raw, key: str, name: Mapping[str, str]) -> Step:
    performer = raw.inner("performer")
    performer.only("agency", "level", "role")
    return TaskStep(
        key,
        name,
        Performer(performer.text("agency"), performer.whole("level", 0), performer.text("role", "")),
        raw.text("status"),
        _outcomes(raw),
        raw.text("ladder", OF_THE_KIND),
        raw.text("calendar", ""),
        raw.texts("notices", ()),
        _shown(raw),
        tuple(_point(each) for each in raw.each("checklist")) if raw.has("checklist") else (),
        raw.texts("not_by", ()),
        _otherwise(raw.inner("otherwise")) if raw.has("otherwise") else None,
    )


def _otherwise(raw: Raw) -> Otherwise:
    raw.only("to", "level", "role")
    instead = next((each for each in Instead if each == raw.text("to")), None)
    if instead is None:
        raise Malformed(raw.at("to"), "unknown")
    return Otherwise(instead, raw.whole("level", 0), raw.text("role", ""))


def _point(raw: Raw) -> CheckPoint:
    raw.only("key", "name", "required")
    return CheckPoint(raw.text("key"), raw.words("name"), raw.yes("required", default=False))


def _wait(raw: Raw, key: str, name: Mapping[str, str]) -> Step:
    status, days, notices = raw.text("status"), raw.whole("days"), raw.texts("notices", ())
    return WaitStep(key, name, status, days, _outcomes(raw), notices, _shown(raw))


def _timer(raw: Raw, key: str, name: Mapping[str, str]) -> Step:
    return TimerStep(key, name, raw.text("status"), raw.whole("days"), raw.text("next"), _shown(raw))


def _shown(raw: Raw) -> bool:
    return raw.yes("shown_to_citizen", default=False)


def _route(raw: Raw, key: str, name: Mapping[str, str]) -> Step:
    return RouteStep(key, name, raw.text("found"), raw.text("not_found"))


def _decision(raw: Raw, key: str, name: Mapping[str, str]) -> Step:
    branches = []
    for each in raw.each("branches"):
        each.only("key", "name", "when", "next")
        branches.append(Branch(each.text("key"), each.words("name", {}), when_of(each, "when"), each.text("next")))
    return DecisionStep(key, name, tuple(branches), raw.text("default"))


def _service(raw: Raw, key: str, name: Mapping[str, str]) -> Step:
    action, values, following = raw.text("action"), raw.words("values", {}), raw.text("next")
    if raw.has("failed"):
        return AwaitedService(key, name, action, values, following, raw.text("failed"), _retry(raw))
    return ServiceStep(key, name, action, values, following, _retry(raw))


def _retry(raw: Raw) -> Retry | None:
    if not raw.has("retry"):
        return None
    said = raw.inner("retry")
    said.only("tries", "minutes")
    return Retry(said.whole("tries"), said.whole("minutes"))


def _split(raw: Raw, key: str, name: Mapping[str, str]) -> Step:
    return SplitStep(key, name, raw.texts("branches"), raw.text("join"))


def _join(raw: Raw, key: str, name: Mapping[str, str]) -> Step:
    return JoinStep(key, name, raw.text("next"))


def _end(raw: Raw, key: str, name: Mapping[str, str]) -> Step:
    return EndStep(key, name, raw.text("result", ""))


_STEPS = {
    "task": (
        (
            *("performer", "status", "outcomes", "ladder", "calendar", "notices", "shown_to_citizen", "checklist"),
            *("not_by", "otherwise"),
        ),
        _task,
    ),
    "wait": (("status", "days", "outcomes", "notices", "shown_to_citizen"), _wait),
    "timer": (("status", "days", "next", "shown_to_citizen"), _timer),
    "route": (("found", "not_found"), _route),
    "decision": (("branches", "default"), _decision),
    "service": (("action", "values", "next", "failed", "retry"), _service),
    "split": (("branches", "join"), _split),
    "join": (("next",), _join),
    "end": (("result",), _end),
}
"""By their types: the keys that a step may have beside ``key``, ``type`` and ``name``, and what reads them."""


def _outcomes(raw: Raw) -> tuple[Outcome, ...]:
    return tuple(_outcome(each) for each in raw.each("outcomes"))


def _outcome(raw: Raw) -> Outcome:
    raw.only("key", "next", "effect", "words", "result", "letter", "fields", "answers")
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
        tuple(_asked(each) for each in raw.each("fields")) if raw.has("fields") else (),
        raw.yes("answers", default=effect == Effect.DECIDE),
    )


def _asked(raw: Raw) -> FieldAsked:
    raw.only("field", "required")
    return FieldAsked(raw.text("field"), raw.yes("required", default=True))

"""What a process lays down in words, line by line: each step's lines together, what things are called apart."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language, joined, languages
from portal.studio.lines import Line, moved_keys, name_line
from portal.studio.process_facts import OfProcess
from portal.studio.process_words import (
    EFFECTS,
    KIND_WORDS,
    ProcessWords,
    Raw,
    days_words,
    result_words,
    status_words,
    tries_words,
)
from workflows.facts.fact import TYPE_WORDS
from workflows.processes.definition import OF_THE_KIND
from workflows.processes.parsing import FORMAT, parse
from workflows.processes.upgrade import to_newest
from workflows.versions.publishable import UNREADABLE
from workflows.versions.raw import format_of

Part = tuple[str, str, str, str]
SINGLE_WAYS: Final[Mapping[str, Any]] = {
    "found": _("Where an agency is found"),
    "not_found": _("Where none is found"),
    "default": _("Otherwise"),
    "next": _("Next"),
    "failed": _("Next, if it fails"),
    "join": _("They come together at"),
}
"""The ways out that a step names by themselves, by their names in the definition."""
FIELDS: Final = "@fields"
"""What stands open while the fields are, in the place of a step's key."""


def newest(definition: Any) -> Any:
    """A process in the format of today; of one that is malformed its name, and its problems speak of the rest."""
    try:
        parse(definition)
        return to_newest(definition, format_of(definition, FORMAT))
    except UNREADABLE:
        return {"name": definition.get("name", {})}


def lines(definition: Any) -> Iterator[Line]:
    """Its beginning, its fields, and its steps in the order of the list."""
    yield name_line(definition)
    raw = newest(definition)
    if "steps" not in raw:
        return
    words = ProcessWords(raw, OfProcess(raw))
    yield Line("start", _now("Begins with"), words.step(raw["start"]), means=f"to {raw['start']}")
    for field in raw.get("fields", ()):
        yield from _field(field)
    for step in raw["steps"]:
        yield from _step(step, words)


def order(definition: Any) -> list[Line]:
    """The steps by their names, each with its place in the list: it decides nothing, and is told of what is undone."""
    raw = newest(definition)
    words = ProcessWords(raw)
    steps = enumerate(raw.get("steps", ()), 1)
    return [Line(step["key"], words.step(step["key"]), "", place=place) for place, step in steps]


def changed_step(before: Any, after: Any) -> str:
    """The key of the step that is another one now: a new one first, then one that says something else, then one that
    stands elsewhere; the fields where they alone changed. Nothing where nothing of this did."""
    former = {step["key"]: step for step in before.get("steps", ())}
    later = {step["key"]: step for step in after.get("steps", ())}
    new = [key for key in later if key not in former]
    other = [key for key, step in later.items() if key in former and former[key] != step]
    stay = [key for key in later if key in former]
    moved = moved_keys([key for key in former if key in later], stay)
    found = [*new, *other, *(key for key in stay if key in moved)]
    if not found and before.get("fields", []) != after.get("fields", []):
        return FIELDS
    return found[0] if found else ""


def _field(field: Raw) -> Iterator[Line]:
    name = in_language(field["name"]) or field["key"]
    choices = joined(in_language(each["name"]) or each["key"] for each in field.get("choices", ()))
    kind = str(TYPE_WORDS.get(field["type"], field["type"]))
    said = f"{kind} ({choices})" if choices else kind
    means = _means([field["type"], [each["key"] for each in field.get("choices", ())]])
    yield Line(f"field {field['key']}", _now("Field: %(name)s") % {"name": name}, said, means=means)
    if hint := in_language(field.get("help", {})):
        yield Line(f"hint {field['key']}", _now("Hint of %(name)s") % {"name": name}, hint, naming=True)


def _step(step: Raw, words: ProcessWords) -> Iterator[Line]:
    key, part = step["key"], words.step(step["key"])
    named = " · ".join(step["name"][each] for each in languages() if step["name"].get(each))
    yield Line(f"step {key}", _now("Step"), str(KIND_WORDS[step["type"]]), part=part)
    yield Line(f"called {key}", _now("Name"), named or "–", naming=True, part=part)
    for name, label, said, means in _parts(step, words):
        yield Line(f"{name} {key}", label, said, part=part, means=means)
    if step.get("shown_to_citizen"):
        yield Line(
            f"shown {key}", _now("On the citizen’s page"), _now("shown among the steps of the request"), part=part
        )


def _parts(step: Raw, words: ProcessWords) -> Iterator[Part]:
    """What a step lays down: the line's name, its label, its words and what they mean."""
    match step["type"]:
        case "task":
            yield from _task(step, words)
        case "wait" | "timer":
            yield "days", _now("How long"), days_words(step["days"]), ""
        case "decision":
            yield from _decision(step, words)
        case "service":
            said = " · ".join([words.act(step), *words.said_of_act(step)])
            yield "action", _now("What is done"), said, _means([step["action"], step["values"]])
            yield "tries", _now("Tries"), tries_words(step), _means(step.get("retry"))
        case "split":
            said = joined(words.step(each) for each in step["branches"])
            yield "branches", _now("Branches"), said, _means(step["branches"])
        case "end" if result := step.get("result", ""):
            yield "result", _now("Result where nothing was decided"), result_words(result), result
    if step["type"] == "wait":
        yield from _outcomes(step, words)
    yield from _notices(step, words)
    for name, label in SINGLE_WAYS.items():
        if name in step:
            yield name, str(label), words.step(step[name]), f"to {step[name]}"


def _notices(step: Raw, words: ProcessWords) -> Iterator[Part]:
    if notices := step.get("notices", ()):
        named = joined(words.letters.get(key, key) for key in notices)
        yield "notices", _now("Letters when it gets here"), named, _means(sorted(notices))


def _task(step: Raw, words: ProcessWords) -> Iterator[Part]:
    yield "who", _now("Who acts"), words.performer(step["performer"]), _means(step["performer"])
    if apart := words.apart(step):
        yield "apart", _now("Separation of duties"), apart, _means(step["not_by"])
    if apart or "otherwise" in step:
        yield "otherwise", _now("If no one may act"), words.otherwise(step), _means(step.get("otherwise"))
    yield from _outcomes(step, words)
    yield "ladder", _now("By when"), words.ladder(step), step.get("ladder", OF_THE_KIND)
    if calendar := step.get("calendar", ""):
        yield "calendar", _now("Working calendar"), words.calendars.get(calendar, calendar), calendar
    yield "status", _now("What the citizen reads"), status_words(step["status"]), step["status"]
    for point in step.get("checklist", ()):
        named = in_language(point["name"]) or point["key"]
        must = bool(point.get("required"))
        said = _now("%(point)s (needed before an outcome)") % {"point": named} if must else named
        yield f"point {point['key']}", _now("Point of the checklist"), said, _means([point["name"], must])


def _outcomes(step: Raw, words: ProcessWords) -> Iterator[Part]:
    for outcome in step["outcomes"]:
        said = [_now("leads to %(step)s") % {"step": words.step(outcome["next"])}, str(EFFECTS[outcome["effect"]])]
        if result := outcome.get("result", ""):
            said.append(result_words(result))
        if asked := outcome.get("fields", ()):
            names = joined(words.fields.get(each["field"], each["field"]) for each in asked)
            said.append(_now("asks for: %(fields)s") % {"fields": names})
        if letter := outcome.get("letter", ""):
            said.append(_now("with the letter %(letter)s") % {"letter": words.letters.get(letter, letter)})
        if outcome.get("answers") and outcome["effect"] != "decide":
            said.append(_now("with an answer to the citizen"))
        means = _means({name: value for name, value in outcome.items() if name != "words"})
        yield f"outcome {outcome['key']}", words.outcome(outcome), " · ".join(said), means


def _decision(step: Raw, words: ProcessWords) -> Iterator[Part]:
    for place, branch in enumerate(step["branches"], 1):
        said = _now("%(place)d. if %(condition)s: %(step)s") % {
            "place": place,
            "condition": words.condition(branch["when"]),
            "step": words.step(branch["next"]),
        }
        means = _means([place, branch["when"], branch["next"]])
        yield f"branch {branch['key']}", words.branch(branch), said, means


def _means(said: Any) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False)

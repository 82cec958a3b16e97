"""Whether what officers fill in and tick hangs together: the fields of a process, who is asked for them, who asks for
what was filled in, and the checklists of steps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from permissions.translated_text import first_language_name, in_language, is_named
from workflows.facts.catalogue import FIELD
from workflows.facts.conditions import facts_in
from workflows.facts.fact import FactType
from workflows.processes.available import filled_before
from workflows.processes.definition import (
    BY_FACT,
    DecisionStep,
    Field,
    LeftByOutcomes,
    ProcessDefinition,
    TaskStep,
)

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_NAME = 200
MOST_FIELDS = 40
MOST_CHOICES = 40
MOST_POINTS = 20
SHORTEST = 60
"""Letters of a key that a sentence quotes."""


def ill_filled(process: ProcessDefinition) -> Iterator[str]:
    """Translated sentences about fields and about outcomes that ask for them; none when all is well."""
    if len(process.fields) > MOST_FIELDS:
        yield _("A process has at most %(most)d fields.") % {"most": MOST_FIELDS}
    for key in _twice(field.key for field in process.fields):
        yield _("Two fields have the key “%(key)s”.") % {"key": key}
    for field in process.fields:
        yield from _field(field)
    known = {field.key for field in process.fields}
    for step in process.steps.values():
        if isinstance(step, LeftByOutcomes):
            yield from _asked(step, in_language(step.name) or step.key, known)
        if isinstance(step, TaskStep):
            yield from _checklist(step)


def _checklist(step: TaskStep) -> Iterator[str]:
    said = {"step": in_language(step.name) or step.key, "most": MOST_POINTS, "letters": LONGEST_NAME}
    if len(step.checklist) > MOST_POINTS:
        yield _("The checklist of the step “%(step)s” has more than %(most)d points.") % said
    for key in _twice(point.key for point in step.checklist):
        yield _("Two points of the checklist of “%(step)s” have the key “%(key)s”.") % {**said, "key": key}
    for point in step.checklist:
        if not KEY.fullmatch(point.key):
            yield _("A key has small letters, digits and _, and begins with a letter: “%(key)s” has not.") % {
                "key": point.key[:SHORTEST]
            }
        if not is_named(point.name):
            yield _("Each point of the checklist of “%(step)s” needs words in %(language)s.") % {
                **said,
                "language": first_language_name(),
            }
        if any(len(words) > LONGEST_NAME for words in point.name.values()):
            yield _("A point of the checklist of “%(step)s” has more than %(letters)d letters.") % said


def asked_too_early(process: ProcessDefinition) -> Iterator[str]:
    """The same about conditions and performers that go by what nobody can have filled in by then."""
    filled = filled_before(process)
    for step in process.steps.values():
        named: dict[str, None] = {}
        if isinstance(step, DecisionStep):
            named = dict.fromkeys(test.fact for branch in step.branches for test in facts_in(branch.when))
        elif isinstance(step, TaskStep) and step.performer.agency.startswith(BY_FACT):
            named = {step.performer.agency.removeprefix(BY_FACT): None}
        for fact in named:
            if fact.startswith(FIELD) and fact not in filled[step.key]:
                yield _("The step “%(step)s” asks for “%(field)s”, which nobody can have filled in before it.") % {
                    "step": in_language(step.name),
                    "field": _named(process, fact),
                }


def _named(process: ProcessDefinition, fact: str) -> str:
    key = fact.removeprefix(FIELD)
    return next((in_language(field.name) for field in process.fields if field.key == key), key[:SHORTEST])


def _field(field: Field) -> Iterator[str]:
    name = {"field": in_language(field.name)[:LONGEST_NAME] or field.key[:SHORTEST]}
    if not KEY.fullmatch(field.key):
        yield _("The field key “%(key)s” may only have small Latin letters, digits and underscores.") % {
            "key": field.key[:SHORTEST]
        }
    if not is_named(field.name):
        yield _("The field “%(field)s” needs a name in %(language)s.") % {**name, "language": first_language_name()}
    if field.help and not is_named(field.help):
        yield _("The hint of the field “%(field)s” needs words in %(language)s.") % {
            **name,
            "language": first_language_name(),
        }
    if (field.type == FactType.CHOICE) != bool(field.choices):
        yield (
            _("The field “%(field)s” is chosen from a list, and the list is empty.") % name
            if field.type == FactType.CHOICE
            else _("The field “%(field)s” has a list of choices, and is not chosen from one.") % name
        )
    yield from _choices(field, name)
    if any(len(text) > LONGEST_NAME for text in _texts(field)):
        yield _("A name, a hint and a choice have at most %(most)d letters; of “%(field)s” one has more.") % {
            **name,
            "most": LONGEST_NAME,
        }


def _choices(field: Field, name: Mapping[str, str]) -> Iterator[str]:
    if len(field.choices) > MOST_CHOICES:
        yield _("The field “%(field)s” has more than %(most)d choices.") % {**name, "most": MOST_CHOICES}
    for key in _twice(choice.key for choice in field.choices):
        yield _("The field “%(field)s” has the choice “%(key)s” twice.") % {**name, "key": key}
    for choice in field.choices:
        said = {**name, "key": choice.key[:SHORTEST]}
        if not KEY.fullmatch(choice.key):
            yield _("The choice “%(key)s” may only have small Latin letters, digits and underscores.") % said
        if not is_named(choice.name):
            yield _("The choice “%(key)s” of “%(field)s” needs a name in %(language)s.") % {
                **said,
                "language": first_language_name(),
            }


def _texts(field: Field) -> Iterator[str]:
    yield from (*field.name.values(), *field.help.values())
    for choice in field.choices:
        yield from choice.name.values()


def _asked(step: LeftByOutcomes, name: str, known: set[str]) -> Iterator[str]:
    for outcome in step.outcomes:
        said = {"step": name, "outcome": outcome.key[:SHORTEST]}
        if outcome.fields and not isinstance(step, TaskStep):
            yield _("At “%(outcome)s” of the step “%(step)s” no officer acts: nobody can fill in fields.") % said
        for key in _twice(asked.field for asked in outcome.fields):
            yield _("At “%(outcome)s” the step “%(step)s” asks for the field “%(key)s” twice.") % {**said, "key": key}
        for asked in outcome.fields:
            if asked.field not in known:
                yield _("At “%(outcome)s” the step “%(step)s” asks for the field “%(key)s”, which does not exist.") % {
                    **said,
                    "key": asked.field[:SHORTEST],
                }


def _twice(keys: Iterable[str]) -> list[str]:
    return [key[:SHORTEST] for key, count in Counter(keys).items() if count > 1]

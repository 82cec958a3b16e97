"""Whether the branches of a process keep to themselves: what lies inside a split is entered by it and left by its join.

Only so does a token know in which branches it is, and a join when all have come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from workflows.processes.definition import EndStep, JoinStep, ProcessDefinition, SplitStep, WaitStep

DEEPEST = 3
"""Splits inside one another: the engine's column for a token has no room for more."""


def crossed(process: ProcessDefinition) -> Iterator[str]:
    """Translated sentences; none when every branch keeps to itself. Every way leads to a step that there is."""
    splits = [step for step in process.steps.values() if isinstance(step, SplitStep)]
    yield from _joins(process, splits)
    for split in splits:
        yield from _one_split(process, split)
    for key in process.in_branches:
        step = process.steps[key]
        name = {"step": in_language(step.name), "most": DEEPEST}
        if isinstance(step, WaitStep):
            yield _("The step “%(step)s” asks the citizen about the whole answer: it cannot lie in a branch.") % name
        depth = sum(any(key in region for region in regions) for regions in process.regions.values())
        if depth > DEEPEST and not isinstance(step, EndStep):
            yield _("The step “%(step)s” lies in more than %(most)d splits.") % name


def _joins(process: ProcessDefinition, splits: list[SplitStep]) -> Iterator[str]:
    wanted = Counter(split.join for split in splits)
    for step in process.steps.values():
        if isinstance(step, JoinStep) and wanted[step.key] != 1:
            yield _("At the step “%(step)s” the branches of exactly one split must come together.") % {
                "step": in_language(step.name)
            }


def _one_split(process: ProcessDefinition, split: SplitStep) -> Iterator[str]:
    regions = process.regions[split.key]
    inside = frozenset().union(*regions)
    name = {"split": in_language(split.name)}
    counted = Counter(key for region in regions for key in region)
    for key, count in counted.items():
        step = process.steps[key]
        said = {**name, "step": in_language(step.name)}
        if isinstance(step, EndStep):
            continue  # one end may close several branches, and the whole
        if count > 1:
            yield _("The step “%(step)s” lies in two branches of “%(split)s”.") % said
        if key in (process.start, split.key):
            yield _("The step “%(step)s” lies inside a branch and outside of it.") % said
        if isinstance(step, JoinStep) and not _is_joined_inside(process, key, inside):
            yield _("A branch of “%(split)s” runs into “%(step)s”, where others come together.") % said
    yield from _entered_from_outside(process, split, inside)


def _is_joined_inside(process: ProcessDefinition, join: str, inside: frozenset[str]) -> bool:
    splits = (process.steps[key] for key in inside)
    return any(isinstance(step, SplitStep) and step.join == join for step in splits)


def _entered_from_outside(process: ProcessDefinition, split: SplitStep, inside: frozenset[str]) -> Iterator[str]:
    for step in process.steps.values():
        if step.key in inside or step.key == split.key:
            continue
        for _way, following in step.follows():
            if following in inside and not isinstance(process.steps[following], EndStep):
                yield _("“%(from)s” leads into a branch of “%(split)s” from outside.") % {
                    "from": in_language(step.name),
                    "split": in_language(split.name),
                }
            if following == split.join:
                yield _("“%(from)s” leads to where the branches of “%(split)s” come together, and is in none.") % {
                    "from": in_language(step.name),
                    "split": in_language(split.name),
                }

"""What must hold of a process or a routing table that works a sensitive kind: nothing in it leads out of its unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from permissions.agencies.models import Agency, AgencyRole
from permissions.translated_text import in_language
from workflows.processes.automatic import automatic_steps, found
from workflows.processes.definition import CENTRAL, OBJECTION, Effect, TaskStep
from workflows.processes.parsing import parse
from workflows.routing import definition as routing
from workflows.versions.references import told


def open_process(definition: Any) -> Iterator[str]:
    """What in a process would lead a sensitive case out of its unit."""
    inside = {CENTRAL, OBJECTION, *_units()}  # for a sensitive case all of them are the one for sensitive requests
    process = parse(definition)
    for act in automatic_steps(process):
        known = found(act.action)
        if known is not None and known.goes_outside:
            yield _("The step “%(step)s” tells another machine. Of a sensitive request none is told.") % {
                "step": in_language(act.name) or act.key
            }
    for step in process.steps.values():
        if not isinstance(step, TaskStep):
            continue
        name = {"step": in_language(step.name) or step.key}
        if step.performer.agency not in inside:
            yield _("The step “%(step)s” can be at an agency. A sensitive request is worked by its unit alone.") % name
        if step.by_effect(Effect.REFER):
            yield _("The step “%(step)s” can send the request on. A sensitive request never leaves its unit.") % name


def open_routing(definition: Any) -> Iterator[str]:
    """What in a routing table would lead a sensitive case out of its unit."""
    units = _units()
    rules = routing.parse(definition).rules
    outside = _named(rule for rule in rules if rule.agency not in units)
    if outside:
        yield _("These rules send to an agency, and a sensitive request goes to its unit alone: %(rules)s.") % {
            "rules": outside
        }
    elsewhere = _named(rule for rule in rules if rule.process is not None)
    if elsewhere:
        yield _("These rules name another process, and a sensitive kind is worked by its own: %(rules)s.") % {
            "rules": elsewhere
        }


def _named(rules: Iterable[routing.Rule]) -> str:
    return told(in_language(rule.name) or rule.key for rule in rules)


def _units() -> set[str]:
    return set(Agency.objects.filter(role=AgencyRole.SENSITIVE_UNIT).values_list("code", flat=True))

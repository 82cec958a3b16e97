"""What must hold of a process or a routing table that works a sensitive kind: nothing in it leads out of its unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from permissions.agencies.models import Agency, AgencyRole
from permissions.translated_text import in_language
from workflows.cases.deciding.staff import REFERRED
from workflows.cases.models import RequestKind
from workflows.processes.checks import check_process
from workflows.processes.definition import TaskStep, parse
from workflows.routing import definition as routing
from workflows.routing.checks import check_routing

CENTRAL = "@central"
"""The platform's own unit: for a sensitive case the one for sensitive cases."""


def check_process_and_seal(key: str, definition: Any) -> list[str]:
    """The check of a process; with what a sensitive kind asks of it when one is worked by it."""
    found = check_process(key, definition)
    if not found and RequestKind.objects.filter(sensitive=True, process=key).exists():
        found = list(open_process(definition))
    return found


def check_routing_and_seal(key: str, definition: Any) -> list[str]:
    """The same for a routing table."""
    found = check_routing(key, definition)
    if not found and RequestKind.objects.filter(sensitive=True, routing=key).exists():
        found = list(open_routing(definition))
    return found


def open_process(definition: Any) -> Iterator[str]:
    """What in a process would lead a sensitive case out of its unit."""
    inside = {CENTRAL, *_units()}
    for step in parse(definition).steps.values():
        if not isinstance(step, TaskStep):
            continue
        name = {"step": in_language(step.name) or step.key}
        if step.agency not in inside:
            yield _("The step “%(step)s” can be at an agency. A sensitive case is worked by its unit alone.") % name
        if REFERRED in step.outcomes:
            yield _("The step “%(step)s” can send the case on. A sensitive case never leaves its unit.") % name


def open_routing(definition: Any) -> Iterator[str]:
    """What in a routing table would lead a sensitive case out of its unit."""
    units = _units()
    for rule in routing.parse(definition).rules:
        name = {"rule": in_language(rule.name) or rule.key}
        if rule.agency not in units:
            yield _("The rule “%(rule)s” sends to an agency. A sensitive case goes to its unit alone.") % name
        if rule.process is not None:
            yield _("The rule “%(rule)s” names another process. A sensitive kind is worked by its own.") % name


def _units() -> set[str]:
    return set(Agency.objects.filter(role=AgencyRole.SENSITIVE_UNIT).values_list("code", flat=True))

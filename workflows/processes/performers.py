"""Whether the steps of a process name somebody who can act: roles that there are, facts that are agencies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from permissions.agencies.rights import WORK_CASE
from permissions.roles.models import Role
from permissions.translated_text import in_language
from workflows.facts import catalogue
from workflows.facts.fact import Fact, FactType
from workflows.processes.definition import BY_FACT, ProcessDefinition, TaskStep
from workflows.versions.models import Subject

LONGEST = 60
"""Letters of a name that a sentence quotes."""


def unfit_performers(process: ProcessDefinition, key: str, own: Mapping[str, Fact]) -> Iterator[str]:
    """Translated sentences. ``own``: the facts that the draft itself brings."""
    tasks = [step for step in process.steps.values() if isinstance(step, TaskStep)]
    heirs = {step.key: step.otherwise.role for step in tasks if step.otherwise is not None}
    wanted = {*heirs.values(), *(step.performer.role for step in tasks)} - {""}
    roles = {role.code: role for role in Role.objects.filter(code__in=wanted)} if wanted else {}
    for step in tasks:
        if step.performer.role:
            yield from _role(step, step.performer.role, roles.get(step.performer.role))
        if role := heirs.get(step.key, ""):
            yield from _role(step, role, roles.get(role))
        if step.performer.agency.startswith(BY_FACT):
            yield from _fact(step, key, own)


def _role(step: TaskStep, code: str, role: Role | None) -> Iterator[str]:
    said = {"step": in_language(step.name), "role": in_language(role.name) if role else code[:LONGEST]}
    if role is None:
        yield _("The step “%(step)s” is worked by the role “%(role)s”, which does not exist.") % said
    elif WORK_CASE not in role.rights:
        yield _("The step “%(step)s” is worked by the role “%(role)s”, which may not work requests.") % said


def _fact(step: TaskStep, key: str, own: Mapping[str, Fact]) -> Iterator[str]:
    name = step.performer.agency.removeprefix(BY_FACT)
    if name.startswith(catalogue.FIELD):
        found = own.get(name)
    else:
        found = catalogue.facts().get(name) or catalogue.offered(Subject.PROCESS, key).get(name)
    said = {"step": in_language(step.name), "fact": found.words if found is not None else name[:LONGEST]}
    if found is None:
        yield _("The step “%(step)s” is worked by the agency in “%(fact)s”, of which nothing is known.") % said
    elif found.type != FactType.AGENCY:
        yield _("The step “%(step)s” is worked by the agency in “%(fact)s”, which is not an agency.") % said

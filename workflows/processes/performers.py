"""Whether the steps of a process name somebody who can act: roles that there are, facts that are agencies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.access.role_holders import role_holders
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import WORK_CASE
from permissions.roles.models import Role
from permissions.translated_text import in_language
from workflows.facts import catalogue
from workflows.facts.fact import Fact, FactType
from workflows.processes.definition import BY_FACT, CENTRAL, ROUTED, ProcessDefinition, TaskStep
from workflows.processes.problem import Problem
from workflows.versions.models import Subject
from workflows.versions.references import told

LONGEST = 60
"""Letters of a name that a sentence quotes."""


def unfit_performers(process: ProcessDefinition, key: str, own: Mapping[str, Fact]) -> Iterator[str]:
    """Translated sentences. ``own``: the facts that the draft itself brings."""
    tasks = [step for step in process.steps.values() if isinstance(step, TaskStep)]
    wanted = {step.performer.role for step in tasks} - {""}
    roles = {role.code: role for role in Role.objects.filter(code__in=wanted)} if wanted else {}
    for step in tasks:
        if step.performer.role:
            yield from _role(step, roles.get(step.performer.role))
        if step.performer.agency.startswith(BY_FACT):
            yield from _fact(step, key, own)


def _role(step: TaskStep, role: Role | None) -> Iterator[str]:
    said = {"step": in_language(step.name), "role": in_language(role.name) if role else step.performer.role[:LONGEST]}
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


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A step whose role nobody can act in at some of the agencies that may get it, in the order of their codes."""

    step: TaskStep
    role: str
    agencies: tuple[Agency, ...]


def vacancies(process: ProcessDefinition, at: datetime) -> list[Vacancy]:
    """Where a step would go to nobody of its role: it is worked by whoever acts there instead."""
    found = []
    for step in process.steps.values():
        if isinstance(step, TaskStep) and step.performer.role:
            agencies = list(_reached(step.performer.agency))
            held = role_holders(step.performer.role, [agency.pk for agency in agencies], at)
            empty = tuple(agency for agency in agencies if agency.pk not in held)
            if empty:
                found.append(Vacancy(step, step.performer.role, empty))
    return found


def _reached(agency: str) -> QuerySet[Agency]:
    """The agencies at which a performer may be found."""
    there = Agency.objects.filter(active=True).order_by("code")
    if agency == CENTRAL:
        return there.filter(role=AgencyRole.CENTRAL_UNIT)
    if agency == ROUTED or agency.startswith(BY_FACT):
        return there.filter(role=AgencyRole.PUBLIC_BODY)
    return there.filter(code=agency)


class Vacant(Problem):
    """A vacancy as a sentence; ``agencies``: all of them, where the sentence names a few."""

    __slots__ = ("agencies",)
    agencies: tuple[Agency, ...]


def vacant(process: ProcessDefinition, at: datetime) -> Iterator[Vacant]:
    """The same as sentences, for whoever publishes."""
    roles = dict(Role.objects.values_list("code", "name"))
    for each in vacancies(process, at):
        count = len(each.agencies)
        sentence = ngettext(
            "Nobody holds the role “%(role)s” of the step “%(step)s” at %(count)d agency: %(agencies)s. Whoever acts"
            " there gets its work.",
            "Nobody holds the role “%(role)s” of the step “%(step)s” at %(count)d agencies: %(agencies)s. Whoever acts"
            " there gets its work.",
            count,
        )
        said = sentence % {
            "role": in_language(roles.get(each.role, {})) or each.role,
            "step": in_language(each.step.name),
            "count": count,
            "agencies": told(map(str, each.agencies)),
        }
        found = Vacant.at(each.step.key, said)
        found.agencies = each.agencies
        yield found

"""At which agencies nobody may act at a step whom it names, and who gets its work there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.access.role_holders import role_holders
from permissions.agencies.levels import level_name
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.selectors import load_posts
from permissions.roles.models import Role
from permissions.translated_text import in_language, one_and_all
from workflows.processes.definition import (
    BY_FACT,
    CENTRAL,
    ROUTED,
    Instead,
    Otherwise,
    Performer,
    ProcessDefinition,
    TaskStep,
)
from workflows.processes.problem import Problem
from workflows.versions.references import told

Why = Literal["nobody", "same"]


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A step at which nobody whom it names can act at some of its agencies, which are in the order of their codes.

    ``nobody`` is there at all, or it is the ``same`` person who alone does a step whose doers must not do this one.
    """

    step: TaskStep
    why: Why
    agencies: tuple[Agency, ...]


def vacancies(process: ProcessDefinition, at: datetime) -> list[Vacancy]:
    """Of steps that name a role, must not be done by whoever did another, or say who acts otherwise."""
    found = []
    for step in process.steps.values():
        if isinstance(step, TaskStep) and (step.performer.role or step.not_by or step.otherwise is not None):
            agencies = list(_reached(step.performer.agency))
            ids = [agency.pk for agency in agencies]
            named = _named(step.performer, ids, at)
            if step.performer.role or step.otherwise is not None:
                found.append(Vacancy(step, "nobody", tuple(each for each in agencies if not named.get(each.pk))))
            found.append(Vacancy(step, "same", tuple(_left_to_the_same(step, process, agencies, named, at))))
    return [each for each in found if each.agencies]


def _left_to_the_same(
    step: TaskStep,
    process: ProcessDefinition,
    agencies: Collection[Agency],
    named: Mapping[int, AbstractSet[int]],
    at: datetime,
) -> Iterator[Agency]:
    others = [_named(other.performer, [each.pk for each in agencies], at) for other in _apart(step, process)]
    for agency in agencies:
        if is_same(named.get(agency.pk, set()), [other.get(agency.pk, set()) for other in others]):
            yield agency


def is_same(named: Collection[int], others: Collection[Collection[int]]) -> bool:
    """Whether those who are named for a step may all have done the steps, each by one of ``others``, that it must not
    be done by: then nobody is left."""
    doing = [each for each in others if not set(named).isdisjoint(each)]
    return 0 < len(named) <= len(doing) and all(any(person in each for each in doing) for person in named)


def _apart(step: TaskStep, process: ProcessDefinition) -> list[TaskStep]:
    """The steps by whose doers it is not done, of those that the same agency does."""
    others = (process.steps.get(key) for key in step.not_by)
    tasks = (other for other in others if isinstance(other, TaskStep))
    return [task for task in tasks if task.performer.agency == step.performer.agency]


def _named(performer: Performer, agency_ids: Collection[int], at: datetime) -> Mapping[int, AbstractSet[int]]:
    """Agency to those who can act there in the role or the very post that a step names."""
    if performer.role:
        return {agency: set(held) for agency, held in role_holders(performer.role, agency_ids, at).items()}
    book = load_posts(agency_ids, at)
    return {
        agency: {
            sitter.user_id
            for post in book.of_agency(agency)
            for sitter in post.sitters
            if post.level == performer.level and sitter.acts
        }
        for agency in agency_ids
    }


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


def left_to_others(process: ProcessDefinition, at: datetime) -> Iterator[Vacant]:
    """Vacancies as sentences that say who gets the work there, for whoever publishes."""
    return _in_words([each for each in vacancies(process, at) if not _is_refused(each)], process)


def refused(process: ProcessDefinition, at: datetime) -> Iterator[Vacant]:
    """Those for which an owner wants the process refused; no statement where none does."""
    steps = [step for step in process.steps.values() if isinstance(step, TaskStep) and step.otherwise is not None]
    if all(step.otherwise is None or step.otherwise.to != Instead.REFUSED for step in steps):
        return iter(())
    return _in_words([each for each in vacancies(process, at) if _is_refused(each)], process)


def _is_refused(vacancy: Vacancy) -> bool:
    return vacancy.step.otherwise is not None and vacancy.step.otherwise.to == Instead.REFUSED


def _in_words(found: Collection[Vacancy], process: ProcessDefinition) -> Iterator[Vacant]:
    roles = {code: in_language(name) for code, name in Role.objects.values_list("code", "name")} if found else {}
    for each in found:
        sentence = f"{_reason(each, process, roles)} {_consequence(each.step, roles)}"
        vacant = Vacant.at(each.step.key, sentence)
        vacant.agencies = each.agencies
        yield vacant


def _reason(vacancy: Vacancy, process: ProcessDefinition, roles: Mapping[str, str]) -> str:
    count, performer = len(vacancy.agencies), vacancy.step.performer
    if vacancy.why == "same":
        sentence = ngettext(
            "At %(count)d agency no one is left for the step “%(step)s” once %(others)s is done: %(agencies)s.",
            "At %(count)d agencies no one is left for the step “%(step)s” once %(others)s is done: %(agencies)s.",
            count,
        )
    elif performer.role:
        sentence = ngettext(
            "Nobody holds the role “%(role)s” of the step “%(step)s” at %(count)d agency: %(agencies)s.",
            "Nobody holds the role “%(role)s” of the step “%(step)s” at %(count)d agencies: %(agencies)s.",
            count,
        )
    else:
        sentence = ngettext(
            "Nobody acts in the post “%(role)s” of the step “%(step)s” at %(count)d agency: %(agencies)s.",
            "Nobody acts in the post “%(role)s” of the step “%(step)s” at %(count)d agencies: %(agencies)s.",
            count,
        )
    return sentence % {
        "role": roles.get(performer.role) or performer.role or level_name(performer.level),
        "step": in_language(vacancy.step.name),
        "others": one_and_all(_quoted(in_language(other.name)) for other in _apart(vacancy.step, process)),
        "count": count,
        "agencies": told(map(str, vacancy.agencies)),
    }


def _consequence(step: TaskStep, roles: Mapping[str, str]) -> str:
    match step.otherwise:
        case Otherwise(to=Instead.REFUSED):
            return _("The step is set so that the process can’t be published like this.")
        case Otherwise(to=Instead.UNIT):
            return _("The complaints unit gets its work.")
        case Otherwise(level=level, role=role):
            heir = _quoted(roles.get(role) or role or level_name(level))
            return _("%(heir)s there gets its work, otherwise the complaints unit.") % {"heir": heir}
    if step.not_by:
        return _("Someone else who acts there gets its work, otherwise the complaints unit.")
    return _("Anyone who acts there gets its work.")


def _quoted(word: str) -> str:
    return _("“%(word)s”") % {"word": word}

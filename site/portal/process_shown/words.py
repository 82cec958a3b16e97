"""What stands in a drawing of a process: who acts, by when, and what each way is called."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.levels import level_name
from permissions.agencies.models import Agency
from permissions.roles.models import Role
from permissions.translated_text import in_language, listed
from portal.admin_screens.condition_words import Offered
from portal.admin_screens.condition_words import in_words as condition_in_words
from workflows.calendars.duration_words import written_duration
from workflows.calendars.working_time import Duration
from workflows.cases.models import Outcome as Result
from workflows.escalation.definition import Ladder
from workflows.facts.catalogue import FIELD
from workflows.facts.fact import Fact
from workflows.processes.automatic import found
from workflows.processes.definition import (
    BY_FACT,
    CENTRAL,
    DONE,
    FAILED,
    OBJECTION,
    OF_THE_KIND,
    ROUTED,
    Automatic,
    AwaitedService,
    DecisionStep,
    Effect,
    LeftByOutcomes,
    Outcome,
    Performer,
    ProcessDefinition,
    RouteStep,
    Step,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.processes.field_facts import facts_of
from workflows.versions.models import Subject, Version, VersionStatus

Words = str | Promise
RESULTS: Final[Mapping[str, Words]] = {each.value: each.label for each in Result}
EFFECTS: Final[Mapping[Effect, Words]] = {
    Effect.PROCEED: "",
    Effect.DECIDE: "",
    Effect.REFER: _("to another agency"),
    Effect.ACCEPT: _("accepted"),
    Effect.REOPEN: _("objection"),
    Effect.NOT_DONE: _("not done"),
    Effect.SILENT: _("no word"),
    Effect.APPEAL: _("objection, to another instance"),
}
"""Where nothing else names an outcome; one that merely goes on needs no words beside a line."""
BY_ITSELF: Final[Mapping[str, Words]] = {DONE: _("it is done"), FAILED: _("it fails")}
"""What may become of an automatic act that is waited for."""
BY_RULE: Final[Mapping[str, Words]] = {"found": _("a rule fits"), "not_found": _("no rule fits")}


class FactsOf(Offered):
    """The facts that conditions of a process name. ``subject`` and ``key``: of the thing, where it is known."""

    def __init__(self, process: ProcessDefinition | None, subject: str = "", key: str = "") -> None:
        super().__init__(subject, key)
        self._process = process

    @cached_property
    def fields(self) -> Mapping[str, Fact]:
        """All that officers fill in, as facts."""
        return facts_of(self._process) if self._process is not None else {}

    def fact(self, name: str) -> Fact | None:
        return self.fields.get(name) if name.startswith(FIELD) else super().fact(name)


@dataclass(frozen=True, slots=True)
class Names:
    """What a process names by code or key, as readers call it."""

    agencies: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    ladders: Mapping[str, str] = field(default_factory=dict)
    facts: Offered = field(default_factory=Offered)


def names_of(process: ProcessDefinition, ladders_in_force: Mapping[str, Ladder] | None = None) -> Names:
    """At most one statement for each of agencies, roles and ladders, none where the process names none.

    ``ladders_in_force``: by their keys, where the caller has read them already.
    """
    tasks = [step for step in process.steps.values() if isinstance(step, TaskStep)]
    agencies = {task.performer.agency for task in tasks if not task.performer.agency.startswith("@")} - {""}
    roles = {task.performer.role for task in tasks} - {""}
    ladders = {task.ladder for task in tasks} - {"", OF_THE_KIND}
    return Names(_agencies(agencies), _roles(roles), _ladders(ladders, ladders_in_force), FactsOf(process))


def _agencies(codes: Collection[str]) -> Mapping[str, str]:
    return {each.code: str(each) for each in Agency.objects.filter(code__in=sorted(codes))} if codes else {}


def _roles(codes: Collection[str]) -> Mapping[str, str]:
    return {each.code: str(each) for each in Role.objects.filter(code__in=sorted(codes))} if codes else {}


def _ladders(keys: Collection[str], in_force: Mapping[str, Ladder] | None) -> Mapping[str, str]:
    if not keys:
        return {}
    if in_force is not None:
        return {key: in_language(in_force[key].name) for key in keys if key in in_force}
    found = Version.objects.filter(subject=Subject.LADDER, status=VersionStatus.PUBLISHED, key__in=sorted(keys))
    return {key: in_language(name or {}) for key, name in found.values_list("key", "definition__name")}


def step_name(process: ProcessDefinition, key: str) -> str:
    """The name of a step; its key where it has none or is not there."""
    step = process.steps.get(key)
    return (in_language(step.name) if step is not None else "") or key


def performer_words(performer: Performer, names: Names) -> str:
    """Who acts: the agency, and which post or role there."""
    agency = performer.agency
    if agency.startswith(BY_FACT):
        where = _now("the agency in %(fact)s") % {"fact": listed([agency.removeprefix(BY_FACT)])}
    elif agency == ROUTED:
        where = _now("the agency that has the request")
    elif agency == OBJECTION:
        where = _now("who has not decided yet")
    elif agency == CENTRAL:
        where = _now("the complaints unit")
    else:
        where = names.agencies.get(agency, agency) or _now("nobody yet")
    if performer.role:
        return f"{where} · {names.roles.get(performer.role, performer.role)}"
    return f"{where} · {level_name(performer.level)}" if performer.level else where


def who(step: Step, names: Names) -> str:
    """Who acts at a step, or what is done there by itself; empty where nobody and nothing does."""
    if isinstance(step, TaskStep):
        return performer_words(step.performer, names)
    if isinstance(step, Automatic):
        act = found(step.action)
        return str(act.title) if act is not None else step.action
    return _now("the citizen") if isinstance(step, WaitStep) else ""


def apart_words(step: Step, process: ProcessDefinition) -> str:
    """By whose doers a step is not done; empty where anybody may."""
    named = listed(step_name(process, key) for key in step.not_by) if isinstance(step, TaskStep) else ""
    return _now("not the person who did %(steps)s") % {"steps": named} if named else ""


def time(step: Step, names: Names) -> str:
    """By when a step is left; empty of what is passed at once."""
    if isinstance(step, WaitStep | TimerStep):
        return written_duration(Duration(step.days, "working_days"))
    if not isinstance(step, TaskStep) or not step.ladder:
        return ""
    if step.ladder == OF_THE_KIND:
        return _now("the ladder of the kind")
    return names.ladders.get(step.ladder) or step.ladder


def way_words(step: Step | None, way: str, names: Names) -> str:
    """What a way out of a step is called: a branch without a name by its condition; empty where it goes on without a
    choice."""
    if isinstance(step, LeftByOutcomes):
        return next((_outcome(each) for each in step.outcomes if each.key == way), "")
    if isinstance(step, RouteStep | AwaitedService):
        return str(BY_RULE.get(way) or BY_ITSELF.get(way, ""))
    if isinstance(step, DecisionStep):
        for number, branch in enumerate(step.branches, 1):
            if branch.key == way:
                said = in_language(branch.name) or condition_in_words(branch.when, names.facts)
                return said or _now("condition %(number)d") % {"number": number}
        return _now("otherwise")
    return ""


def _outcome(outcome: Outcome) -> str:
    words = in_language(outcome.words)
    return words or str(RESULTS.get(outcome.result, outcome.result)) or str(EFFECTS[outcome.effect])

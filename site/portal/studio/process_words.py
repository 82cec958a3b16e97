"""What the steps of a process, who acts at them and how they are left are called to owners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from permissions.agencies.levels import level_name
from permissions.agencies.models import Agency
from permissions.roles.models import Role
from permissions.translated_text import in_language, listed
from portal.admin_screens.condition_words import Offered
from portal.admin_screens.condition_words import in_words as condition_in_words
from portal.studio.naming import names_in_force
from workflows.calendars.duration_words import written_duration
from workflows.calendars.working_time import Duration
from workflows.cases.models import CaseStatus
from workflows.cases.models import Outcome as Result
from workflows.facts.conditions import parse_when
from workflows.notifications.wording.own import own_in_force
from workflows.processes.automatic import found as found_act
from workflows.processes.definition import BY_FACT, CENTRAL, OBJECTION, OF_THE_KIND, ROUTED, Instead
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject

Words = str | Promise
Raw = Mapping[str, Any]
KIND_WORDS: Final[Mapping[str, Words]] = {
    "task": pgettext_lazy("kind of step", "Task"),
    "decision": pgettext_lazy("kind of step", "Fork by conditions"),
    "wait": pgettext_lazy("kind of step", "Wait for the citizen"),
    "timer": pgettext_lazy("kind of step", "Wait for a time"),
    "split": pgettext_lazy("kind of step", "Branches side by side"),
    "join": pgettext_lazy("kind of step", "Branches come together"),
    "route": pgettext_lazy("kind of step", "Routing"),
    "service": pgettext_lazy("kind of step", "Automatic act"),
    "end": pgettext_lazy("kind of step", "End"),
}
SIGNS: Final[Mapping[str, str]] = {
    "task": "person",
    "decision": "fork",
    "wait": "pause",
    "timer": "clock",
    "split": "branches",
    "join": "together",
    "route": "refer",
    "service": "bell",
    "end": "stop",
}
EFFECTS: Final[Mapping[str, Words]] = {
    "decide": _("decides, with a result"),
    "proceed": _("goes on without deciding"),
    "refer": _("sends the request to another agency"),
    "accept": _("the citizen accepts the answer"),
    "reopen": _("the citizen objects"),
    "not_done": _("the citizen says that what was promised was not done"),
    "silent": _("the citizen stays silent"),
    "appeal": _("the citizen objects, and an appeal body hears it once"),
}
NAMED_WAYS: Final[Mapping[str, Words]] = {
    "found": _("where an agency is found"),
    "not_found": _("where none is found"),
    "default": _("otherwise"),
    "failed": _("if it fails"),
}
OTHERWISE: Final[Mapping[str, Words]] = {
    Instead.UNIT: _("the complaints unit"),
    Instead.REFUSED: _("no one: the process can’t be published"),
}
AGENCIES: Final[Mapping[str, Words]] = {
    ROUTED: _("the agency that has the request"),
    CENTRAL: _("the complaints unit"),
    OBJECTION: _("the person who decides on the objection: no one who decided before"),
}


@dataclass
class ProcessWords:
    """The words of one process (its definition as JSON); what it names is looked up once, where it is asked for."""

    raw: Raw
    offered: Offered = field(default_factory=Offered)

    @cached_property
    def steps(self) -> dict[str, Raw]:
        return {step["key"]: step for step in self.raw.get("steps", ())}

    @cached_property
    def agencies(self) -> Mapping[str, str]:
        return {agency.code: str(agency) for agency in Agency.objects.all()}

    @cached_property
    def roles(self) -> Mapping[str, str]:
        return {role.code: str(role) for role in Role.objects.all()}

    @cached_property
    def ladders(self) -> Mapping[str, str]:
        return names_in_force(Subject.LADDER)

    @cached_property
    def calendars(self) -> Mapping[str, str]:
        return names_in_force(Subject.CALENDAR)

    @cached_property
    def fields(self) -> Mapping[str, str]:
        return {each["key"]: in_language(each["name"]) or each["key"] for each in self.raw.get("fields", ())}

    def step(self, key: str) -> str:
        """The name of a step; where it has none yet its kind, and of none that there is its key."""
        found = self.steps.get(key)
        if found is None:
            return key or _now("nowhere yet")
        return in_language(found["name"]) or f"{KIND_WORDS[found['type']]} ({key})"

    def outcome(self, outcome: Raw) -> str:
        """How an outcome is called: by its own words, else by its result, else by where it leads."""
        if words := in_language(outcome.get("words", {})):
            return words
        if result := outcome.get("result", ""):
            return result_words(result)
        if not outcome["next"]:
            return _now("a new outcome")
        if outcome["effect"] == "proceed":
            return _now("on to: %(step)s") % {"step": self.step(outcome["next"])}
        return str(EFFECTS[outcome["effect"]])

    def branch(self, branch: Raw) -> str:
        """What a branch is called, else its condition."""
        return in_language(branch.get("name", {})) or self.condition(branch["when"])

    def condition(self, when: Any) -> str:
        return condition_in_words(parse_when(when), self.offered) or _now("always")

    def way(self, step: Raw, name: str) -> str:
        """What a way out of a step is called. ``name``: as in ``process_edits.Way``."""
        for outcome in step.get("outcomes", ()):
            if outcome["key"] == name:
                return self.outcome(outcome)
        if step["type"] == "decision":
            for branch in step["branches"]:
                if branch["key"] == name:
                    return self.branch(branch)
        if step["type"] == "split":
            return _now("branch %(number)s") % {"number": name}
        return str(NAMED_WAYS.get(name, ""))

    def performer(self, performer: Raw) -> str:
        """Who acts: the agency and, where it is said, who there."""
        agency = performer["agency"]
        if agency.startswith(BY_FACT):
            name = agency.removeprefix(BY_FACT)
            fact = self.offered.fact(name)
            where = _now("the agency in %(fact)s") % {"fact": listed([str(fact.words) if fact else name])}
        else:
            where = str(AGENCIES.get(agency) or self.agencies.get(agency, agency)) or _now("nobody yet")
        if role := performer.get("role", ""):
            return f"{where} · {self.roles.get(role, role)}"
        if level := performer.get("level", 0):
            return f"{where} · {level_name(level)}"
        return where

    def apart(self, step: Raw) -> str:
        """By whom it is not done; empty where anybody may."""
        named = listed(self.step(key) for key in step.get("not_by", ()))
        return _now("not the person who did %(steps)s") % {"steps": named} if named else ""

    def otherwise(self, step: Raw) -> str:
        """Who gets its work where nobody may act there."""
        said = step.get("otherwise")
        if said is None:
            return _now("anyone else who acts there") if step.get("not_by") else _now("anyone who acts there")
        if said["to"] != Instead.HEIR:
            return str(OTHERWISE[said["to"]])
        role = said.get("role", "")
        heir = self.roles.get(role, role) or level_name(said.get("level", 0))
        return _now("%(heir)s there, otherwise the complaints unit") % {"heir": heir}

    def act(self, step: Raw) -> str:
        """What is done by itself; of an act that there is not, its name in the code."""
        act = found_act(step["action"])
        return str(act.title) if act is not None else step["action"] or _now("nothing yet")

    def said_of_act(self, step: Raw) -> list[str]:
        """What an owner said about it, question by question."""
        act, values = found_act(step["action"]), step["values"]
        if act is None:
            return [f"{name}: {value}" for name, value in values.items()]
        process = PROCESSES.read(self.raw)
        said = []
        for question in act.questions:
            value = values.get(question.name, "–")
            words = dict(question.choices(process)).get(value, value) if question.choices is not None else value
            said.append(f"{question.label}: {words}")
        return said

    @cached_property
    def letters(self) -> Mapping[str, str]:
        return own_in_force()

    def ladder(self, step: Raw) -> str:
        key = step.get("ladder", OF_THE_KIND)
        if key == OF_THE_KIND:
            return _now("the ladder of the kind")
        return self.ladders.get(key, key) or _now("none: nothing is escalated")

    def time(self, step: Raw) -> str:
        """By when a step is left, in a word or two; empty of one that is passed at once."""
        match step["type"]:
            case "task":
                return self.ladder(step)
            case "wait" | "timer":
                return days_words(step["days"])
        return ""


def tries_words(step: Raw) -> str:
    """How often an automatic act is tried, and how long after one another."""
    retry = step.get("retry")
    if retry is None:
        return _now("as usual: six times within five and a half hours")
    minutes = ngettext("%(count)d minute", "%(count)d minutes", retry["minutes"]) % {"count": retry["minutes"]}
    return _now("%(tries)d at most, with %(minutes)s between two") % {"tries": retry["tries"], "minutes": minutes}


def days_words(days: int) -> str:
    return written_duration(Duration(days, "working_days"))


def result_words(result: str) -> str:
    return str(dict(Result.choices).get(result, result))


def status_words(status: str) -> str:
    return str(dict(CaseStatus.choices).get(status, status))

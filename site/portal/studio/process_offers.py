"""What the forms of a process let owners choose from, looked up once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _now

from permissions.agencies.levels import level_name
from permissions.agencies.models import Agency
from permissions.agencies.rights import WORK_CASE
from permissions.arabic import in_order
from permissions.roles.models import Role
from permissions.translated_text import joined, listed
from portal.studio.letter_recipients import RECIPIENTS
from portal.studio.process_edits import KINDS
from portal.studio.process_facts import OfProcess
from portal.studio.process_words import (
    AGENCIES,
    EFFECTS,
    KIND_WORDS,
    OTHERWISE,
    ProcessWords,
    result_words,
    status_words,
)
from workflows.calendars.duration_words import written_duration
from workflows.cases.models import RequestKind
from workflows.escalation.definition import HIGHEST
from workflows.escalation.publishable import LADDERS
from workflows.facts.fact import FactType
from workflows.notifications.wording.own import own_in_force
from workflows.processes.automatic import Question, every
from workflows.processes.definition import BY_FACT, OF_CITIZENS, OF_OFFICERS, OF_THE_KIND, ProcessDefinition
from workflows.processes.duties import before_it
from workflows.processes.letters import TO_CITIZEN, prefix_of
from workflows.processes.publishable import PROCESSES
from workflows.processes.runnable import RESULTS, STATUSES_OF_TASKS

Choice = tuple[str, str]
Choices = Sequence[Choice | tuple[str, Sequence[Choice]]]
NEW = "+"
"""Before the kind of a step that is yet to be made, where a step to go to is chosen."""


def offered_kinds() -> list[Choice]:
    """The kinds of steps that an owner can add; automatic acts only where there are any."""
    return [(kind, str(KIND_WORDS[kind])) for kind in KINDS if kind != "service" or every()]


@dataclass
class Offers:
    """For one process: ``raw`` its definition as JSON, ``key`` its own."""

    raw: Mapping[str, Any]
    key: str
    facts: OfProcess
    words: ProcessWords

    def with_there(self, choices: Iterable[Choice], there: str) -> list[Choice]:
        """What exists, and what is chosen and exists no more: a check speaks of that."""
        found = list(choices)
        if there and there not in {key for key, _words in found}:
            found.append((there, _now("%(value)s (does not exist)") % {"value": there}))
        return found

    @cached_property
    def steps(self) -> list[Choice]:
        found = self.raw.get("steps", ())
        return [(step["key"], f"{place}. {self.words.step(step['key'])}") for place, step in enumerate(found, 1)]

    def following(self, there: str) -> Choices:
        """The steps to go to, and those that can be made for it."""
        new = [(f"{NEW}{kind}", words) for kind, words in offered_kinds()]
        known = self.with_there(self.steps, there if not there.startswith(NEW) else "")
        return [("", _now("Choose the next step")), *known, (_now("A new step"), new)]

    def joins(self, there: str) -> Choices:
        joins = [each for each in self.steps if self.words.steps[each[0]]["type"] == "join"]
        return [("", _now("Choose where they come together")), *self.with_there(joins, there)]

    def agencies(self, there: str) -> Choices:
        """Who acts: found by the case, by a fact that is an agency, or always the same one."""
        facts = [
            (f"{BY_FACT}{name}", _now("the agency in %(fact)s") % {"fact": listed([str(fact.words)])})
            for name, fact in self.facts.all.items()
            if fact.type == FactType.AGENCY
        ]
        always = [(agency.code, str(agency)) for agency in in_order(Agency.objects.filter(active=True))]
        found = [(key, str(words)) for key, words in AGENCIES.items()]
        known = {key for key, _words in (*found, *facts, *always)}
        gone = self.with_there([], there) if there not in known else []
        return [*found, *gone, (_now("By what the request says"), facts), (_now("Always the same agency"), always)]

    def posts(self, there: str) -> Choices:
        """Who at the agency: by the level of the post, or by a role."""
        first = ("", _now("whoever holds the first post"))
        return [first, *self._gone(there), *self._seats]

    @cached_property
    def _seats(self) -> Sequence[tuple[str, Sequence[Choice]]]:
        levels = [(f"level:{level}", level_name(level)) for level in range(1, HIGHEST + 1)]
        roles = [(f"role:{role.code}", str(role)) for role in Role.objects.all() if WORK_CASE in role.rights]
        return [(_now("By the level of the post"), levels), (_now("By the role"), roles)]

    def _gone(self, there: str) -> list[Choice]:
        """A post or role that is chosen and exists no more."""
        known = {key for _name, seats in self._seats for key, _words in seats}
        return self.with_there([], there) if there and there not in known else []

    def done_before(self, key: str, there: Iterable[str]) -> list[Choice]:
        """The tasks before a step, whose doers may be kept from it."""
        tasks = before_it(self.process, key) if self.process is not None else ()
        before = {*there, *(task.key for task in tasks)}
        found = [(each, self.words.step(each)) for each, _words in self.steps if each in before]
        for other in there:
            found = self.with_there(found, other)
        return found

    def otherwise(self, there: str, *, apart: bool) -> Choices:
        """Who gets a step's work where nobody may act there."""
        anybody = _now("anyone else who acts there") if apart else _now("anyone who acts there")
        units = [(str(key), str(words)) for key, words in OTHERWISE.items()]
        gone = self._gone("" if there in OTHERWISE else there)
        return [("", anybody), *units, *gone, *self._seats]

    def ladders(self, there: str) -> Choices:
        own = list(self.words.ladders.items())
        first = [(OF_THE_KIND, _now("as the kind of request says")), ("", _now("none: nothing is escalated"))]
        return [*first, *self.with_there(own, there if there not in ("", OF_THE_KIND) else "")]

    def calendars(self, there: str) -> Choices:
        first = ("", _now("the agency’s own"))
        return [first, *self.with_there(self.words.calendars.items(), there)]

    def letters(self, there: str) -> Choices:
        """The letters of the owners that go to citizens: one of them goes in the place of the usual one."""
        known = [(key, name) for key, name in self._letters.items() if key.startswith(TO_CITIZEN)]
        return [("", _now("as usual")), *self.with_there(known, there)]

    def notices(self, there: Iterable[str], possible: tuple[str, ...]) -> list[Choice]:
        """Those that may go out when a step is reached."""
        known = [(key, f"{name} ({RECIPIENTS[prefix_of(key)]})") for key, name in self._letters.items()]
        found = [each for each in known if each[0].startswith(possible)]
        for key in there:
            found = self.with_there(found, key)
        return found

    @cached_property
    def _letters(self) -> Mapping[str, str]:
        return own_in_force()

    @cached_property
    def process(self) -> ProcessDefinition | None:
        """The draft as it can be read."""
        return PROCESSES.read(self.raw)

    def acts(self, there: str) -> list[Choice]:
        """The automatic acts."""
        return self.with_there([(act.name, str(act.title)) for act in every()], there)

    def failing(self, there: str) -> Choices:
        """Where it goes on if an automatic act fails, and that nothing waits for it."""
        _choose, *rest = self.following(there)
        return [("", _now("nothing waits for it: it goes on at once")), *rest]

    def values(self, question: Question, there: str) -> list[Choice]:
        """What an automatic act lets one choose from."""
        choices = question.choices(self.process) if question.choices is not None else ()
        return [("", _now("Choose one")), *self.with_there(choices, there)]

    def results(self, there: str) -> Choices:
        known = [(result, result_words(result)) for result in RESULTS]
        return [("", _now("none")), *self.with_there(known, there)]

    def statuses(self, there: str) -> Choices:
        return self.with_there([(status, status_words(status)) for status in STATUSES_OF_TASKS], there)

    def effects(self, kind: str, there: str) -> Choices:
        possible = OF_OFFICERS if kind == "task" else OF_CITIZENS
        return self.with_there([(each, str(words)) for each, words in EFFECTS.items() if each in possible], there)

    @cached_property
    def kind_ladders(self) -> str:
        """The ladders of the kinds that this process works, each with its times."""
        kinds = [kind for kind in RequestKind.objects.filter(process=self.key, active=True) if kind.ladder]
        return joined(dict.fromkeys(self._ladder(kind.ladder) for kind in kinds))

    def _ladder(self, key: str) -> str:
        ladder = LADDERS.read(LADDERS.in_force().get(key))
        name = self.words.ladders.get(key, key)
        if ladder is None or not ladder.rungs:
            return name
        return f"{name}: {' + '.join(written_duration(rung.after) for rung in ladder.rungs)}"

    def fields(self) -> list[dict[str, Any]]:
        return list(self.raw.get("fields", ()))

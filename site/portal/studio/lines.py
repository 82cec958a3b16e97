"""What owners publish in words, line by line, and what differs between two versions of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from permissions.agencies.levels import ordinal
from permissions.agencies.models import Agency
from permissions.translated_text import in_language
from permissions.written_time import written_days
from portal.studio.naming import names_in_force
from workflows.facts.catalogue import facts
from workflows.routing.definition import NAMED
from workflows.versions.models import Subject

TESTS: Mapping[str, str | Promise] = {
    "contains_any": gettext_lazy("has one of the words"),
    "one_of": gettext_lazy("is one of"),
    "equals": gettext_lazy("is exactly"),
    "given": gettext_lazy("is given"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is laid down; ``key`` says which, whatever its place and words."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is new, gone or changed; ``before`` or ``after`` is empty where there is none."""

    sign: Literal["new", "gone", "changed", "moved"]
    label: str
    before: str
    after: str


def lines_of(subject: str, definition: Any) -> list[Line]:
    """What a definition lays down, in its order; a draft may lack anything."""
    return list(_LINES[Subject(subject)](definition))


def differences(before: list[Line], after: list[Line]) -> list[Difference]:
    """What someone would do differently under the later definition."""
    former = {line.key: line for line in before}
    later = {line.key: line for line in after}
    found = [Difference("gone", line.label, line.words, "") for line in before if line.key not in later]
    for line in after:
        old = former.get(line.key)
        if old is None:
            found.append(Difference("new", line.label, "", line.words))
        elif (old.words, old.label) != (line.words, line.label):
            sign: Literal["changed", "moved"] = "changed" if old.words != line.words else "moved"
            found.append(Difference(sign, line.label, old.words if sign == "changed" else old.label, line.words))
    return found


def _ladder(definition: Any) -> Iterator[Line]:
    yield _name(definition)
    for rung in definition.get("rungs", []):
        level = rung["level"]
        words = _("after %(days)s without action") % {"days": written_days(rung["after_days"])}
        yield Line(f"level {level}", _("To level %(level)s") % {"level": ordinal(level)}, words)
    reminded = _("every %(days)s without action at the top") % {"days": written_days(definition["remind_every_days"])}
    yield Line("remind", _("Complaints unit reminded"), reminded)
    paused = _("for %(days)s at most") % {"days": written_days(definition["question_pause_days"])}
    yield Line("pause", _("A question pauses the count"), paused)


def _routing(definition: Any) -> Iterator[Line]:
    yield _name(definition)
    names = {agency.code: str(agency) for agency in Agency.objects.all()} | {NAMED: named_agency()}
    for place, rule in enumerate(definition.get("rules", []), 1):
        conditions = _(" and ").join(_condition(each) for each in rule["when"]) or _("always")
        target = names.get(rule["to"]["agency"], rule["to"]["agency"])
        label = _("Rule %(place)d: %(name)s") % {"place": place, "name": in_language(rule["name"])}
        yield Line(rule["key"], label, f"{conditions} {arrow()} {target}")


def _kind(definition: Any) -> Iterator[Line]:
    yield _name(definition)
    alone = _("the unit for sensitive cases alone")
    others = _("the agency that routing finds, and the complaints unit")
    yield Line("sensitive", _("Who may see it"), alone if definition.get("sensitive") else others)
    for part, label in (
        (Subject.PROCESS, _("Process")),
        (Subject.ROUTING, _("Routing table")),
        (Subject.LADDER, _("Escalation ladder")),
    ):
        key = definition.get(part.value, "")
        yield Line(part.value, label, names_in_force(part).get(key, key) or _("none: nothing is escalated"))


_LINES: Mapping[str, Callable[[Any], Iterator[Line]]] = {
    Subject.LADDER: _ladder,
    Subject.ROUTING: _routing,
    Subject.KIND: _kind,
}


def _condition(raw: Any) -> str:
    value = raw.get("value", [])
    words = [value] if isinstance(value, str) else list(value)
    fact = facts().get(raw["fact"], raw["fact"])
    comma = "، " if get_language_bidi() else ", "
    said = comma.join(f"“{word}”" for word in words)
    return f"{fact} {TESTS.get(raw['is'], raw['is'])} {said}".strip()


def _name(definition: Any) -> Line:
    name = definition.get("name", {})
    return Line("name", _("Name"), " · ".join(filter(None, (name.get("ar"), name.get("en")))))


def named_agency() -> str:
    """The words for the agency that the citizen named."""
    return _("the agency that the citizen named")


def arrow() -> str:
    """From the reader's start to the reader's end."""
    return "←" if get_language_bidi() else "→"

"""What owners publish in words, line by line, and what differs between two versions of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language_bidi, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from permissions.agencies.models import Agency
from permissions.translated_text import in_language, listed
from permissions.written_time import written_days
from portal.studio.naming import names_in_force
from workflows.facts.catalogue import facts, values_of
from workflows.routing.definition import NAMED
from workflows.versions.models import Subject

TESTS: Mapping[str, str | Promise] = {
    "contains_any": gettext_lazy("any of the words"),
    "one_of": pgettext_lazy("condition", "one of"),
    "equals": gettext_lazy("exactly"),
    "given": gettext_lazy("any value"),
}
_WRITTEN: Mapping[str, str | Promise] = {
    "contains_any": gettext_lazy("%(fact)s: any of %(words)s"),
    "one_of": gettext_lazy("%(fact)s: one of %(words)s"),
    "equals": gettext_lazy("%(fact)s: %(words)s"),
    "given": gettext_lazy("%(fact)s: any value"),
}
"""Without a verb: in Arabic it would have to agree with each fact."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is laid down; ``key`` says which, whatever its place and words.

    ``place``: where it stands among those whose order matters, from 1; 0 for all others.
    """

    key: str
    label: str
    words: str
    place: int = 0

    @property
    def title(self) -> str:
        """The label with the place."""
        return _("Rule %(place)d: %(name)s") % {"place": self.place, "name": self.label} if self.place else self.label


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is new, gone or changed; ``before`` or ``after`` is empty where there is none.

    Of one that moved they say from where and whereto.
    """

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
    found = [Difference("gone", line.title, line.words, "") for line in before if line.key not in later]
    moved = _moved([line for line in before if line.key in later], [line for line in after if line.key in former])
    for line in after:
        old = former.get(line.key)
        if old is None:
            found.append(Difference("new", line.title, "", line.words))
            continue
        if line.key in moved:
            places = _("from place %(place)d") % {"place": old.place}, _("to place %(place)d") % {"place": line.place}
            found.append(Difference("moved", line.label, *places))
        if old.label != line.label:
            found.append(Difference("changed", line.title, old.label, line.label))
        if old.words != line.words:
            found.append(Difference("changed", line.title, old.words, line.words))
    return found


def _moved(before: list[Line], after: list[Line]) -> set[str]:
    """The fewest lines that, taken out and put elsewhere, make the one order of the other."""
    order = {line.key: place for place, line in enumerate(before)}
    # The longest run of lines that stand in their former order; for each line the best run that ends with it.
    runs: list[list[str]] = []
    for place, line in enumerate(after):
        behind = [runs[other] for other in range(place) if order[after[other].key] < order[line.key]]
        runs.append([*_longest(behind), line.key])
    return {line.key for line in after} - set(_longest(runs))


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=len) if runs else []


def _ladder(definition: Any) -> Iterator[Line]:
    yield _name(definition)
    for rung in definition.get("rungs", []):
        level = rung["level"]
        words = _("after %(days)s without an act") % {"days": written_days(rung["after_days"])}
        yield Line(f"level {level}", _("To level %(level)d") % {"level": level}, words)
    reminded = _("every %(days)s without an act at the top") % {"days": written_days(definition["remind_every_days"])}
    yield Line("remind", _("Complaints unit reminded"), reminded)
    paused = _("for %(days)s at most") % {"days": written_days(definition["question_pause_days"])}
    yield Line("pause", _("A question pauses the count"), paused)


def _routing(definition: Any) -> Iterator[Line]:
    yield _name(definition)
    reading = definition.get("reading")
    weighed = _("whole words; the subject before the text; words of two agencies go to the complaints unit")
    yield Line("reading", _("How words are read"), weighed if reading else _("any part of a word, wherever it stands"))
    for language, words in (reading or {}).get("place_words", {}).items():
        named = {"language": dict(settings.LANGUAGES).get(language, language)}
        title = _("Words before a place (%(language)s)") % named
        yield Line(f"places {language}", title, listed(words))
    names = {agency.code: str(agency) for agency in Agency.objects.all()} | {NAMED: named_agency()}
    for place, rule in enumerate(definition.get("rules", []), 1):
        conditions = _("; ").join(_condition(each) for each in rule["when"]) or _("always")
        target = names.get(rule["to"]["agency"], rule["to"]["agency"])
        yield Line(f"rule {rule['key']}", in_language(rule["name"]), f"{conditions} {arrow()} {target}", place)


def _kind(definition: Any) -> Iterator[Line]:
    yield _name(definition)
    alone = _("the unit for sensitive requests alone")
    others = _("the agency that routing finds, and the complaints unit")
    yield Line("sensitive", _("Who may see it"), alone if definition.get("sensitive") else others)
    for part, label in (
        (Subject.PROCESS, _("Process")),
        (Subject.ROUTING, _("Routing table")),
        (Subject.LADDER, _("Escalation ladder")),
    ):
        key = definition.get(part.value, "")
        yield Line(part.value, label, names_in_force(part).get(key, key) or _("none: nothing climbs"))


_LINES: Mapping[str, Callable[[Any], Iterator[Line]]] = {
    Subject.LADDER: _ladder,
    Subject.ROUTING: _routing,
    Subject.KIND: _kind,
}


def _condition(raw: Any) -> str:
    value = raw.get("value", [])
    words = [value] if isinstance(value, str) else list(value)
    fact, labels = facts().get(raw["fact"], raw["fact"]), values_of(raw["fact"]) or {}
    return _WRITTEN[raw["is"]] % {"fact": fact, "words": listed([labels.get(word, word) for word in words])}


def _name(definition: Any) -> Line:
    name = definition.get("name", {})
    return Line("name", _("Name"), " · ".join(filter(None, (name.get("ar"), name.get("en")))))


def named_agency() -> str:
    """The words for the agency that the citizen named."""
    return _("the agency that the citizen named")


def arrow() -> str:
    """From the reader's start to the reader's end."""
    return "←" if get_language_bidi() else "→"

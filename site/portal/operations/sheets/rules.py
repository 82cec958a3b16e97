"""The list of a routing table's rules, in their order; it becomes a draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.agencies.rights import PUBLISH_RULES
from permissions.arabic import latin_digits
from permissions.days import FIRST, LAST
from permissions.translated_text import first_language_name, in_language, is_named, listed
from portal.operations.sheets.bodies import codes
from portal.operations.sheets.drafting import beginning_of, draft_of
from portal.operations.sheets.sheet import (
    NAME,
    Column,
    Judged,
    Outcome,
    Row,
    Sheet,
    becomes,
    name_columns,
    names_change,
)
from workflows.facts.conditions import parse_when
from workflows.facts.written import NotReadable, plainly, read, written
from workflows.routing.definition import FORMAT, LONGEST_NOTE, NAMED
from workflows.routing.priority import Priority
from workflows.routing.upgrade import to_format_2
from workflows.versions.models import Subject
from workflows.versions.publishable import UNREADABLE, publishable
from workflows.versions.references import told

MOST: Final = 5_000
"""Rules of a table; more the studio's form does not take."""
LONGEST_NAME: Final = 200
MAY_BE: Final = ("process", "priority")
"""What a rule may give beside the agency."""
DAYS: Final = ("since", "until")
BESIDE: Final = (*DAYS, "note")
"""What a rule may have beside its condition and where it goes."""
_KEY: Final = re.compile(r"[a-z0-9_-]{1,40}")


class RulesSheet(Sheet):
    """Each rule comes to its place; one that the file does not name stays behind those before it."""

    code, right, keyed, drafts = "rules", PUBLISH_RULES, True, True
    title = gettext_lazy("Rules of a routing table")

    def exists(self) -> bool:
        return beginning_of(Subject.ROUTING, self.key) is not None

    def columns(self) -> Sequence[Column]:
        return [
            Column(
                code="place",
                title=_("Place"),
                explained=_("From 1 on: rules are asked in this order."),
                example="1",
                width=9,
            ),
            Column(
                code="key",
                title=_("Key"),
                explained=_("By this a rule is recognised. Empty: by its name, and a new one gets a key."),
                example="clinics",
            ),
            *name_columns(ar="العيادات", en="Clinics"),
            Column(
                code="condition",
                title=_("Condition"),
                explained=_(
                    "A fact, a test and values in quotes, as in the example; “and”, “or” and brackets join several. "
                    "Tests: one_of, none_of, contains_any, given, missing, at_least, at_most. “always” stands alone."
                ),
                example='subject_text contains_any "clinic", "عيادة" and kind one_of "complaint"',
                width=60,
            ),
            Column(
                code="agency",
                title=_("Goes to"),
                explained=_("The code of an agency; @agency is the one that the citizen named."),
                example="health",
                choices=lambda: [NAMED, *codes()],
            ),
            Column(
                code="process",
                title=_("Process"),
                explained=_("The key of a process, where the rule names one."),
                needed=False,
                choices=lambda: list(publishable(Subject.PROCESS).in_force()),
            ),
            Column(
                code="priority",
                title=_("Priority"),
                explained=_("The code of a priority, where the rule gives one."),
                needed=False,
                choices=lambda: list(Priority.values),
            ),
            *_beside_columns(),
        ]

    def _definition(self) -> dict[str, Any]:
        version = beginning_of(Subject.ROUTING, self.key)
        return newest(version.definition) if version is not None else {"rules": []}

    def there(self) -> Iterable[Mapping[str, str]]:
        for place, rule in enumerate(self._definition()["rules"], 1):
            names = {NAME + language: words for language, words in rule["name"].items()}
            yield {"place": str(place), "key": rule["key"], **names, **_written(rule)}

    def judge(self, rows: Sequence[Row], actor: Actor) -> list[Judged]:
        rules = self._definition()["rules"]
        known = _Known(
            {rule["key"]: (place, rule) for place, rule in enumerate(rules, 1)},
            set(Agency.objects.filter(active=True).values_list("code", flat=True)),
            set(publishable(Subject.PROCESS).in_force()),
            Counter(row.get("key") for row in rows if row.get("key")),
            Counter(latin_digits(row.get("place")) for row in rows),
            Counter(_called(row) for row in rows if not row.get("key")),
            len(rules) + len(rows),
        )
        return [self._judged(row, known) for row in rows]

    def _judged(self, row: Row, known: _Known) -> Judged:
        key = known.key_of(row)
        there = known.rules.get(key)
        name = row.name(there[1]["name"] if there else None)
        what = in_language(name) or key
        try:
            when = read(row.get("condition"))
        except NotReadable as error:
            why = _("The condition cannot be read near “%(near)s”.") % {"near": error.near}
            return Judged(row.number, what, "refused", [why])
        why = known.against(row, name)
        if why:
            return Judged(row.number, what, "refused", [why])
        place = int(latin_digits(row.get("place")))
        to = {"agency": row.get("agency")}
        for part in MAY_BE:  # where a column is missing, as it was
            value = row.get(part) if row.has(part) else (there[1]["to"].get(part, "") if there else "")
            to |= {part: value} if value else {}
        beside = {
            part: value
            for part in BESIDE
            if (value := row.get(part) if row.has(part) else (there[1].get(part, "") if there else ""))
        }
        data = {"place": place, "key": key, "name": name, "when": when, "to": to, **beside}
        if there is None:
            return Judged(row.number, what, "added", [], data)
        said = self._changes(there, data)
        return Judged(row.number, what, "changed" if said else "same", said, data)

    def _changes(self, there: tuple[int, dict[str, Any]], data: dict[str, Any]) -> list[str]:
        place, rule = there
        titles = {column.code: column.title for column in self.columns()}
        said = names_change(self.columns(), rule["name"], data["name"])
        if plainly(parse_when(rule["when"])) == plainly(parse_when(data["when"])):
            data["when"] = rule["when"]  # as it was written, down to groups of one
        before, after = _written(rule), _written(data)
        said += [becomes(titles[each], before[each], after[each]) for each in after if before[each] != after[each]]
        if place != data["place"]:
            said.append(becomes(titles["place"], str(place), str(data["place"])))
        return said

    def left_out(self, judged: Sequence[Judged]) -> Iterable[str]:
        """A list takes no rule out: those that were taken out of it are named, and stay."""
        named = {each.data.get("key") for each in judged}
        rules = [rule for rule in self._definition()["rules"] if rule["key"] not in named]
        if rules and not any(each.verdict == "refused" for each in judged):
            names = told(listed([in_language(rule["name"]) or rule["key"]]) for rule in rules)
            yield _("Not in this file, and kept: %(rules)s. A rule is removed in the draft itself.") % {"rules": names}

    def carry_out(self, judged: Sequence[Judged], actor: Actor) -> Outcome:
        def change(definition: Any) -> Any:
            table = newest(definition)
            return {**table, "rules": in_places(table["rules"], [each.data for each in judged])}

        return Outcome(draft=draft_of(Subject.ROUTING, self.key, change, actor=actor))


def _beside_columns() -> list[Column]:
    """What a rule may have beside its condition and where it goes."""
    return [
        Column(
            code="since",
            title=_("Counts from"),
            explained=_("A day as 2027-01-31; before it the rule is passed over. Empty: from ever on."),
            needed=False,
        ),
        Column(
            code="until",
            title=_("Counts until"),
            explained=_("A day as 2027-01-31, that day included; empty: for ever."),
            needed=False,
        ),
        Column(
            code="note",
            title=_("Owner's note"),
            explained=_("What owners should know of the rule; no citizen reads it."),
            needed=False,
        ),
    ]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a row is held against. ``rules``: by key, each with its place from 1; ``unnamed``: how often a rule that has
    no key is called so; ``most``: the highest place.
    """

    rules: Mapping[str, tuple[int, dict[str, Any]]]
    agencies: set[str]
    processes: set[str]
    keys: Counter[str]
    places: Counter[str]
    unnamed: Counter[tuple[str, ...]]
    most: int

    def key_of(self, row: Row) -> str:
        """The key of a row; of one that has none, that of the rule of the same name, so that it is not made twice."""
        if row.get("key"):
            return row.get("key")
        name = row.name()
        same = (key for key, (_place, rule) in self.rules.items() if rule["name"] == name and not self.keys[key])
        return next(same, "")

    def against(self, row: Row, name: Mapping[str, str]) -> str:
        """Why a rule cannot be so; nothing where it can."""
        key, place, agency = row.get("key"), latin_digits(row.get("place")), row.get("agency")
        process, priority = row.get("process"), row.get("priority")
        since, until = row.get("since"), row.get("until")
        checks = (
            (
                not (place.isascii() and place.isdecimal() and len(place) < 10 and 1 <= int(place) <= self.most),
                _("The place is a number from 1 to %(most)d.") % {"most": self.most},
            ),
            (self.places[place] > 1, _("This place is in the list twice.")),
            (bool(key) and _KEY.fullmatch(key) is None, _("A key has small Latin letters, digits and hyphens.")),
            (self.keys[key] > 1, _("The key “%(key)s” is in the list twice.") % {"key": key[:50]}),
            (not key and self.unnamed[_called(row)] > 1, _("This is in the list twice.")),
            (self.most > MOST, _("A table holds at most %(most)d rules.") % {"most": MOST}),
            (not is_named(name), _("Enter the name in %(language)s.") % {"language": first_language_name()}),
            (
                any(len(each) > LONGEST_NAME or not each.isprintable() for each in name.values()),
                _("A name is one line of at most %(count)d letters.") % {"count": LONGEST_NAME},
            ),
            (
                agency != NAMED and agency not in self.agencies,
                _("There is no agency with the code “%(code)s”.") % {"code": agency[:50]},
            ),
            (
                bool(process) and process not in self.processes,
                _("There is no process “%(key)s” in force.") % {"key": process[:50]},
            ),
            (
                bool(priority) and priority not in Priority,
                _("There is no priority “%(code)s”.") % {"code": priority[:50]},
            ),
            (any(day and not _is_day(day) for day in (since, until)), _("Write the days as 2027-01-31.")),
            (bool(since and until and until < since), _("The last day is before the first.")),
            (
                len(row.get("note")) > LONGEST_NOTE,
                _("The note has more than %(count)d letters.") % {"count": LONGEST_NOTE},
            ),
        )
        return next((why for is_so, why in checks if is_so), "")


def newest(definition: Any) -> dict[str, Any]:
    """A table in the format of today; of a draft that lacks something, what it has."""
    try:
        table = definition if "format" in definition else to_format_2({"name": {}, "rules": [], **definition})
    except UNREADABLE:
        table = {}
    return {"format": FORMAT, "name": {}, "rules": [], **table}


def in_places(rules: Sequence[dict[str, Any]], wanted: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rules with those of a list at their places; what it does not name keeps its order among the rest."""
    named = {each["key"] for each in wanted if each["key"]}
    found = [rule for rule in rules if rule["key"] not in named]
    taken = {rule["key"] for rule in rules} | named
    for each in sorted(wanted, key=lambda rule: int(rule["place"])):
        key = each["key"] or next(new for n in range(1, MOST * 2) if (new := f"rule-{n}") not in taken)
        taken.add(key)
        found.insert(each["place"] - 1, {**{part: each[part] for part in each if part != "place"}, "key": key})
    return found


def _is_day(typed: str) -> bool:
    try:
        return date.fromisoformat(typed).isoformat() == typed and FIRST <= date.fromisoformat(typed) <= LAST
    except ValueError:
        return False


def _called(row: Row) -> tuple[str, ...]:
    return tuple(sorted(row.name().values()))


def _written(rule: Mapping[str, Any]) -> dict[str, str]:
    to = rule["to"]
    return {
        "condition": written(parse_when(rule["when"])),
        "agency": to["agency"],
        **{part: to.get(part, "") for part in MAY_BE},
        **{part: rule.get(part, "") for part in BESIDE},
    }

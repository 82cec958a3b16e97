"""A routing table in a form: a page of its rules as a grid, and those in forms that are open; the rest stays as it is.

Only what is shown is sent. Whatever a page of two thousand rules does not send, the draft has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from permissions.agencies.models import Agency
from permissions.arabic import in_order, latin_digits
from portal.admin_screens.condition_words import Offered
from portal.studio.condition_edits import OF_CONDITIONS, edited, new_condition
from portal.studio.edited import Files
from portal.studio.routing_grid import Grid, Looked
from portal.studio.routing_rule import HeadForm, RuleForm, head_of, newest, rule_form
from workflows.routing.definition import FORMAT, NAMED
from workflows.versions.models import Subject

MOST = 5_000
"""Rules of a table: more are a slip or an attack."""
MOST_OPEN = 50
"""Rules that one page sends in forms."""
_OPEN = re.compile(r"rules-(\d{1,5})-key")


class RoutingForm:
    """Head and rules of one table. ``edit`` does what a button beside a rule or a condition asks for.

    A page names its rules by places, from 0, and sends with each the key of the rule that stood there.
    """

    template_name = "studio/routing_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        definition = newest(definition)
        self.posted, self.key = posted, key
        self.head = HeadForm(posted, initial=head_of(definition))
        self.offered = Offered(Subject.ROUTING, key)
        self.raws: list[dict[str, Any]] = list(definition.get("rules", []))
        self.agencies = agencies_of(self.raws)
        self.wrong_place: dict[str, str] = {}
        self.open: dict[str, RuleForm] = self._sent() if posted is not None else {}
        self._looked = Looked()

    def _sent(self) -> dict[str, RuleForm]:
        """The rules that were sent in forms, by their keys. One that somebody removed meanwhile comes back."""
        there = {raw["key"]: raw for raw in self.raws}
        found: dict[str, RuleForm] = {}
        for name in list(self.posted or ()):
            match = _OPEN.fullmatch(name)
            if match is None or self.posted is None or len(found) >= MOST_OPEN:
                continue
            key = str(self.posted.get(name))
            if key not in there:
                there[key] = {"key": key}
                self.raws.insert(int(match[1]), there[key])
            found[key] = rule_form({}, self.posted, place=int(match[1]), agencies=self.agencies, offered=self.offered)
        return found

    def look(self, asked: Mapping[str, str]) -> None:
        """Say what of it is shown: ``rule`` (its key) is open, ``page``, ``kind`` and ``q`` choose rows."""
        self._looked = Looked.of(asked)
        rule, place = self._looked.rule, self._place_of(self._looked.rule)
        if place is not None and not self.open:
            raw = self.raws[place]
            self.open[rule] = rule_form(raw, None, place=place, agencies=self.agencies, offered=self.offered)

    def _place_of(self, key: str) -> int | None:
        return next((place for place, raw in enumerate(self.raws) if raw["key"] == key), None)

    @property
    def grid(self) -> Grid:
        """The page of rules that is shown."""
        return Grid(self, self._looked)

    @property
    def weighs(self) -> bool:
        """Whether it weighs words, so that the first rule that holds is not the one that decides."""
        return bool(self.head["weighs"].value())

    def is_valid(self) -> bool:
        placed = self._placed()
        return all([placed, self.head.is_valid(), *(rule.is_valid() for rule in self.open.values())])

    def _placed(self) -> bool:
        """Whether the place to which a rule shall move is one; else it is said at that rule."""
        do, *at = self._typed("do").split(":")
        if do != "move" or not at:
            return True
        try:
            self._to(at[0])
        except forms.ValidationError as error:
            self.wrong_place[self._meant(at[0])] = " ".join(error.messages)
        return not self.wrong_place

    def _to(self, place: str) -> int:
        typed = latin_digits(self._typed(f"rules-{place}-to"))
        field = forms.IntegerField(min_value=1, max_value=MOST)
        return int(field.clean(typed))

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        rules = [self.open[raw["key"]].rule() if raw["key"] in self.open else raw for raw in self.raws]
        return {"format": FORMAT, "name": self.head.name(), **self.head.reading(), "rules": rules}

    def _meant(self, place: str) -> str:
        """The key of the rule that stood at a place of the page, whatever stands there by now."""
        return self._typed(f"rules-{place}-row") or self._typed(f"rules-{place}-key")

    def _typed(self, name: str) -> str:
        """What was sent under a name; nothing where nothing was."""
        return str(self.posted.get(name) or "") if self.posted is not None else ""

    def edit(self, definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Add, remove or move a rule; add or remove a condition of one. ``at``: the places that are meant.

        Returns the key of the rule that the page goes back to, or nothing.
        """
        rules: list[dict[str, Any]] = definition["rules"]
        if do == "add":
            rules.append(_new_rule(rules))
            return str(rules[-1]["key"])
        key = self._meant(str(at[0])) if at else ""
        place = next((place for place, rule in enumerate(rules) if rule["key"] == key), None)
        if place is None:
            return ""
        if do in ("move", "up", "down", "above"):
            _move(rules, place, self._goal(rules, do, place, at))
        else:
            _edit_rule(rules, do, [place, *at[1:]])
        stays = next((rule for rule in rules if rule["key"] == key), None)
        stays = stays or (rules[min(place, len(rules) - 1)] if rules else {})
        return str(stays.get("key", ""))

    def _goal(self, rules: list[dict[str, Any]], do: str, place: int, at: list[int]) -> int:
        """The place, from 0, to which a rule moves."""
        match do:
            case "up":
                return max(place - 1, 0)
            case "down":
                return place + 1
            case "above" if len(at) > 1:
                return min(at[1], place)
        return self._to(str(at[0])) - 1


def _move(rules: list[dict[str, Any]], place: int, goal: int) -> None:
    rules.insert(goal, rules.pop(place))


def _edit_rule(rules: list[dict[str, Any]], do: str, at: list[int]) -> None:
    place = at[0]
    if do == "remove":
        del rules[place]
    elif do in OF_CONDITIONS:
        rules[place] = {**rules[place], "when": edited(rules[place]["when"], do, at[1:])}


def _new_rule(rules: list[dict[str, Any]]) -> dict[str, Any]:
    taken = {rule["key"] for rule in rules}
    key = next(f"rule-{number}" for number in range(len(rules) + 1, len(rules) + MOST) if f"rule-{number}" not in taken)
    return {"key": key, "name": {}, "when": {"all": [new_condition()]}, "to": {"agency": NAMED}}


def named_agency() -> str:
    """The words for the agency that the citizen named."""
    return _("the agency that the citizen named")


def agencies_of(raws: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Every agency that takes cases, and those that the table names although they do not: a check says so."""
    known = [(agency.code, str(agency)) for agency in in_order(Agency.objects.filter(active=True))]
    named = {rule.get("to", {}).get("agency") for rule in raws}
    others = sorted(named - {code for code, _name in known} - {NAMED, None})
    return [(NAMED, named_agency()), *known, *((code, code) for code in others)]

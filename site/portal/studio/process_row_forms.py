"""The rows of a step in forms: outcomes with all that follows from them, branches with their conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.admin_screens.names import NamedForm, as_fields
from portal.studio.condition_group import GroupForm, Room
from portal.studio.process_edits import Raw
from portal.studio.process_offers import Offers
from portal.studio.process_step_forms import chosen, next_field, offer, put

MOST_ROWS = 60
"""Outcomes, branches or conditions of one step: more are a slip or an attack."""
ASKS = "asks-"
"""Before the key of a field, in the name of the form's field that says whether it is asked for."""
KEY_FIELD_LENGTH = 80


class RowForm(NamedForm):
    """One row of a step: ``key`` tells it from the others, ``raw`` is how it was."""

    prefix_of: ClassVar[str] = "row"
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_FIELD_LENGTH)

    def __init__(self, posted: QueryDict | None, place: int, raw: Raw, initial: Mapping[str, Any]) -> None:
        super().__init__(posted, prefix=f"{self.prefix_of}-{place}", initial={"key": raw.get("key", ""), **initial})
        self.raw = raw

    @property
    def is_bad(self) -> bool:
        """Whether something in it must be corrected."""
        return bool(self.errors)

    @property
    def leads_nowhere(self) -> bool:
        """Whether it does not say where it leads."""
        return not self["next"].value()

    @property
    def stands_open(self) -> bool:
        """Whether it is shown whole: something in it is wanting."""
        return self.is_bad or self.leads_nowhere

    def row(self) -> Raw:
        """As the definition has it; only when valid."""
        raise NotImplementedError


class OutcomeForm(RowForm):
    """One outcome. ``title`` and ``leads``: how it is called and where it leads, as it was."""

    effect = chosen(_("What it does"))
    next = next_field()
    result = chosen(_("Result"))
    letter = chosen(_("Letter to the citizen"))
    answers = forms.BooleanField(label=_("The officer writes an answer to the citizen"), required=False)

    def __init__(self, posted: QueryDict | None, place: int, raw: Raw, *, offers: Offers, kind: str) -> None:
        effect = raw.get("effect", "proceed")
        asked = {each["field"]: each.get("required", True) for each in raw.get("fields", ())}
        initial = {
            **as_fields(raw.get("words", {})),
            "effect": effect,
            "next": raw.get("next", ""),
            "result": raw.get("result", ""),
            "letter": raw.get("letter", ""),
            "answers": raw.get("answers", effect == "decide"),
            **{f"{ASKS}{key}": "must" if required else "may" for key, required in asked.items()},
        }
        super().__init__(posted, place, raw, initial)
        self._known = list(dict.fromkeys([*(each["key"] for each in offers.fields()), *asked]))
        offer(self, "effect", offers.effects(kind, effect))
        offer(self, "next", offers.following(raw.get("next", "")))
        offer(self, "result", offers.results(raw.get("result", "")))
        offer(self, "letter", offers.letters(raw.get("letter", "")))
        self.title = offers.words.outcome(raw) if raw else ""
        self.leads = offers.words.step(raw["next"]) if raw else ""
        if kind != "task":
            del self.fields["answers"], self.fields["result"]
            self._known = []
        for key in self._known:
            self.fields[f"{ASKS}{key}"] = forms.ChoiceField(
                label=offers.words.fields.get(key, key),
                required=False,
                choices=[("", _("not asked")), ("may", _("may be filled in")), ("must", _("must be filled in"))],
            )

    @property
    def asks(self) -> list[BoundField]:
        """Which fields whoever chooses it fills in, for drawing."""
        return [self[f"{ASKS}{key}"] for key in self._known]

    def row(self) -> Raw:
        raw, data = dict(self.raw), self.cleaned_data
        decides = data["effect"] == "decide"
        if raw.get("effect") == "decide" and not decides:  # what only a decision has goes with it
            data |= {"result": "", "answers": False}
        raw |= {"key": data["key"], "effect": data["effect"], "next": data["next"]}
        put(raw, "words", self.name(), {})
        put(raw, "letter", data["letter"], "")
        if "result" in self.fields:
            put(raw, "result", data["result"], "")
            put(raw, "answers", data["answers"] or decides, decides)
            put(raw, "fields", list(self._asked(data)), [])
        return raw

    def _asked(self, data: Mapping[str, Any]) -> Iterable[Raw]:
        was = {each["field"]: each for each in self.raw.get("fields", ())}
        for key in self._known:
            if said := data[f"{ASKS}{key}"]:
                asked = dict(was.get(key, {"field": key}))
                put(asked, "required", said == "must", usual=True)
                yield asked


class BranchForm(RowForm):
    """One branch of a decision, with its conditions in groups."""

    next = next_field()

    def __init__(self, posted: QueryDict | None, place: int, raw: Raw, *, offers: Offers, kind: str) -> None:
        super().__init__(posted, place, raw, {**as_fields(raw.get("name", {})), "next": raw.get("next", "")})
        self.alone = not place and len(offers.words.steps.get(offers.facts.at, {}).get("branches", ())) == 1
        offer(self, "next", offers.following(raw.get("next", "")))
        when = raw.get("when", {}) if posted is None else {}
        self.when = GroupForm(posted, prefix=str(self.prefix), raw=when, offered=offers.facts, room=Room(MOST_ROWS))
        self.title = offers.words.branch(raw) if raw else ""
        self.leads = offers.words.step(raw["next"]) if raw else ""

    @property
    def is_bad(self) -> bool:
        return super().is_bad or self.when.is_bad

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.when.is_valid()])

    @property
    def stands_open(self) -> bool:
        return super().stands_open or self.alone

    def row(self) -> Raw:
        data = self.cleaned_data
        when = self.when.condition()
        if "fact" in self.raw.get("when", {}) and len(when.get("all", ())) == 1:  # what stood alone stands alone again
            [when] = when["all"]
        raw = {**self.raw, "key": data["key"], "when": when, "next": data["next"]}
        put(raw, "name", self.name(), {})
        return raw


class SplitBranchForm(forms.Form):
    """One branch of a split: the step that it begins with."""

    next = next_field(_("Begins with"))

    def __init__(self, posted: QueryDict | None, place: int, first: str, *, offers: Offers, kind: str) -> None:
        super().__init__(posted, prefix=f"row-{place}", initial={"next": first})
        offer(self, "next", offers.following(first))
        self.title = offers.words.step(first)
        self.leads = ""

    @property
    def leads_nowhere(self) -> bool:
        return not self["next"].value()

    @property
    def is_bad(self) -> bool:
        return bool(self.errors)

    def row(self) -> str:
        return str(self.cleaned_data["next"])


class ChoiceForm(NamedForm):
    """One choice of a field."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_FIELD_LENGTH)

    def __init__(self, posted: QueryDict | None, prefix: str, raw: Raw) -> None:
        initial = {"key": raw.get("key", ""), **as_fields(raw.get("name", {}))}
        super().__init__(posted, prefix=prefix, initial=initial)

    def row(self) -> Raw:
        return {"key": self.cleaned_data["key"], "name": self.name()}


def number_of(typed: str | None) -> int:
    """How many rows were sent."""
    return min(int(typed), MOST_ROWS) if typed and typed.isascii() and typed.isdigit() and len(typed) < 6 else 0

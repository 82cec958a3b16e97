"""A process in a form: the list of its steps, one of which stands open with all that it lays down."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.admin_screens.names import NamedForm, as_fields
from portal.process_shown.figure import Figure
from portal.studio.edited import Files
from portal.studio.process_edits import (
    Asked,
    Raw,
    add_field,
    add_row,
    change_choices,
    do_to_row,
    do_to_step,
    insert,
    instead,
    remove_field,
    ways,
)
from portal.studio.process_facts import OfProcess
from portal.studio.process_fields_form import FieldsForm
from portal.studio.process_figure import draft_figure
from portal.studio.process_lines import FIELDS, newest
from portal.studio.process_list import Consequence, Row, Rows, consequences
from portal.studio.process_offers import NEW, Choice, Offers, offered_kinds
from portal.studio.process_problems import placed
from portal.studio.process_row_forms import BranchForm, OutcomeForm, SplitBranchForm, number_of
from portal.studio.process_step_forms import FORMS, chosen, offer
from portal.studio.process_words import ProcessWords, status_words
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject
from workflows.versions.references import problems

ROW_FORMS: Final[dict[str, Any]] = {
    "task": OutcomeForm,
    "wait": OutcomeForm,
    "decision": BranchForm,
    "split": SplitBranchForm,
}


class AddForm(forms.Form):
    """What stands beside the buttons of the open step: a step to add, and a place to move to."""

    new_kind = chosen(_("Kind of the new step"))
    new_way = chosen(_("On the way"))
    to = forms.IntegerField(
        label=_("Move to place"),
        required=False,
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput(attrs={"class": "input short ltr", "inputmode": "numeric"}),
    )

    def __init__(self, posted: QueryDict | None, ways_out: list[Choice]) -> None:
        super().__init__(posted)
        offer(self, "new_kind", offered_kinds())
        offer(self, "new_way", ways_out)

    def asked(self) -> Asked:
        """Only when valid."""
        data = self.cleaned_data
        return Asked(data["new_kind"], int(data["new_way"] or 0), data["to"])


class OpenStep:
    """The form of one step: what is the same of its kind, and its rows."""

    def __init__(self, posted: QueryDict | None, raw: Raw, offers: Offers, at: int | None) -> None:
        self.raw, self.kind, self.at = raw, raw["type"], at
        self.head = FORMS[self.kind](posted, raw, offers)
        made = ROW_FORMS.get(self.kind)
        there: list[Any] = list(raw.get("outcomes") or raw.get("branches") or ())
        if posted is not None:
            count = number_of(posted.get("rows"))
            there = [*there, *("" if self.kind == "split" else {} for _more in range(count))][:count]
        self.rows = (
            [made(posted, place, row, offers=offers, kind=self.kind) for place, row in enumerate(there)] if made else []
        )
        out = [(str(place), offers.words.way(raw, way.name) or "–") for place, way in enumerate(ways(raw))]
        self.add = AddForm(posted, out)
        self.many_ways = len(out) > 1
        self.status = status_words(raw.get("status", ""))
        self.has_ways = bool(out)

    def is_valid(self) -> bool:
        return all([self.head.is_valid(), self.add.is_valid(), *(row.is_valid() for row in self.rows)])

    def fill(self, raw: Raw) -> None:
        """Write what was filled in into the step; only when valid."""
        self.head.fill(raw)
        if self.kind in ROW_FORMS:
            raw["outcomes" if "outcomes" in raw else "branches"] = [row.row() for row in self.rows]


class HeadForm(NamedForm):
    """What the process is called, and what stands open."""

    open = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    open_kind = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)


class ProcessForm:
    """One process. Its buttons are about the step that stands open, its rows, or the fields."""

    template_name = "studio/process_form.html"
    drawn = "studio/process_drawing.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        self.raw: Raw = newest(definition)
        self.posted, self.key = posted, key
        facts = OfProcess(self.raw, key)
        self.words = ProcessWords(self.raw, facts)
        self.offers = Offers(self.raw, key, facts, self.words)
        self.head = HeadForm(posted, initial=as_fields(self.raw.get("name", {})))
        self.at = ""
        self.row: int | None = None
        self.step: OpenStep | None = None
        self.fields: FieldsForm | None = None
        self._against: list[str] | None = None
        self.open(posted.get("open", "") if posted is not None else "")

    def look(self, asked: Mapping[str, str]) -> None:
        """Show what its address asks for: ``step``, unless what was sent stands open."""
        if self.posted is None and "step" in asked:
            self.open(asked["step"])

    def told(self, against: list[str]) -> None:
        """Take what stands against the draft from whoever has asked for it already."""
        self._against = against

    def open(self, at: str) -> None:
        """Show the form of a step (its key), or of the fields; behind a dot the row to go back to."""
        self.at, _dot, row = at.partition(".")
        self.row = int(row) if row.isdecimal() else None
        self.step = self.fields = None
        if self.at == FIELDS:
            self.fields = FieldsForm(self.posted, self.offers.fields())
        elif found := self._open_raw():
            here = OfProcess(self.raw, self.key, self.at)
            self.step = OpenStep(self.posted, found, replace(self.offers, facts=here), self.row)

    def _open_raw(self) -> Raw | None:
        """The step that stands open; one that went meanwhile comes back as it was typed."""
        found = self.words.steps.get(self.at)
        if found is not None:
            return dict(found)
        kind = self.posted.get("open_kind", "") if self.posted is not None else ""
        if not self.at or kind not in FORMS or "steps" not in self.raw:
            return None
        rows: Raw = {"outcomes": []} if kind in ("task", "wait") else {"branches": []} if kind in ROW_FORMS else {}
        lacks = dict.fromkeys(("next", "found", "not_found", "default", "join"), "")
        usual = {"performer": {"agency": ""}, "status": "in_progress", "days": 1, "action": "", "values": {}}
        return {"key": self.at, "type": kind, "name": {}, **usual, **lacks, **rows}

    @property
    def place(self) -> int:
        """The place of the open step in the list, from 0."""
        return next((at for at, step in enumerate(self.raw.get("steps", ())) if step["key"] == self.at), 0)

    @property
    def last(self) -> int:
        return len(self.raw.get("steps", ()))

    @cached_property
    def problems(self) -> list[str]:
        """What stands against the draft, each sentence at its step where it has one."""
        against = problems(Subject.PROCESS, self.key, self.raw) if self._against is None else self._against
        return placed(against, self.raw)

    @cached_property
    def rows(self) -> list[Row]:
        """The list."""
        return Rows(self.raw, self.words, self.problems, self.at).all

    @cached_property
    def figure(self) -> Figure | None:
        """The drawing, with what is marked in it; None of what cannot be read."""
        process = PROCESSES.read(self.raw)
        return draft_figure(process, self.key, self.problems) if process is not None else None

    @property
    def consequences(self) -> list[Consequence]:
        """What taking the open step away does to the ways that lead to it."""
        return consequences(self.raw, self.words.steps[self.at], self.words)

    @property
    def goes_to(self) -> str:
        """The step to which what led to the open one leads once it is gone; nothing where there is none."""
        to = instead(self.raw, dict(self.words.steps[self.at]))[self.at]
        return self.words.step(to) if to else ""

    @property
    def kinds(self) -> list[Choice]:
        """What can be added."""
        return offered_kinds()

    def is_valid(self) -> bool:
        parts = [part for part in (self.head, self.step, self.fields) if part is not None]
        return all(part.is_valid() for part in parts)

    def definition(self) -> dict[str, Any]:
        """The draft with what was filled in; only when valid. All that does not stand open stays as it is."""
        definition: Raw = copy.deepcopy(self.raw)
        definition["name"] = self.head.name()
        if self.fields is not None and (definition.get("fields") or self.fields.rows):
            definition["fields"] = self.fields.fields()
        if self.step is not None:
            self._fill(definition, self.step)
        return definition

    def _fill(self, definition: Raw, form: OpenStep) -> None:
        steps = definition["steps"]
        place = next((at for at, step in enumerate(steps) if step["key"] == self.at), None)
        if place is None:
            steps.append(_without_lacking(form.raw))
            place = len(steps) - 1
        former = [way.to for way in ways(steps[place])]
        form.fill(steps[place])
        saves_itself = self.posted is not None and self.posted.get("do") == "auto"
        for number, way in enumerate(ways(steps[place])):
            if not way.to.startswith(NEW):
                continue
            kind = way.to.removeprefix(NEW)
            way.lead(former[number] if number < len(former) else "")
            if not saves_itself:
                insert(definition, kind, place, number)
                # What was inserted lies behind the step: its own place is as it was.

    def edit(self, definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Do in the definition what a button asks for; returns what stands open then."""
        steps = definition.get("steps", [])
        match do, at:
            case "close", _:
                return ""
            case "fields", _:
                return FIELDS
            case "open", [place] if place < len(steps):
                return str(steps[place]["key"])
            case "first", _:
                return insert(definition, str(self.posted.get("first_kind", "task")) if self.posted else "task", None)
        if self.fields is not None:
            return _edit_fields(definition, do, at)
        if self.step is None or not at or at[0] >= len(steps):
            return self.at
        return self._edit_step(definition, do, at)

    def _edit_step(self, definition: Raw, do: str, at: list[int]) -> str:
        place, key = at[0], str(definition["steps"][at[0]]["key"])
        if do == "add-row":
            row = add_row(definition, place)
            return key if row is None else f"{key}.{row}"
        if len(at) > 1:
            row = do_to_row(definition, do, place, at[1], at[2:])
            return key if row is None else f"{key}.{row}"
        asked = self.step.add.asked() if self.step is not None else Asked()
        return do_to_step(definition, do, place, asked)


def _edit_fields(definition: Raw, do: str, at: list[int]) -> str:
    fields = definition.get("fields", [])
    if do == "add-field":
        return f"{FIELDS}.{add_field(definition)}"
    if not at or at[0] >= len(fields):
        return FIELDS
    match do:
        case "remove-field":
            remove_field(definition, at[0])
            return FIELDS
        case "add-choice":
            change_choices(definition, at[0], None)
        case "remove-choice" if len(at) > 1:
            change_choices(definition, at[0], at[1])
    return f"{FIELDS}.{at[0]}"


def _without_lacking(raw: Raw) -> Raw:
    """A step that comes back has only what its kind has."""
    kept = {
        "task": ("performer", "status", "outcomes"),
        "wait": ("status", "days", "outcomes"),
        "timer": ("status", "days", "next"),
        "route": ("found", "not_found"),
        "decision": ("branches", "default"),
        "service": ("next", "action", "values"),
        "split": ("branches", "join"),
        "join": ("next",),
    }
    return {key: raw[key] for key in ("key", "type", "name", *kept.get(raw["type"], ()))}

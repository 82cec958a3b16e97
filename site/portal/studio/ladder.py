"""Escalation ladders as owners see them: in words, and in a form of rungs and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.levels import ordinal
from permissions.translated_text import joined
from portal.admin_screens.names import NamedForm, as_fields
from portal.studio.edited import EditedSubject, Files
from portal.studio.lines import Line, name_line
from workflows.calendars.duration_words import UNIT_WORDS, written_duration
from workflows.calendars.working_time import Duration, Ending
from workflows.escalation.definition import DEFAULT, FORMAT, newest
from workflows.escalation.recipients import RECIPIENTS
from workflows.versions.models import Subject
from workflows.versions.publishable import UNREADABLE

NUMBER = {"invalid": _("Write a whole number."), "required": _("Write a number.")}
ENDS: Mapping[Ending, str | Promise] = {
    "day_end": _("when the body closes on the last day"),
    "moment": _("to the moment, at the time of day at which they began"),
}


def _amount(label: Any, help_text: Any = "") -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input short ltr", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=help_text, widget=widget, error_messages=NUMBER)


def _unit() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Counted in"), choices=list(UNIT_WORDS.items()))


class HeadForm(NamedForm):
    """What the ladder says beside its rungs."""

    ends = forms.ChoiceField(
        label=_("Days end"),
        choices=list(ENDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when days end.")},
    )
    remind_every = _amount(_("Remind the complaints unit every"), _("Counted at the highest level."))
    remind_every_unit = _unit()
    question_pause = _amount(_("A question to the citizen pauses the count for at most"), _("Then the count goes on."))
    question_pause_unit = _unit()


class RungForm(forms.Form):
    """One rung: the level is its place."""

    after = _amount(_("Time without action"))
    after_unit = _unit()
    tells = forms.MultipleChoiceField(
        label=_("Who is told of it"),
        choices=list(RECIPIENTS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who is told of it.")},
    )


Rungs = forms.formset_factory(RungForm, extra=0)


class LadderForm:
    """Head and rungs of one ladder. ``edit`` does what a button beside a row asks for."""

    template_name = "studio/ladder_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        raw = readable(definition)
        initial = {
            **as_fields(raw.get("name", {})),
            "ends": raw.get("ends"),
            **_fields("remind_every", raw.get("remind_every")),
            **_fields("question_pause", raw.get("question_pause")),
        }
        self.head = HeadForm(posted, initial=initial)
        self.rungs = Rungs(posted, initial=list(map(_told, raw.get("rungs", []))), prefix="rungs")

    def is_valid(self) -> bool:
        return self.head.is_valid() and self.rungs.is_valid()

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head = self.head.cleaned_data
        return {
            "format": FORMAT,
            "name": self.head.name(),
            "ends": head["ends"],
            "rungs": [
                {"level": level, "after": _duration(rung, "after"), "tells": rung["tells"]}
                for level, rung in enumerate(self.rungs.cleaned_data, 1)
            ],
            "remind_every": _duration(head, "remind_every"),
            "question_pause": _duration(head, "question_pause"),
        }

    @staticmethod
    def edit(definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Add a rung at the top or take one away; the levels above move down. Returns no rule."""
        rungs = definition["rungs"]
        if do == "add":
            below = rungs[-1] if rungs else {"after": Duration(2).as_json(), "tells": [*DEFAULT]}
            rungs.append({**below, "level": len(rungs) + 1})
        elif do == "remove" and len(at) == 1 and at[0] < len(rungs):
            del rungs[at[0]]
        for level, rung in enumerate(rungs, 1):
            rung["level"] = level
        return ""


def readable(definition: Any) -> Any:
    """A draft in the format of today; of one that is malformed what it says, which its problems speak of."""
    try:
        return newest(definition)
    except UNREADABLE:
        return {"name": definition.get("name", {})}


def _told(rung: Any) -> dict[str, Any]:
    """A rung as its form takes it, that says whom it tells, also where it names nobody."""
    return {"tells": rung.get("tells", [*DEFAULT]), **_fields("after", rung.get("after"))}


def _fields(name: str, duration: Any) -> dict[str, Any]:
    given = duration or {}
    return {name: given.get("amount"), f"{name}_unit": given.get("unit")}


def _duration(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {"amount": data[name], "unit": data[f"{name}_unit"]}


def lines(definition: Any) -> Iterator[Line]:
    """What it lays down, from the ground up."""
    yield name_line(definition)
    raw = readable(definition)
    for rung in raw.get("rungs", []):
        level = rung["level"]
        words = _now("after %(time)s without action") % {"time": written_duration(Duration.of(rung["after"]))}
        yield Line(f"level {level}", _now("To level %(level)s") % {"level": ordinal(level)}, words)
        told = joined(str(RECIPIENTS.get(name, name)) for name in rung.get("tells", DEFAULT))
        yield Line(f"told {level}", _now("Who is told of it at level %(level)s") % {"level": ordinal(level)}, told)
    if "remind_every" not in raw:
        return
    reminded = _now("every %(time)s without action at the top") % {
        "time": written_duration(Duration.of(raw["remind_every"]))
    }
    yield Line("remind", _now("Complaints unit reminded"), reminded)
    paused = _now("for %(time)s at most") % {"time": written_duration(Duration.of(raw["question_pause"]))}
    yield Line("pause", _now("A question pauses the count"), paused)
    yield Line("ends", _now("Days end"), str(ENDS.get(raw["ends"], raw["ends"])))


LADDERS = EditedSubject(
    subject=Subject.LADDER,
    title=_("Escalation ladder"),
    lines=lines,
    form=LadderForm,
    newest=readable,
    applies=_("It applies from the next case and the next action on; running counts keep their date."),
)

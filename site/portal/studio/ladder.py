"""Escalation ladders as owners see them: in words, and in a form of rungs and days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.levels import ordinal
from permissions.translated_text import joined
from permissions.writing import written_days
from portal.admin_screens.names import NamedForm, as_fields
from portal.studio.edited import EditedSubject
from portal.studio.lines import Line, name_line
from workflows.escalation.definition import DEFAULT, FORMAT
from workflows.escalation.recipients import RECIPIENTS
from workflows.versions.models import Subject

NUMBER = {"invalid": _("Write a whole number of working days."), "required": _("Write a number of working days.")}


def _days(label: Any, help_text: Any = "") -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input short ltr", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=help_text, widget=widget, error_messages=NUMBER)


class HeadForm(NamedForm):
    """What the ladder says beside its rungs."""

    remind_every_days = _days(_("Remind the complaints unit every … working days"), _("Counted at the highest level."))
    question_pause_days = _days(
        _("A question to the citizen pauses the count for at most … working days"), _("Then the count goes on.")
    )


class RungForm(forms.Form):
    """One rung: the level is its place."""

    after_days = _days(_("Working days without action"))
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

    def __init__(self, definition: Any, posted: QueryDict | None = None, *, key: str = "") -> None:
        initial = {
            **as_fields(definition.get("name", {})),
            "remind_every_days": definition.get("remind_every_days"),
            "question_pause_days": definition.get("question_pause_days"),
        }
        self.head = HeadForm(posted, initial=initial)
        self.rungs = Rungs(posted, initial=list(map(_told, definition.get("rungs", []))), prefix="rungs")

    def is_valid(self) -> bool:
        return self.head.is_valid() and self.rungs.is_valid()

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head = self.head.cleaned_data
        return {
            "format": FORMAT,
            "name": self.head.name(),
            "rungs": [
                {"level": level, "after_days": rung["after_days"], "tells": rung["tells"]}
                for level, rung in enumerate(self.rungs.cleaned_data, 1)
            ],
            "remind_every_days": head["remind_every_days"],
            "question_pause_days": head["question_pause_days"],
        }

    @staticmethod
    def edit(definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Add a rung at the top or take one away; the levels above move down. Returns no rule."""
        rungs = definition["rungs"]
        if do == "add":
            below = rungs[-1] if rungs else {"after_days": 2, "tells": [*DEFAULT]}
            rungs.append({**below, "level": len(rungs) + 1})
        elif do == "remove" and len(at) == 1 and at[0] < len(rungs):
            del rungs[at[0]]
        for level, rung in enumerate(rungs, 1):
            rung["level"] = level
        return ""


def _told(rung: Any) -> dict[str, Any]:
    """A rung that says whom it tells, also where it names nobody."""
    return {"tells": [*DEFAULT], **rung}


def lines(definition: Any) -> Iterator[Line]:
    """What it lays down, from the ground up."""
    yield name_line(definition)
    for rung in definition.get("rungs", []):
        level = rung["level"]
        words = _now("after %(days)s without action") % {"days": written_days(rung["after_days"])}
        yield Line(f"level {level}", _now("To level %(level)s") % {"level": ordinal(level)}, words)
        told = joined(str(RECIPIENTS.get(name, name)) for name in _told(rung)["tells"])
        yield Line(f"told {level}", _now("Who is told of it at level %(level)s") % {"level": ordinal(level)}, told)
    reminded = _now("every %(days)s without action at the top") % {
        "days": written_days(definition["remind_every_days"])
    }
    yield Line("remind", _now("Complaints unit reminded"), reminded)
    paused = _now("for %(days)s at most") % {"days": written_days(definition["question_pause_days"])}
    yield Line("pause", _now("A question pauses the count"), paused)


LADDERS = EditedSubject(
    subject=Subject.LADDER,
    title=_("Escalation ladder"),
    lines=lines,
    form=LadderForm,
    applies=_("It applies from the next case and the next action on; running counts keep their date."),
)

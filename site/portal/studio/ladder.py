"""Escalation ladders as owners see them: in words, and in a form of rungs and days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.levels import ordinal
from permissions.written_time import written_days
from portal.studio.edited import EditedSubject
from portal.studio.lines import Line, name_line
from workflows.versions.models import Subject

NUMBER = {"invalid": _("Write a whole number of working days."), "required": _("Write a number of working days.")}


def _days(label: Any, help_text: Any = "") -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input short ltr", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=help_text, widget=widget, error_messages=NUMBER)


class HeadForm(forms.Form):
    """What the ladder says beside its rungs."""

    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    remind_every_days = _days(_("Remind the complaints unit every … working days"), _("Counted at the highest level."))
    question_pause_days = _days(
        _("A question to the citizen pauses the count for at most … working days"), _("Then the count goes on.")
    )


class RungForm(forms.Form):
    """One rung: the level is its place."""

    after_days = _days(_("Working days without action"))


Rungs = forms.formset_factory(RungForm, extra=0)


class LadderForm:
    """Head and rungs of one ladder. ``edit`` does what a button beside a row asks for."""

    template_name = "studio/ladder_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None) -> None:
        name = definition.get("name", {})
        initial = {
            "name_ar": name.get("ar", ""),
            "name_en": name.get("en", ""),
            "remind_every_days": definition.get("remind_every_days"),
            "question_pause_days": definition.get("question_pause_days"),
        }
        self.head = HeadForm(posted, initial=initial)
        self.rungs = Rungs(posted, initial=definition.get("rungs", []), prefix="rungs")

    def is_valid(self) -> bool:
        return self.head.is_valid() and self.rungs.is_valid()

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head = self.head.cleaned_data
        return {
            "name": {"ar": head["name_ar"], "en": head["name_en"]},
            "rungs": [
                {"level": level, "after_days": rung["after_days"]}
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
            rungs.append({"level": len(rungs) + 1, "after_days": rungs[-1]["after_days"] if rungs else 2})
        elif do == "remove" and len(at) == 1 and at[0] < len(rungs):
            del rungs[at[0]]
        for level, rung in enumerate(rungs, 1):
            rung["level"] = level
        return ""


def lines(definition: Any) -> Iterator[Line]:
    """What it lays down, from the ground up."""
    yield name_line(definition)
    for rung in definition.get("rungs", []):
        level = rung["level"]
        words = _now("after %(days)s without action") % {"days": written_days(rung["after_days"])}
        yield Line(f"level {level}", _now("To level %(level)s") % {"level": ordinal(level)}, words)
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

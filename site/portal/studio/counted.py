"""What forms of ladders and overall limits have in common: a time with its unit, who is told, and for what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency
from permissions.arabic import in_order
from permissions.translated_text import in_language, joined
from portal.studio.lines import Line
from workflows.calendars.duration_words import UNIT_WORDS, written_duration
from workflows.calendars.working_time import Duration, Ending
from workflows.cases.categories import all_in_words
from workflows.cases.models import RequestKind
from workflows.processes.definition import TaskStep
from workflows.processes.publishable import PROCESSES
from workflows.routing.priority import Priority

NUMBER = {"invalid": _("Write a whole number."), "required": _("Write a number.")}
ENDS: Mapping[Ending, str | Promise] = {
    "day_end": _("when the agency closes on the last day"),
    "moment": _("to the moment, at the time of day at which they began"),
}
FOR_WHAT: Mapping[str, Any] = {
    "kinds": _("Only for these kinds"),
    "categories": _("Only for these categories, and what lies under them"),
    "priorities": _("Only for these priorities"),
    "bodies": _("Only for these agencies"),
    "steps": _("Only at these steps"),
}


def amount_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.IntegerField:
    """A number of some unit."""
    widget = forms.NumberInput(attrs={"class": "input short ltr", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=help_text, widget=widget, error_messages=NUMBER, required=required)


def unit_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Counted in"), choices=list(UNIT_WORDS.items()))


def ends_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Days end"),
        choices=list(ENDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when days end.")},
    )


def told_field(label: Any, recipients: Mapping[str, str | Promise], *, required: bool = True) -> Any:
    """Whom something is told, by boxes."""
    return forms.MultipleChoiceField(
        label=label,
        choices=list(recipients.items()),
        widget=forms.CheckboxSelectMultiple,
        required=required,
        error_messages={"required": _("Choose who is told of it.")},
    )


class WarningForm(forms.Form):
    """A warning: how long before, and whom. Without a number there is none."""

    before = amount_field(_("Warn before it"), required=False)
    before_unit = unit_field()
    warns = told_field(_("Who is warned"), {}, required=False)

    def __init__(self, *args: Any, recipients: Mapping[str, str | Promise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["warns"]).choices = list(recipients.items())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("before") is not None and not data.get("warns"):
            self.add_error("warns", _now("Choose who is warned."))
        return data

    def warning(self) -> dict[str, Any] | None:
        """As the definition has it."""
        if self.cleaned_data.get("before") is None:
            return None
        return {"before": duration_of(self.cleaned_data, "before"), "tells": self.cleaned_data["warns"]}


class ForWhatForm(forms.Form):
    """For which kinds, priorities, bodies and steps: boxes, none ticked where it is for all."""

    def __init__(self, posted: QueryDict | None, *, named: Mapping[str, Any], asked: Iterable[str]) -> None:
        super().__init__(posted, initial={**named}, prefix="for")
        for dimension in asked:
            offered = dict(OFFERED[dimension]())
            # What is named and not there (any more) stays, and a check speaks of it.
            offered |= {str(key): str(key) for key in named.get(dimension, ()) if key not in offered}
            self.fields[dimension] = forms.MultipleChoiceField(
                label=FOR_WHAT[dimension],
                choices=list(offered.items()),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def named(self) -> dict[str, list[str]]:
        """What is ticked, by dimension; nothing of those in which nothing is."""
        return {dimension: found for dimension in self.fields if (found := self.cleaned_data[dimension])}

    @property
    def any_named(self) -> bool:
        """Whether it is for something at all: then it stands open."""
        return any(self[dimension].value() for dimension in self.fields)


def _kinds() -> Iterator[tuple[str, str]]:
    return ((kind.code, str(kind)) for kind in RequestKind.objects.all())


def _bodies() -> Iterator[tuple[str, str]]:
    return ((body.code, str(body)) for body in in_order(Agency.objects.filter(active=True)))


def _steps() -> Iterator[tuple[str, str]]:
    """Of all processes in force, each key once with all that it is called."""
    names: dict[str, dict[str, None]] = {}
    for raw in PROCESSES.in_force().values():
        process = PROCESSES.read(raw)
        for step in process.steps.values() if process is not None else ():
            if isinstance(step, TaskStep):
                names.setdefault(step.key, {})[in_language(step.name) or step.key] = None
    return ((key, joined(called)) for key, called in names.items())


OFFERED = {
    "kinds": _kinds,
    "categories": lambda: all_in_words().items(),
    "priorities": lambda: [(value, str(label)) for value, label in Priority.choices],
    "bodies": _bodies,
    "steps": _steps,
}


def for_what_lines(named: Mapping[str, Any]) -> Iterator[Line]:
    """What it is for, in words; nothing where it is for all."""
    for dimension, label in FOR_WHAT.items():
        if keys := named.get(dimension):
            words = dict(OFFERED[dimension]())
            yield Line(f"for {dimension}", str(label), joined(words.get(key, str(key)) for key in keys))


def fields_of(name: str, duration: Any) -> dict[str, Any]:
    """A duration as the fields of a form."""
    given = duration or {}
    return {name: given.get("amount"), f"{name}_unit": given.get("unit", "working_days")}


def duration_of(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The same the other way round."""
    return {"amount": data[name], "unit": data[f"{name}_unit"]}


def in_words(duration: Any) -> str:
    """A duration of a definition, written."""
    return written_duration(Duration.of(duration))


def told_words(names: Iterable[str], recipients: Mapping[str, str | Promise]) -> str:
    return joined(str(recipients.get(name, name)) for name in names)

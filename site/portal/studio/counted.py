"""What forms of ladders and overall limits have in common: a time with its unit, and who is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import joined
from workflows.calendars.duration_words import UNIT_WORDS, written_duration
from workflows.calendars.working_time import Duration, Ending

NUMBER = {"invalid": _("Write a whole number."), "required": _("Write a number.")}
ENDS: Mapping[Ending, str | Promise] = {
    "day_end": _("when the agency closes on the last day"),
    "moment": _("to the moment, at the time of day at which they began"),
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

"""The form of a kind of request: whether it is sensitive and what works it, and back to the definition."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.studio.naming import names_in_force
from workflows.versions.models import Subject

CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one of those in force.")}


class HeadForm(forms.Form):
    """All of it in one form: there are no rows."""

    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    sensitive = forms.BooleanField(
        label=_("Sensitive"),
        required=False,
        help_text=_("Only the unit for sensitive requests reads and works it."),
    )
    process = forms.ChoiceField(label=_("Process"), error_messages=CHOOSE)
    routing = forms.ChoiceField(label=_("Routing table"), error_messages=CHOOSE)
    ladder = forms.ChoiceField(label=_("Escalation ladder"), required=False, error_messages=CHOOSE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for subject in (Subject.PROCESS, Subject.ROUTING, Subject.LADDER):
            field = cast("forms.ChoiceField", self.fields[subject.value])
            field.choices = [(key, f"{name} ({key})") for key, name in names_in_force(subject).items()]
        ladder = cast("forms.ChoiceField", self.fields["ladder"])
        ladder.choices = [("", _("None: nothing climbs")), *cast("list[tuple[str, str]]", ladder.choices)]


class KindForm:
    """One kind of request."""

    template_name = "studio/kind_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None) -> None:
        name = definition.get("name", {})
        initial = {
            "name_ar": name.get("ar", ""),
            "name_en": name.get("en", ""),
            **{part: definition.get(part) for part in ("sensitive", "process", "routing", "ladder")},
        }
        self.head = HeadForm(posted, initial=initial)

    def is_valid(self) -> bool:
        return self.head.is_valid()

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head = self.head.cleaned_data
        return {
            "name": {"ar": head["name_ar"], "en": head["name_en"]},
            **{part: head[part] for part in ("sensitive", "process", "routing", "ladder")},
        }

    @staticmethod
    def edit(definition: dict[str, Any], do: str, at: list[int]) -> str:
        """No button of this form works on rows."""
        return ""

"""What a custodian fills in: to open an identity for some hours, to leave it closed, to close it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.cases.actions import Action, CloseIdentity, OpenIdentity, RefuseIdentity
from workflows.cases.actions.identity import HOURS
from workflows.cases.change import LONGEST_TEXT

_HOURS_WORDS: Mapping[int, str | Promise] = {
    1: _("1 hour"),
    4: _("4 hours"),
    24: _("1 day"),
    72: _("3 days"),
}


class DecisionForm(forms.Form):
    """One decision. ``done`` is what is said after it."""

    act: ClassVar[str]
    title: ClassVar[str | Promise]
    button: ClassVar[str | Promise]
    icon: ClassVar[str]
    hint: ClassVar[str | Promise] = ""
    done: ClassVar[str | Promise]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"{self.act}-%s"})

    def action(self, request_id: int) -> Action:
        """The action of the door; only after the form was found valid."""
        raise NotImplementedError


def _reason(label: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, widget=area, error_messages={"required": _("Write a reason.")}
    )


class OpenForm(DecisionForm):
    act, icon = "open", "person"
    title, button = _("Open it for a time"), _("Open the identity")
    hint = _("Whoever asked sees name and contact, and so do you. The citizen is told that it was opened, not to whom.")
    done = _("The identity is open to whoever asked. They will be told.")
    hours = forms.TypedChoiceField(
        label=_("For how long"),
        choices=[(hours, _HOURS_WORDS[hours]) for hours in HOURS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose for how long it is to be open."),
            "invalid_choice": _("Choose for how long it is to be open."),
        },
    )
    reason = _reason(_("Why it may be opened"))

    def action(self, request_id: int) -> Action:
        return OpenIdentity(request_id=request_id, reason=self.cleaned_data["reason"], hours=self.cleaned_data["hours"])


class RefuseForm(DecisionForm):
    act, icon = "refuse", "lock"
    title, button = _("Leave it closed"), _("Refuse the request")
    hint = _("Whoever asked reads your reason. They may ask again.")
    done = _("The request is refused. Whoever asked will be told.")
    reason = _reason(_("Why it stays closed"))

    def action(self, request_id: int) -> Action:
        return RefuseIdentity(request_id=request_id, reason=self.cleaned_data["reason"])


class CloseForm(DecisionForm):
    act, icon = "close", "lock"
    title, button = _("Close it now"), _("Close the identity")
    hint = _("From now on nobody sees it any more. Whoever asked will be told.")
    done = _("The identity is closed again.")

    def action(self, request_id: int) -> Action:
        return CloseIdentity(request_id=request_id)


FORMS: Mapping[str, type[DecisionForm]] = {form.act: form for form in (OpenForm, RefuseForm, CloseForm)}

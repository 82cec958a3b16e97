"""What a custodian fills in: to open an identity for some hours, to leave it closed, to close it again."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.admin_screens.decisions import DecisionForm, Words, reason_field
from workflows.cases.actions import Action, CloseIdentity, OpenIdentity, RefuseIdentity
from workflows.cases.actions.identity import HOURS

_HOURS_WORDS: Mapping[int, Words] = {
    1: _("1 hour"),
    4: _("4 hours"),
    24: _("1 day"),
    72: _("3 days"),
}


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
    reason = reason_field(_("Why it may be opened"))

    def action(self, asked: int) -> Action:
        return OpenIdentity(request_id=asked, reason=self.cleaned_data["reason"], hours=self.cleaned_data["hours"])


class RefuseForm(DecisionForm):
    act, icon = "refuse", "lock"
    title, button = _("Leave it closed"), _("Refuse the request")
    hint = _("Whoever asked reads your reason. They may ask again.")
    done = _("The request is refused. Whoever asked will be told.")
    reason = reason_field(_("Why it stays closed"))

    def action(self, asked: int) -> Action:
        return RefuseIdentity(request_id=asked, reason=self.cleaned_data["reason"])


class CloseForm(DecisionForm):
    act, icon = "close", "lock"
    title, button = _("Close it now"), _("Close the identity")
    hint = _("From now on nobody sees it any more. Whoever asked will be told.")
    done = _("The identity is closed again.")

    def action(self, asked: int) -> Action:
        return CloseIdentity(request_id=asked)


FORMS: Mapping[str, type[DecisionForm]] = {form.act: form for form in (OpenForm, RefuseForm, CloseForm)}

"""What is filled in: to ask for an erasure, to agree or refuse, to set a hold and to lift it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.writing import midnight
from portal.admin_screens.decisions import DecisionForm, reason_field
from workflows.cases.actions import Action, AgreeToErase, AskToErase, LiftHold, RefuseToErase, SetHold
from workflows.cases.models import AtWhoseWish


class AskForm(DecisionForm):
    act, icon = "ask", "out"
    title, button = _("Ask for it to be erased"), _("Ask a second person")
    hint = _("Nothing is erased before a second person agrees. The reason goes with the request.")
    done = _("It waits for a second person now.")
    wish = forms.ChoiceField(
        label=_("At whose wish"),
        choices=AtWhoseWish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say at whose wish it is to be erased.")},
    )
    reason = reason_field(_("Why it is to be erased before its time"))

    def action(self, asked: int) -> Action:
        return AskToErase(wish=self.cleaned_data["wish"], reason=self.cleaned_data["reason"])


class AgreeForm(DecisionForm):
    act, icon = "agree", "warning"
    title, button = _("Agree, and erase it now"), _("Erase it for good")
    hint = _(
        "What was said, all files and who filed it are erased at once, for good: nobody can bring them back. The "
        "number, what happened when, and every figure stay."
    )
    done = _("It is erased.")
    typed = forms.CharField(
        label=_("Type the number of the request"),
        help_text=_("So that it is this one that you mean."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
        error_messages={
            "required": _("Type the number of the request as it stands above: this cannot be undone."),
        },
    )

    def action(self, asked: int) -> Action:
        return AgreeToErase(number=asked, typed=self.cleaned_data["typed"])


class RefuseForm(DecisionForm):
    act, icon = "refuse", "lock"
    title, button = _("Do not erase it"), _("Refuse")
    hint = _("It stays until its time is over. Whoever asked reads your reason here, and may ask again.")
    done = _("It is not erased.")
    reason = reason_field(_("Why it stays"))

    def action(self, asked: int) -> Action:
        return RefuseToErase(number=asked, reason=self.cleaned_data["reason"])


class TakeBackForm(RefuseForm):
    """By whoever asked: to the door it is the same."""

    act, icon = "take-back", "reopen"
    title, button = _("Take your request back"), _("Take the request back")
    hint = _("Nothing is erased. Whoever else is at data protection reads your reason here; you may ask again.")
    done = _("Your request is taken back. Nothing was erased.")
    reason = reason_field(_("Why you take it back"))


class HoldForm(DecisionForm):
    act, icon = "hold", "lock"
    title, button = _("Put it under a legal hold"), _("Put it under a hold")
    hint = _("Nothing of it is erased, neither when its time is over nor at anybody’s wish.")
    done = _("It is under a legal hold now.")
    reason = reason_field(_("Why it must stay"))
    until = forms.DateField(
        label=_("Until the end of"),
        help_text=_("Leave it empty to hold it until somebody lifts it."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def action(self, asked: int) -> Action:
        day = self.cleaned_data["until"]
        return SetHold(
            reason=self.cleaned_data["reason"], until=midnight(day + timedelta(days=1)) if day is not None else None
        )


class LiftForm(DecisionForm):
    act, icon = "lift", "reopen"
    title, button = _("Lift the legal hold"), _("Lift the hold")
    hint = _("From then on its time counts again: if that is over, it is erased within a day.")
    done = _("The legal hold is lifted.")
    reason = reason_field(_("Why it need not stay any more"))

    def action(self, asked: int) -> Action:
        return LiftHold(reason=self.cleaned_data["reason"])


FORMS: Mapping[str, type[DecisionForm]] = {
    form.act: form for form in (AgreeForm, RefuseForm, TakeBackForm, AskForm, HoldForm, LiftForm)
}

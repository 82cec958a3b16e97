"""What an officer fills in to ask another agency inside a request, and to ask it no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency
from portal.desk.forms import ActForm, text_field
from portal.desk.sorting_forms import BodyField
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.actions.consulting import LONGEST
from workflows.cases.models import Consultation


class ConsultForm(ActForm):
    """``hidden``: who filed it is hidden, so that nothing they wrote is shared."""

    act, icon = "consult", "inquiry"
    title, button = _("Ask another agency"), _("Send the question")
    hint = _(
        "The request stays with you, and your count goes on. The agency reads what you share and nothing else of it."
    )
    done = _("The agency has been asked. You will be told when it answers.")
    agency = BodyField()
    text = text_field(
        _("The question as the other agency reads it"), _("Write nothing that tells who filed the request.")
    )
    days = forms.IntegerField(
        label=_("Working days to answer"),
        help_text=_("Left empty, as many as your own ladder gives until it goes up."),
        required=False,
        min_value=1,
        max_value=LONGEST,
    )
    shares_text = forms.BooleanField(label=_("It may read the subject and what the citizen wrote"), required=False)
    shares_files = forms.BooleanField(label=_("It may open the citizen’s files"), required=False)

    def __init__(self, *args: Any, agencies: Sequence[Agency], hidden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("BodyField", self.fields["agency"]).offer(agencies)
        if hidden:
            del self.fields["shares_text"], self.fields["shares_files"]
            self.hint = _(
                "The request stays with you, and your count goes on. Who filed it is hidden, "
                "so the agency reads your question alone."
            )

    def action(self) -> Action:
        said = self.cleaned_data
        return actions.Consult(
            agency=said["agency"],
            text=said["text"],
            days=said["days"],
            shares_text=said.get("shares_text", False),
            shares_files=said.get("shares_files", False),
            work_id=self.work_id,
        )


class UnaskForm(ActForm):
    """``waiting``: what was asked and is not answered."""

    act, icon = "unask", "out"
    title, button = _("Withdraw a question to another agency"), _("Withdraw the question")
    done = _("The agency is not asked any more.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant
    number = forms.ChoiceField(label=_("Which one"), error_messages={"required": _("Choose a question.")})
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The agency reads it."),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, waiting: Sequence[Consultation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        each = [(str(asked.number), str(asked.agency)) for asked in waiting]
        cast("forms.ChoiceField", self.fields["number"]).choices = (
            each if len(each) == 1 else [("", _now("Choose")), *each]
        )

    def action(self) -> Action:
        return actions.WithdrawConsultation(number=int(self.cleaned_data["number"]), reason=self.cleaned_data["reason"])

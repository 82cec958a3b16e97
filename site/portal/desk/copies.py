"""Redacted copies in the forms by which the citizen is written to: which of them go out with the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.cases.models import File
from workflows.cases.redacted import copies_of
from workflows.cases.state import State


class SendsCopies(forms.Form):
    """``copies`` stand to choose from by their numbers in the case; where there are none, nothing is asked.

    Nothing is sent without a copy that was chosen and is there no more.
    """

    copies = forms.MultipleChoiceField(
        required=False,
        label=_("Redacted copies to send with it"),
        help_text=_("The citizen reads the copies that you choose, and never what is covered in them."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("A redacted copy that you chose has been withdrawn meanwhile: choose another one.")
        },
    )

    def offer_copies(self, copies: Sequence[File]) -> None:
        if not copies and "copies" not in self.data:
            del self.fields["copies"]
            return
        self.by_number = {str(file.number): file.pk for file in copies}
        field = cast("forms.MultipleChoiceField", self.fields["copies"])
        field.choices = [(str(file.number), file.name) for file in copies]

    @property
    def chosen_copies(self) -> tuple[int, ...]:
        """Their ids; only after the form was found valid."""
        chosen: Sequence[Any] = self.cleaned_data.get("copies", ())
        return tuple(self.by_number[each] for each in chosen)


def sendable(state: State) -> list[File]:
    """The redacted copies that may go out; no statement where the page knows that there are none."""
    return copies_of(state.case) if state.case.has_copies else []

"""What somebody of an agency that was asked fills in: its statement, and which colleague it is given to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from content.forms.uploads import Attachments
from permissions.access.decide import may
from permissions.access.selectors import held_by_many, people_with_any
from permissions.agencies.rights import WORK_CASE
from permissions.arabic import in_order
from permissions.people.models import User
from portal.desk.forms import text_field
from workflows.cases.consulting import AskedPiece

ALL: Final = "all"


class StatementForm(forms.Form):
    """What an agency says to what it was asked. ``kept``: when a draft of it was kept, in words."""

    text = text_field(_("Your statement"), _("Those who work the request read it; the citizen does not."))
    not_ours = forms.BooleanField(
        label=_("This is not ours to say"),
        help_text=_("Say in the statement whose it is, if you know."),
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=32, required=False)
    attached: Attachments = Attachments()
    kept = ""


class GiveForm(forms.Form):
    """To which colleague a question is given; nobody means all of the agency."""

    user = forms.ChoiceField(label=_("Who answers it"))

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "give-%s"})
        offered = [(str(each.pk), str(each)) for each in colleagues]
        cast("forms.ChoiceField", self.fields["user"]).choices = [(ALL, _("All of our agency")), *offered]

    @property
    def user_id(self) -> int | None:
        """Only after the form was found valid."""
        return None if self.cleaned_data["user"] == ALL else int(self.cleaned_data["user"])


def colleagues_of(piece: AskedPiece) -> list[User]:
    """Those of the agency that was asked who may answer, by their names."""
    people = {each.pk: each for each in people_with_any(WORK_CASE, piece.agency_ids)}
    return in_order(people[each] for each, theirs in held_by_many(people).items() if may(theirs, WORK_CASE, piece))

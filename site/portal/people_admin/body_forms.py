"""What is asked of a body: its code and names, the body above it, the day on which it closes and who takes over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.access.tree import LONGEST_CODE, LONGEST_NAME, NewBody
from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import in_order
from portal.admin_screens.names import NamedForm
from portal.people_admin.person_forms import choices
from portal.people_admin.spans import DayField

ABOVE = _("Stands below")


class NameForm(NamedForm):
    """What a body is called."""

    longest, needed = LONGEST_NAME, True


class PlaceForm(forms.Form):
    """The body above; none is an answer too."""

    parent = forms.ChoiceField(label=ABOVE, required=False)

    def __init__(self, *args: Any, bodies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {each.code: each for each in bodies}
        self.fields["parent"].choices = [("", _("no other agency")), *_offered(self.bodies.values())]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Agency | None:
        return self.bodies.get(self.cleaned_data["parent"])


class NewBodyForm(PlaceForm, NameForm):
    """A body that is not there yet."""

    before_name = ("code",)
    code = forms.CharField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        help_text=_("Small Latin letters, digits and hyphens. It stands in links and never changes."),
        error_messages={"required": _("Enter a code.")},
        widget=forms.TextInput(attrs={"class": "input ltr short", "autocapitalize": "none"}),
    )

    def wanted(self) -> NewBody:
        """What was written; only after the form was found valid."""
        return NewBody(self.cleaned_data["code"], self.name(), self.cleaned_data["parent"])


class ClosingForm(forms.Form):
    """When, and who takes over."""

    day = DayField(
        label=_("From this day on it is closed"),
        required=True,
        hint=_("Today: at once. A later day: until then it takes requests as before, and you may call it off."),
    )
    heir = forms.ChoiceField(
        label=_("Takes over"),
        required=False,
        help_text=_("Its open requests go there, to the post of the same level, and their dates stay."),
    )

    def __init__(self, *args: Any, bodies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {each.code: each for each in bodies if each.role != AgencyRole.SENSITIVE_UNIT}
        choices(self, "heir", _offered(self.bodies.values()))

    @property
    def chosen(self) -> Agency | None:
        return self.bodies.get(self.cleaned_data["heir"])


class PostForm(NamedForm):
    """What a post is called, and of a new one the role that it brings."""

    longest, needed = LONGEST_NAME, True


def _offered(bodies: Iterable[Agency]) -> list[tuple[str, str]]:
    return [(each.code, str(each)) for each in in_order(bodies)]

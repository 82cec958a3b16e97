"""What an officer looks for: the form above the search, and what of it makes sense."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.forms.fields import AnswerDateField
from permissions.writing import midnight
from portal.desk.known import Known
from workflows.cases.models import CaseStatus
from workflows.cases.search_rows import OPEN
from workflows.cases.searching import Narrowed
from workflows.cases.tracking import TRACKING_DIGITS

LONGEST: Final = 200
"""Characters of what is typed."""
NEWEST: Final = "newest"


class SearchForm(forms.Form):
    """What one looks for and by what it is narrowed; nonsense in the address narrows nothing.

    ``of``, ``near``: the number of a case whose citizen, or whose place, the others shall have.
    """

    q = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("Search all requests"),
        error_messages={"max_length": _("This is too long to look for: at most 200 characters.")},
    )
    state = forms.ChoiceField(
        required=False,
        label=_("Status"),
        choices=[
            ("", _("Any status")),
            (OPEN, pgettext_lazy("cases", "Open")),
            (str(CaseStatus.ANSWERED), pgettext_lazy("cases", "Answered")),
            (str(CaseStatus.CLOSED), pgettext_lazy("cases", "Closed")),
        ],
    )
    kind = forms.ChoiceField(required=False, label=_("Kind"))
    agency = forms.ChoiceField(required=False, label=_("Agency"))
    since = AnswerDateField(required=False, label=_("Filed from"))
    until = AnswerDateField(required=False, label=_("Filed until"))
    order = forms.ChoiceField(
        required=False, label=_("Order"), choices=[("", _("What fits best first")), (NEWEST, _("Newest first"))]
    )
    of = forms.RegexField(r"^[\d-]+$", required=False, max_length=TRACKING_DIGITS + 6)
    near = forms.RegexField(r"^[\d-]+$", required=False, max_length=TRACKING_DIGITS + 6)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        bodies = ((code, name) for code, name, _names in known.agencies.values())
        for name, everything, choices in (
            ("kind", _("All kinds"), known.kinds.items()),
            ("agency", _("All agencies"), bodies),
        ):
            cast("forms.ChoiceField", self.fields[name]).choices = [("", everything), *choices]

    def asked(self) -> dict[str, str]:
        """What was asked for and makes sense, as an address has it."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: value.isoformat() if name in ("since", "until") else str(value) for name, value in found.items()}

    def narrowed(self) -> Narrowed:
        """The same as what a case must be beside the words."""
        found: dict[str, Any] = self.cleaned_data
        code = found.get("agency") or ""
        return Narrowed(
            state=found.get("state") or "",
            kind=found.get("kind") or "",
            agency=next((pk for pk, (each, _name, _all) in self.known.agencies.items() if code and each == code), None),
            since=midnight(found["since"]) if found.get("since") else None,
            until=midnight(found["until"] + timedelta(days=1)) if found.get("until") else None,
        )

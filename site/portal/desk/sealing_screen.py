"""Proposals to treat requests as sensitive: what waits for a decision, and how many each person and agency made."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.agencies.rights import HANDLE_SENSITIVE, READ_AUDIT, WORK_CASE, WORK_EVERY_CASE
from permissions.now import now
from portal.admin_screens.screen import StaffScreen, held_in, holds
from workflows.cases.sealing_proposals import Proposed, proposals_since, waiting_for

LATELY: Final = timedelta(days=365)
MOST: Final = 100
"""Cases that are listed; of a unit that has so many waiting nobody reads the rest."""


def reads_proposals(held: Held) -> bool:
    """Whether somebody works the cases of one of the two units, or is an auditor. Who only guards identities or answers
    for erasing sees sensitive cases, and decides about none."""
    decides = bool(held.at(HANDLE_SENSITIVE) & held.at(WORK_CASE))
    return decides or holds(held, WORK_EVERY_CASE) or holds(held, READ_AUDIT)


class ChosenForm(forms.Form):
    """By whom, and at which agency; each of those that there are."""

    agency = forms.ChoiceField(label=_("Agency"), required=False)
    person = forms.ChoiceField(label=_("Proposed by"), required=False)

    def __init__(self, *args: object, rows: list[Proposed], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        agencies = {row.agency.pk: str(row.agency) for row in rows}
        people = {row.person.pk: str(row.person) for row in rows}
        for name, offered in (("agency", agencies), ("person", people)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("All")), *sorted(offered.items(), key=lambda each: each[1])]

    def holds_for(self, row: Proposed) -> bool:
        """Whether a row is among what was chosen."""
        chosen = self.cleaned_data.get("agency", ""), self.cleaned_data.get("person", "")
        return all(wanted in ("", str(pk)) for wanted, pk in zip(chosen, (row.agency.pk, row.person.pk), strict=True))


class SealingScreen(StaffScreen):
    """Counts alone, of no case; what waits is named to whoever may read it."""

    template_name = "desk/sealing.html"

    def is_open_to(self, request: HttpRequest) -> bool:
        return reads_proposals(held_in(request))

    def get(self, request: HttpRequest) -> HttpResponse:
        every = proposals_since(now() - LATELY)
        form = ChosenForm(request.GET, rows=every)
        form.is_valid()  # what is offered no more is taken as not chosen
        context = {
            "waiting": list(waiting_for(self.held)[:MOST]),
            "form": form,
            "is_filtered": any(form.cleaned_data.values()),
            "rows": [row for row in every if form.holds_for(row)],
            "days": LATELY.days,
        }
        return self.show(context)

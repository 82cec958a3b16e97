"""The log of access as the auditor reads it: who looked, the newest first, and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.forms.fields import AnswerDateField
from permissions.access.selectors import free_of
from permissions.agencies.decide import Standing
from permissions.audit.services import NewEntry
from permissions.looking.models import Kind, Look
from permissions.looking.services import Thing, note
from permissions.writing import midnight
from portal.audit_screen.filter import BAD_DATE, people_named
from portal.audit_screen.listed import ListScreen, TakenAway
from portal.audit_screen.looked_rows import LookedRow, looked_rows
from portal.audit_screen.spreadsheet import looked_spreadsheet, spreadsheet_answer
from workflows.cases.selectors import case_numbered

SUBJECT: Final = "looks"


class LookedFilter(forms.Form):
    """All optional. A case from which the ``reader`` is shut out cannot be found."""

    kind = forms.ChoiceField(label=gettext_lazy("What happened"), required=False)
    person = forms.CharField(
        label=gettext_lazy("Who"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("User name, or a part of the name"),
    )
    number = forms.CharField(label=gettext_lazy("Number of the request"), required=False, max_length=40)
    since = AnswerDateField(label=gettext_lazy("From the day"), required=False, error_messages=BAD_DATE)
    until = AnswerDateField(label=gettext_lazy("Up to and including"), required=False, error_messages=BAD_DATE)

    def __init__(self, *args: Any, reader: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["kind"].choices = [("", _("Everything")), *Kind.choices]  # type: ignore[attr-defined]  # a choice field
        self._asked = Q()

    def clean_person(self) -> str:
        given = str(self.cleaned_data["person"]).strip()
        if given:
            people = people_named(given)
            if not people:
                raise ValidationError(_("There is nobody of this name."))
            self._asked &= Q(user__in=people)
        return given

    def clean_number(self) -> str:
        given = str(self.cleaned_data["number"]).strip().upper()
        if given:
            case = case_numbered(given)
            if case is None or not Look.objects.filter(told_to(self.reader), case_id=case).exists():
                raise ValidationError(_("Nobody has looked at a request of this number."))
            self._asked &= Q(case_id=case)
        return given

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", ValidationError(_("This day is before the first.")))
        return given

    def wanted(self) -> Q:
        """The condition that a valid form asks for."""
        given, asked = self.cleaned_data, self._asked
        if given["kind"]:
            asked &= Q(kind=given["kind"])
        if given["since"]:
            asked &= Q(at__gte=midnight(given["since"]))
        if given["until"]:
            asked &= Q(at__lt=midnight(given["until"] + timedelta(days=1)))
        return asked


def told_to(reader: Standing) -> Q:
    """The condition for rows that a reader may know of: the rule of the trail."""
    return Q(case_id=None) | free_of(reader, case="case_id")


class LookedScreen(ListScreen[LookedFilter, Look]):
    """What was asked for of the log. Whoever reads it is in it, once an hour."""

    template_name = "audit/looked.html"
    name, title = "looked", gettext_lazy("Who looked")

    def get(self, request: HttpRequest) -> HttpResponse:
        note(Kind.LOG_READ, user_id=self.actor.user_id, thing=Thing(SUBJECT))
        return self.page(self.asked)

    @property
    def asked(self) -> LookedFilter:
        return LookedFilter(self.request.GET, reader=self.held.standing)

    def found(self, form: LookedFilter) -> QuerySet[Look]:
        rows = Look.objects.filter(form.wanted(), told_to(self.held.standing))
        return rows.select_related("user").order_by("-at", "-id")

    def older(self, rows: QuerySet[Look], place: str) -> QuerySet[Look]:
        instant, _tilde, number = place.partition("~")
        try:
            at, last = datetime.fromisoformat(instant), int(number)
        except ValueError:
            return rows
        if at.tzinfo is None or not 0 < last < 2**63:
            return rows
        # Said twice, since only the first half lets the database begin there.
        return rows.filter(Q(at__lte=at) & (Q(at__lt=at) | Q(pk__lt=last)))

    def place_of(self, last: Look) -> str:
        return f"{last.at.isoformat()}~{last.pk}"

    def drawn(self, rows: Sequence[Look]) -> list[LookedRow]:
        return looked_rows(rows)


class LookedExportScreen(TakenAway[LookedFilter, Look], LookedScreen):
    """POST: the rows that the address asks for."""

    thing = SUBJECT

    def entry(self, form: LookedFilter, found: list[Look]) -> NewEntry:
        numbers = [row.pk for row in found]
        return NewEntry("looks_exported", SUBJECT, 0, {"rows": len(found), "first": min(numbers), "last": max(numbers)})

    def file(self, found: list[Look]) -> HttpResponse:
        return spreadsheet_answer(looked_spreadsheet(looked_rows(found)), "who-looked")

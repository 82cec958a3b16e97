"""The log of access as the auditor reads it: who looked, the newest first, and as a spreadsheet."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.forms.fields import AnswerDateField
from permissions.access.selectors import free_of
from permissions.agencies.decide import Standing
from permissions.audit.services import NewEntry, append
from permissions.looking.models import Kind, Look
from permissions.looking.services import Thing, note
from permissions.now import now
from permissions.writing import midnight, written_number
from portal.admin_screens.screen import UNPROCESSABLE
from portal.audit_screen.filter import BAD_DATE, people_named
from portal.audit_screen.looked_rows import looked_rows
from portal.audit_screen.screens import PAGE, AuditScreen
from portal.audit_screen.spreadsheet import MOST, looked_spreadsheet, spreadsheet_answer
from workflows.cases.selectors import case_numbered
from workflows.transactions.turn import write_transaction

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


class LookedScreen(AuditScreen):
    """What was asked for, a page at a time. Whoever reads it is in it, once an hour."""

    template_name = "audit/looked.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        note(Kind.LOG_READ, user_id=self.actor.user_id, thing=Thing(SUBJECT))
        return self.page(self.asked)

    @property
    def asked(self) -> LookedFilter:
        return LookedFilter(self.request.GET, reader=self.held.standing)

    def found(self, form: LookedFilter) -> QuerySet[Look]:
        """The rows that a valid ``form`` asks for, the newest first."""
        rows = Look.objects.filter(form.wanted(), told_to(self.held.standing))
        return rows.select_related("user").order_by("-at", "-id")

    def page(self, form: LookedFilter, *, refused: str = "") -> HttpResponse:
        found: list[Look] = []
        if form.is_valid():
            found = list(_before(self.found(form), self.request.GET.get("before", ""))[: PAGE + 1])
        shown, asked = found[:PAGE], self.request.GET.copy()
        asked.pop("before", None)
        context: dict[str, Any] = {
            "form": form,
            "rows": looked_rows(shown),
            "filtered": any(asked.values()),
            "asked": asked.urlencode(),
            "first_page": "before" not in self.request.GET,
            "older": self._older(shown[-1]) if len(found) > PAGE else "",
            "refused": refused,
        }
        return self.show(context, status=UNPROCESSABLE if refused or form.errors else 200)

    def _older(self, last: Look) -> str:
        asked = self.request.GET.copy()
        asked["before"] = f"{last.at.isoformat()}~{last.pk}"
        return asked.urlencode()


def _before(rows: QuerySet[Look], cursor: str) -> QuerySet[Look]:
    """Those after the row at which a page ended; all where the address names none."""
    instant, _tilde, number = cursor.partition("~")
    try:
        at, last = datetime.fromisoformat(instant), int(number)
    except ValueError:
        return rows
    if at.tzinfo is None or not 0 < last < 2**63:
        return rows
    # Said twice, since only the first half lets the database begin there.
    return rows.filter(Q(at__lte=at) & (Q(at__lt=at) | Q(pk__lt=last)))


class LookedExportScreen(LookedScreen):
    """POST: the rows that the address asks for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.asked
        if not form.is_valid():
            return self.page(form)
        found = list(self.found(form)[: MOST + 1])
        if not found:
            return self.page(form, refused=_("There is nothing to export."))
        if len(found) > MOST:
            most = {"most": written_number(MOST)}
            return self.page(form, refused=_("A file holds at most %(most)s entries: choose a shorter period.") % most)
        # Before the file is made: one that was made is always in the trail.
        numbers = [row.pk for row in found]
        said = {"rows": len(found), "first": min(numbers), "last": max(numbers)}
        with write_transaction():
            append([NewEntry("looks_exported", SUBJECT, 0, said)], actor=self.actor, at=now())
        note(Kind.EXPORTED, user_id=self.actor.user_id, thing=Thing(SUBJECT))
        return spreadsheet_answer(looked_spreadsheet(looked_rows(found)), "who-looked")

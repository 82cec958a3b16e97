"""A person's page: their account, what they hold and why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from permissions.access.break_glass import emergencies
from permissions.access.errors import Refused
from permissions.access.models import Delegation
from permissions.access.reasons import Reason, reasons_of
from permissions.agencies.models import Absence
from permissions.now import now
from permissions.people.models import User
from portal.admin_screens.done import keep, take
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.ending_forms import EndForm, OffForm, OnForm, PresentForm
from portal.people_admin.person_forms import AbsentForm, EmergencyForm, GrantForm, LendForm, PersonForm, SeatForm
from portal.people_admin.screen import PeopleScreen
from portal.people_admin.spans import Words, since_words, until_words
from portal.people_admin.words import lines, short_words, through_words
from workflows.cases.errors import NotAllowed
from workflows.cases.leavers import cases_left_with

FORMS: dict[str, type[PersonForm]] = {
    form.act: form
    for form in (GrantForm, SeatForm, AbsentForm, LendForm, EmergencyForm, EndForm, PresentForm, OffForm, OnForm)
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Something held, as a row: what, where, why, and the days."""

    reason: Reason
    what: Words
    through: Words
    since: Words
    until: Words


class PersonScreen(PeopleScreen):
    """One person. At most 30 queries."""

    template_name = "access/person.html"

    def get(self, request: HttpRequest, user_id: int, act: str = "") -> HttpResponse:
        if act and act not in FORMS:
            raise NotAllowed
        person = self.person_for(act, user_id)
        return redirect("access:person", user_id) if act else self.page(person)

    def post(self, request: HttpRequest, user_id: int, act: str = "") -> HttpResponse:
        if act not in FORMS:
            raise NotAllowed
        person = self.person_for(act, user_id)
        form = FORMS[act](request.POST, person=person, charge=self.charge)
        if form.is_valid():
            try:
                done = self.done_or_proposed(lambda: form.do(self.actor))
            except Refused as error:
                form.add_error(None, str(error))
            else:
                keep(request, done)
                return redirect("access:person", user_id)
        return self.page(person, sent=form, status=UNPROCESSABLE)

    def person_for(self, act: str, user_id: int) -> User:
        """Whom an act is done to. Raises ``NotAllowed`` where whoever asks does not do such an act to them."""
        meant = FORMS.get(act)
        if meant is not None and meant.for_all and not self.charge.everywhere:
            raise NotAllowed
        return self.account_of(user_id) if meant is not None and meant.whole else self.person_of(user_id)

    def page(self, person: User, *, sent: PersonForm | None = None, status: int = 200) -> HttpResponse:
        """The person; ``sent``: a form that could not be done."""
        at = now()
        reasons = [each for each in reasons_of([person.pk], at=at, past=True)[person.pk] if self.charge.has(each)]
        has_account = self.charge.has_account(person.pk)
        forms = [
            sent if sent and sent.act == each.act else each(person=person, charge=self.charge)
            for each in FORMS.values()
            if each.offered and (has_account or not each.whole) and (self.charge.everywhere or not each.for_all)
        ]
        context: dict[str, Any] = {
            "person": person,
            "emergencies": list(emergencies().filter(user=person)) if self.charge.everywhere else [],
            "own": person.pk == self.actor.user_id,
            "now": [_shown(each) for each in reasons if each.when(at) == "now"],
            "future": [_shown(each) for each in reasons if each.when(at) == "future"],
            "past": [_shown(each) for each in reversed(reasons) if each.when(at) == "past"],
            "lines": lines(each for each in reasons if each.counts(at)) if person.is_active else [],
            "later_lines": lines(each for each in reasons if each.when(at) == "future"),
            "past_lines": lines(each for each in reasons if each.when(at) == "past"),
            "absences": _absences(person),
            "loans": [each for each in _loans(person) if self.charge.covers(each["loan"].place.agency_id)],
            "has_account": has_account,
            "leaves": self.charge.has_account(person.pk, ever=True),
            "left": not person.is_active and has_account and cases_left_with(person.pk) > 0,
            "forms": forms if person.is_active else [],
            "opened": sent.act if sent else "",
            "sent": sent,
            "done": take(self.request),
            "tab": "people",
        }
        return self.show(context, status=status)


def _shown(reason: Reason) -> Shown:
    return Shown(
        reason, short_words(reason), through_words(reason), since_words(reason.starts), until_words(reason.ends)
    )


def _absences(person: User) -> Iterable[dict[str, Any]]:
    at = now()
    found = Absence.objects.filter(user=person, ends__gt=at).order_by("starts")
    return [
        {"pk": each.pk, "since": since_words(each.starts), "until": until_words(each.ends), "now": each.starts <= at}
        for each in found
    ]


def _loans(person: User) -> Iterable[dict[str, Any]]:
    """What they lend to others, now and later."""
    rows = Delegation.objects.filter(giver=person, ends__gt=now()).select_related(
        "place__role", "place__agency", "deputy"
    )
    return [
        {"loan": each, "since": since_words(each.starts), "until": until_words(each.ends)}
        for each in rows.order_by("starts", "pk")
    ]

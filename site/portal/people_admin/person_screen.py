"""A person's page: their account, what they hold and why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from permissions.access.errors import Refused
from permissions.access.models import Delegation
from permissions.access.reasons import Reason, reasons_of
from permissions.agencies.models import Absence
from permissions.now import now
from permissions.people.models import User
from portal.admin_screens.done import keep, take
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.ending_forms import EndForm, OffForm, OnForm, PresentForm
from portal.people_admin.person_forms import AbsentForm, GrantForm, LendForm, PersonForm, SeatForm
from portal.people_admin.screen import PeopleScreen, person_of
from portal.people_admin.spans import Words, since_words, until_words
from portal.people_admin.words import lines, short_words, through_words
from workflows.cases.errors import NotAllowed
from workflows.cases.leavers import cases_left_with
from workflows.transactions.turn import write_transaction

FORMS: dict[str, type[PersonForm]] = {
    form.act: form for form in (GrantForm, SeatForm, AbsentForm, LendForm, EndForm, PresentForm, OffForm, OnForm)
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
        return redirect("access:person", user_id) if act else self.page(person_of(user_id))

    def post(self, request: HttpRequest, user_id: int, act: str = "") -> HttpResponse:
        person = person_of(user_id)
        if act not in FORMS:
            raise NotAllowed
        form = FORMS[act](request.POST, person=person)
        if form.is_valid():
            try:
                with write_transaction():
                    done = form.do(self.actor)
            except Refused as error:
                form.add_error(None, str(error))
            else:
                keep(request, done)
                return redirect("access:person", user_id)
        return self.page(person, sent=form, status=UNPROCESSABLE)

    def page(self, person: User, *, sent: PersonForm | None = None, status: int = 200) -> HttpResponse:
        """The person; ``sent``: a form that could not be done."""
        at = now()
        reasons = reasons_of([person.pk], at=at, past=True)[person.pk]
        offered = [each for each in FORMS.values() if each.offered]
        forms = [sent if sent and sent.act == each.act else each(person=person) for each in offered]
        context: dict[str, Any] = {
            "person": person,
            "own": person.pk == self.actor.user_id,
            "now": [_shown(each) for each in reasons if each.when(at) == "now"],
            "future": [_shown(each) for each in reasons if each.when(at) == "future"],
            "past": [_shown(each) for each in reversed(reasons) if each.when(at) == "past"],
            "lines": lines(each for each in reasons if each.counts(at)) if person.is_active else [],
            "later_lines": lines(each for each in reasons if each.when(at) == "future"),
            "past_lines": lines(each for each in reasons if each.when(at) == "past"),
            "absences": _absences(person),
            "loans": _loans(person),
            "left": not person.is_active and cases_left_with(person.pk) > 0,
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

"""Everybody's own: when they are away, who acts for them, and what is lent to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from permissions.access.absences import cancel_absence, set_absence
from permissions.access.delegating import end_loans, lend
from permissions.access.errors import Refused
from permissions.access.models import Delegation, RoleAtAgency
from permissions.access.two_people import GUARDED
from permissions.actors import Actor
from permissions.agencies.models import Absence
from permissions.arabic import in_order
from permissions.now import now
from permissions.people.models import User
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.fresh import asked_again
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen, held_in
from portal.people_admin.person_forms import colleagues, lendable
from portal.people_admin.spans import WholeSpanForm, since_words, until_words
from workflows.cases.errors import NotAllowed
from workflows.transactions.turn import write_transaction


class AwayForm(WholeSpanForm):
    """An absence, and for each agency who acts there meanwhile."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.places: dict[str, list[RoleAtAgency]] = {}
        for place in lendable(person):
            self.places.setdefault(f"deputy-{place.agency.code}", []).append(place)
        self.people: dict[str, User] = {}
        for name, places in self.places.items():
            offered = colleagues(person, places)
            self.people |= {str(each.pk): each for each in offered}
            roles = pgettext("between the names of roles", ", ")
            self.fields[name] = forms.ChoiceField(
                label=_("Who acts for you at %(agency)s") % {"agency": str(places[0].agency)},
                required=False,
                help_text=_("You lend them: %(roles)s") % {"roles": roles.join(str(each.role) for each in places)},
                choices=[
                    ("", _("Nobody: the deputies of the post, then the posts above")),
                    *((str(each.pk), str(each)) for each in in_order(offered)),
                ],
            )

    @property
    def lends_what_is_guarded(self) -> bool:
        """Whether a role goes along that reaches sealed cases, identities, the trail or the roles."""
        lent = [place for name, places in self.places.items() if self.cleaned_data.get(name) for place in places]
        return any(not GUARDED.isdisjoint(place.role.rights) for place in lent)

    def do(self, actor: Actor) -> Absence:
        """Both in one: the absence and what is lent. Raises ``Refused``: then neither is done."""
        absence = set_absence(user=self.person, starts=self.begins, ends=self.must_end, actor=actor)
        for name, places in self.places.items():
            chosen = str(self.cleaned_data.get(name) or "")
            for place in places if chosen else ():
                lend(
                    giver=self.person,
                    deputy=self.people[chosen],
                    place=place,
                    starts=absence.starts,
                    ends=absence.ends,
                    actor=actor,
                )
        return absence


class AwayScreen(StaffScreen):
    """One's own absences with what is lent in them, and what others lend; for whoever holds any role.

    Lending asks for a fresh proof where it brings a right that takes two administrators: whoever finds an open session
    would else have a friend read what is sealed.
    """

    template_name = "access/away.html"

    def is_open_to(self, request: HttpRequest) -> bool:
        return bool(held_in(request).agencies)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(AwayForm(person=self.person))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if "take_back" in request.POST:
            return self._take_back(request.POST["take_back"])
        form = AwayForm(request.POST, person=self.person)
        if form.is_valid():
            asked = asked_again(request) if form.lends_what_is_guarded else None
            if asked is not None:
                return asked
            try:
                with write_transaction():
                    absence = form.do(self.actor)
            except Refused as error:
                form.add_error(None, str(error))
            else:
                return self._done(_("Your absence is recorded."), {"take_back": absence.pk})
        return self.page(form, status=UNPROCESSABLE)

    def _take_back(self, number: str) -> HttpResponse:
        absence = Absence.objects.filter(user=self.person, pk=number).first() if number.isdecimal() else None
        if absence is None:
            raise NotAllowed
        with write_transaction():
            cancel_absence(absence, actor=self.actor)
            end_loans(list(_lent_in(absence)), actor=self.actor)
        return self._done(_("Your absence is cancelled, and what you lent for it has ended."), {})

    def _done(self, said: Any, fields: Mapping[str, Any]) -> HttpResponse:
        keep(self.request, Done(said, reverse("away:all") if fields else "", fields))
        return redirect("away:all")

    @property
    def person(self) -> User:
        return User.objects.get(pk=self.actor.user_id or 0)

    def page(self, form: AwayForm, *, status: int = 200) -> HttpResponse:
        """The form, one's absences and what is lent by others."""
        at = now()
        mine = Absence.objects.filter(user=self.actor.user_id, ends__gt=at).order_by("starts")
        received = Delegation.objects.filter(deputy=self.actor.user_id, ends__gt=at).order_by("starts", "pk")
        context = {
            "form": form,
            "absences": [_shown(each) for each in mine],
            "received": [_received(each) for each in received.select_related("giver", "place__role", "place__agency")],
            "done": take(self.request),
        }
        return self.show(context, status=status)


def _lent_in(absence: Absence) -> Iterable[Delegation]:
    """What was lent for an absence: by the same person, within its days."""
    return Delegation.objects.filter(
        giver=absence.user_id, starts__gte=absence.starts, ends__lte=absence.ends, ends__gt=now()
    ).select_related("deputy", "place__role", "place__agency")


def _received(loan: Delegation) -> dict[str, Any]:
    return {
        "loan": loan,
        "since": since_words(loan.starts),
        "until": until_words(loan.ends),
        "now": loan.starts <= now(),
    }


def _shown(absence: Absence) -> dict[str, Any]:
    return {
        "pk": absence.pk,
        "since": since_words(absence.starts),
        "until": until_words(absence.ends),
        "now": absence.starts <= now(),
        "lent": list(_lent_in(absence)),
    }

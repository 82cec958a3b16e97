"""Someone leaves: who follows them, what goes along, and the open work, which is handed over in parts."""

from __future__ import annotations

import time
from operator import itemgetter
from typing import Any, Final, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from permissions.access.charge import Charge
from permissions.access.errors import Refused
from permissions.access.leaving import Left, left_by, let_go, successors_of
from permissions.access.two_people import SecondNeeded
from permissions.arabic import in_order
from permissions.people.models import User
from portal.admin_screens.done import Done, keep
from portal.admin_screens.fresh import asked_again
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.person_forms import choices
from portal.people_admin.screen import PeopleScreen
from portal.people_admin.spans import until_words
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.leavers import cases_left_with, hand_over_some
from workflows.transactions.turn import write_transaction

PATIENCE = 3.0
"""Seconds that one request hands over before it says how far it is."""
_BETWEEN: Final = "insaf_handing_over"
NOT_ONES_OWN = _("You cannot hand over your own work. Ask another administrator.")


class HandOverForm(forms.Form):
    """The successor, and what they get."""

    successor = forms.ChoiceField(label=_("Successor"), error_messages={"required": _("Choose a successor.")})
    posts = forms.MultipleChoiceField(
        label=_("Posts that the successor takes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles that the successor takes"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, person: User, left: Left, charge: Charge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in successors_of(person, left).filter(charge.people())}
        named = ((pk, f"{each} ({each.username})") for pk, each in self.people.items())
        choices(self, "successor", in_order(named, itemgetter(1)))
        posts = [(str(each.pk), f"{each.post} · {each.post.agency}") for each in left.posts]
        roles = [(str(each.pk), f"{each.place}") for each in left.roles]
        for name, offered in (("posts", posts), ("roles", roles)):
            if offered:
                field = cast("forms.MultipleChoiceField", self.fields[name])
                field.choices, field.initial = offered, [pk for pk, _name in offered]
            else:
                del self.fields[name]


class HandOverScreen(PeopleScreen):
    """What someone leaves behind, and the one act that passes it on."""

    template_name = "access/hand_over.html"

    def get(self, request: HttpRequest, user_id: int) -> HttpResponse:
        person = self.account_of(user_id, ever=True)
        left = left_by(person)
        return self.page(person, left, HandOverForm(person=person, left=left, charge=self.charge))

    def post(self, request: HttpRequest, user_id: int) -> HttpResponse:
        person = self.account_of(user_id, ever=True)
        left = left_by(person)
        form = HandOverForm(request.POST, person=person, left=left, charge=self.charge)
        if form.is_valid():
            try:
                successor = self._pass_on(person, form)
            except SecondNeeded as needed:
                return self._wait(needed, person, left, form)
            except Refused as error:
                form.add_error(None, str(error))
            else:
                _begin(request, person, successor)
                total = cases_left_with(person.pk)
                return redirect(f"{reverse('access:go_on', args=[person.pk, successor.pk])}?of={total}")
        return self.page(person, left, form, status=UNPROCESSABLE)

    def _wait(self, needed: SecondNeeded, person: User, left: Left, form: HandOverForm) -> HttpResponse:
        try:
            keep(self.request, self.proposed(needed))
        except Refused as error:
            form.add_error(None, str(error))
            return self.page(person, left, form, status=UNPROCESSABLE)
        return redirect("access:person", person.pk)

    def _pass_on(self, person: User, form: HandOverForm) -> User:
        if person.pk == self.actor.user_id:
            raise Refused(NOT_ONES_OWN)
        said = form.cleaned_data
        successor = form.people[said["successor"]]
        with write_transaction():
            let_go(
                person,
                successor=successor,
                posts=set(map(int, said.get("posts", []))),
                roles=set(map(int, said.get("roles", []))),
                actor=self.actor,
            )
        return successor

    def page(self, person: User, left: Left, form: HandOverForm, *, status: int = 200) -> HttpResponse:
        """What would be passed on."""
        context = {
            "person": person,
            "form": form,
            "cases": cases_left_with(person.pk),
            "posts": [(each, until_words(each.ends)) for each in left.posts],
            "roles": [(each, until_words(each.ends)) for each in left.roles],
            "loans": left.loans,
            "refused": NOT_ONES_OWN if person.pk == self.actor.user_id else "",
            "tab": "people",
        }
        return self.show(context, status=status)


def _begin(request: HttpRequest, person: User, successor: User) -> None:
    """Whoever asks has proved lately who they are, and hands over from one to the other from now on."""
    request.session[_BETWEEN] = [person.pk, successor.pk]


def _has_begun(request: HttpRequest, person: User, successor: User) -> bool:
    return request.session.get(_BETWEEN) == [person.pk, successor.pk]


class GoOnScreen(PeopleScreen):
    """How far it is; each POST hands over for some seconds. It may be left and taken up again at any time.

    Who goes on has proved it for these two people in this session, at the act that began it or here: else whoever finds
    an open session gives work on sealed cases to a successor of their own choice.

    Only a POST says that all is done, also where no case is counted: whether the page was there or was passed over
    would tell of those that are set apart.
    """

    template_name = "access/go_on.html"
    asks_again = False  # it goes on by itself for as long as there are cases; asked for once, see post

    def get(self, request: HttpRequest, user_id: int, to_id: int) -> HttpResponse:
        return self.page(*self._both(user_id, to_id))

    def post(self, request: HttpRequest, user_id: int, to_id: int) -> HttpResponseBase:
        person, successor = self._both(user_id, to_id)
        if not _has_begun(request, person, successor):
            asked = asked_again(request)
            if asked is not None:
                return asked
            _begin(request, person, successor)
        until, done = time.monotonic() + PATIENCE, False
        try:
            while not done and time.monotonic() < until:
                done = hand_over_some(person.pk, successor.pk, actor=self.actor) == 0
        except NotPossible as error:
            return self.page(person, successor, refused=str(error), status=UNPROCESSABLE)
        if not done:
            return redirect(f"{request.path}?of={self._total(0)}")
        keep(request, Done(_("Everything is handed over to %(person)s.") % {"person": str(successor)}))
        return redirect("access:person", person.pk)

    def _both(self, user_id: int, to_id: int) -> tuple[User, User]:
        person, successor = self.account_of(user_id), self.person_of(to_id)
        if person.is_active or not successor.is_active:
            raise NotAllowed
        return person, successor

    def _total(self, least: int) -> int:
        asked = self.request.GET.get("of", "")
        return max(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0, least)

    def page(self, person: User, successor: User, *, refused: str = "", status: int = 200) -> HttpResponse:
        """The bar, and the button that goes on."""
        left = cases_left_with(person.pk)
        total = self._total(left)
        context = {
            "person": person,
            "successor": successor,
            "passed": total - left,
            "left": left,
            "total": total,
            "share": round(100 * (total - left) / total) if total else 0,
            "refused": refused,
            "tab": "people",
        }
        return self.show(context, status=status)

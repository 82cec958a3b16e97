"""Taking something from a person, or giving it back: acts of one button."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from permissions.access.absences import cancel_absence
from permissions.access.accounts import switch_off, switch_on
from permissions.access.delegating import end_loan
from permissions.access.models import Delegation, RoleHolding
from permissions.access.seating import unseat
from permissions.access.services import take_back
from permissions.actors import Actor
from permissions.agencies.models import Absence, Holding
from portal.admin_screens.done import Done
from portal.people_admin.person_forms import PersonForm, address
from portal.people_admin.spans import days_of
from workflows.cases.errors import NotAllowed


class EndForm(PersonForm):
    """Ends a role, a seat in a post, or a loan: the row that is named, if it is this person's."""

    act, icon, offered = "end", "cross", False
    title, button = _("End it"), _("End it")
    what = forms.RegexField(r"\A(role|post|lent):[0-9]{1,18}\Z", widget=forms.HiddenInput)

    def do(self, actor: Actor) -> Done:
        kind, _colon, number = self.cleaned_data["what"].partition(":")
        ends = {"role": self._role, "post": self._seat, "lent": self._loan}
        return ends[kind](int(number), actor)

    def _role(self, pk: int, actor: Actor) -> Done:
        rows = RoleHolding.objects.select_related("place__role", "place__agency")
        holding: RoleHolding = _theirs(rows.filter(pk=pk, user=self.person))
        if not take_back(holding, actor=actor):
            return _over()
        place = holding.place
        fields = {"role": place.role.code, "agency": place.agency.code, **days_of(holding.starts, holding.ends)}
        said = _("The role “%(role)s” has been taken away from %(person)s.")
        words = {"role": str(place.role), "person": str(self.person)}
        return Done(said % words, address("grant", self.person.pk), fields)

    def _seat(self, pk: int, actor: Actor) -> Done:
        holding: Holding = _theirs(Holding.objects.select_related("post").filter(pk=pk, user=self.person))
        if not unseat(holding, actor=actor):
            return _over()
        fields = {"post": holding.post_id, "rank": holding.rank, **days_of(holding.starts, holding.ends)}
        words = {"post": str(holding.post), "person": str(self.person)}
        said = _("%(person)s no longer holds the post “%(post)s”.") % words
        return Done(said, address("seat", self.person.pk), fields)

    def _loan(self, pk: int, actor: Actor) -> Done:
        rows = Delegation.objects.select_related("place__role", "deputy").filter(pk=pk)
        loan: Delegation = _theirs(rows.filter(giver=self.person) | rows.filter(deputy=self.person))
        end_loan(loan, actor=actor)
        fields = {"place": loan.place_id, "deputy": loan.deputy_id, **days_of(loan.starts, loan.ends)}
        words = {"role": str(loan.place.role), "deputy": str(loan.deputy)}
        said = _("The role “%(role)s” is no longer lent to %(deputy)s.") % words
        return Done(said, address("lend", loan.giver_id), fields)


class PresentForm(PersonForm):
    """Ends an absence, or drops one that has not begun."""

    act, icon, offered, whole = "present", "tick", False, True
    title, button = _("Cancel the absence"), _("Revoke")
    absence = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def do(self, actor: Actor) -> Done:
        absence: Absence = _theirs(Absence.objects.filter(pk=self.cleaned_data["absence"], user=self.person))
        if not cancel_absence(absence, actor=actor):
            return _over()
        said = _("The absence of %(person)s is cancelled.") % {"person": str(self.person)}
        return Done(said, address("absent", self.person.pk), days_of(absence.starts, absence.ends))


class OffForm(PersonForm):
    act, icon, offered, whole = "off", "lock", False, True
    title, button = _("Switch the account off"), _("Switch the account off")

    def do(self, actor: Actor) -> Done:
        switch_off(self.person, actor=actor)
        said = _("The account of %(person)s is off: whoever is logged in with it is logged out at their next click.")
        return Done(said % {"person": str(self.person)}, address("on", self.person.pk))


class OnForm(PersonForm):
    act, icon, offered, whole = "on", "tick", False, True
    title, button = _("Switch the account on"), _("Switch the account on")

    def do(self, actor: Actor) -> Done:
        switch_on(self.person, actor=actor)
        said = _("The account of %(person)s is on.") % {"person": str(self.person)}
        return Done(said, address("off", self.person.pk))


def _theirs(rows: Any) -> Any:
    """The row that is meant. Raises ``NotAllowed`` for one that is nobody's or somebody else's."""
    row = rows.first()
    if row is None:
        raise NotAllowed
    return row


def _over() -> Done:
    return Done(_("It had already ended."))

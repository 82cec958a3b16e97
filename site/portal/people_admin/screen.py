"""What the screens of those who manage people have in common: the right, the person that an address names, and what
happens where one administrator alone is not enough.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from permissions.access.act_words import act_words
from permissions.access.break_glass import emergencies
from permissions.access.charge import Charge, charge_of
from permissions.access.proposals import propose, waiting
from permissions.access.two_people import SecondNeeded
from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.people.models import User
from portal.admin_screens.done import Done
from portal.admin_screens.screen import StaffScreen, held_in
from workflows.cases.errors import NotAllowed
from workflows.transactions.turn import write_transaction


class PeopleScreen(StaffScreen):
    """A screen for those who manage people: everybody, or those of their own bodies (``charge``)."""

    right = MANAGE_PEOPLE
    asks_again = True

    def is_open_to(self, request: HttpRequest) -> bool:
        return charge_of(held_in(request)).anything

    @cached_property
    def charge(self) -> Charge:
        return charge_of(self.held)

    def person_of(self, user_id: int) -> User:
        """The account of this id. Raises ``NotAllowed`` when there is none among the people of whoever asks."""
        people = User.objects.filter(self.charge.people(), pk=user_id)
        person = people.select_related("wagtail_userprofile").first()
        if person is None:
            raise NotAllowed
        return person

    def account_of(self, user_id: int, *, ever: bool = False) -> User:
        """The same for what touches all of a person (see ``Charge.has_account``)."""
        person = self.person_of(user_id)
        if not self.charge.has_account(user_id, ever=ever):
            raise NotAllowed
        return person

    def done_or_proposed(self, do: Callable[[], Done]) -> Done:
        """Does it; where that takes two, proposes it to another administrator instead. Raises ``Refused``."""
        try:
            with write_transaction():
                return do()
        except SecondNeeded as needed:
            return self.proposed(needed)

    def proposed(self, needed: SecondNeeded) -> Done:
        """Says that it waits, with the way back. Raises ``ProposalRefused``."""
        with write_transaction():
            proposal = propose(needed.gain, actor=self.actor)
        said = _(
            "Nothing has changed yet: it takes two administrators. It waits until another one confirms it: %(what)s."
        )
        words = {"what": act_words(proposal.act, proposal.data)}
        return Done(said % words, reverse("access:waiting"), {"do": "withdraw", "proposal": proposal.pk})

    def show(self, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        context["charge"] = self.charge
        if "tab" in context and self.charge.everywhere:
            context["waiting_count"] = waiting().count()
            if "emergencies" not in context:
                context["emergencies"] = list(emergencies())
        return super().show(context, status=status)


class PlatformScreen(PeopleScreen):
    """The same for what is of no single body: it is there for the platform's administrators alone."""

    def is_open_to(self, request: HttpRequest) -> bool:
        return StaffScreen.is_open_to(self, request)

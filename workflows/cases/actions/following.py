"""What citizens set about following their case: its code, where letters reach them, and which letters they get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from permissions.citizens.models import AddressKind
from workflows.cases.actions.action import Action
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import Notices, Person
from workflows.cases.rules import Rules
from workflows.cases.tracking import mark_of

__all__ = ["RenewCode", "SetAddress", "SetNotices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewCode(Action):
    """A new code in the place of a lost one, which opens nothing from now on.

    ``instead_of``: the mark of the code that is replaced (``tracking.mark_of``): of two who come with one link the
    second finds another. ``proved``: by which of their addresses the citizen showed who they are; "": they signed in.
    """

    verb, by_citizen = EventVerb.CODE_RENEWED, True
    secret_hash: str
    instead_of: str
    proved: str = ""

    def decide(self, change: Change, rules: Rules) -> None:
        if mark_of(change.case) != self.instead_of:
            raise NotPossible(_("This link was used already. Ask for a new one."))
        change.case.secret_hash = self.secret_hash
        if self.proved:
            change.data["proved"] = self.proved
        change.act_on_the_whole()
        change.tell_citizen("code_renewed")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAddress(Action):
    """Where letters reach the citizen from now on: an address that they proved by a code sent there.

    The diary has of which kind it is, never the address.
    """

    verb, by_citizen = EventVerb.ADDRESS_SET, True
    kind: AddressKind
    address: str

    def decide(self, change: Change, rules: Rules) -> None:
        change.reached[str(self.kind)] = self.address
        change.data["kind"] = str(self.kind)
        change.act_on_the_whole()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNotices(Action):
    """Which letters go to one of the citizen's addresses, or are told of on their devices. One of the addresses always
    gets those that are needed."""

    verb, by_citizen = EventVerb.NOTICES_SET, True
    kind: AddressKind | Literal["push"]
    notices: Notices

    def decide(self, change: Change, rules: Rules) -> None:
        person = Person.objects.get(case=change.case)
        person.case = change.case
        others = [kind for kind in AddressKind if kind != self.kind and getattr(person, kind)]
        is_address = self.kind in AddressKind.values
        if (
            is_address
            and self.notices == Notices.NONE
            and not any(person.notices_by(kind) != Notices.NONE for kind in others)
        ):
            raise NotPossible(_("What you must know has to reach you somehow: keep at least one of the two."))
        change.reached["notices"] = {**person.notices, str(self.kind): str(self.notices)}
        change.data.update({"kind": str(self.kind), "notices": str(self.notices)})
        change.act_on_the_whole()

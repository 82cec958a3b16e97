"""Asking who a hidden citizen is, and what a custodian does about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from permissions.access.decide import may, one_for_the_other
from permissions.access.selectors import held_by, held_by_many
from permissions.agencies.rights import OPEN_IDENTITY, WORK_CASE
from workflows.cases.actions.action import Action
from workflows.cases.change import Change, required
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.identity import Knowing, knows, left_nothing
from workflows.cases.models import IdentityRequest
from workflows.cases.rules import Rules
from workflows.cases.second_person import who_may_decide

__all__ = ["AskIdentity", "CloseIdentity", "OpenIdentity", "RefuseIdentity"]

HOURS = (1, 4, 24, 72)
"""For how long an identity can be opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskIdentity(Action):
    """Ask the custodian to open who filed the case, with a reason. It touches no count."""

    verb, right, about = EventVerb.IDENTITY_ASKED, WORK_CASE, "case"
    reason: str

    def decide(self, change: Change, rules: Rules) -> None:
        if change.actor.user_id is None:
            raise NotAllowed
        if knows(change.actor, change.state) is not Knowing.NOT:
            raise NotPossible(_("Name and contact are open to you already."))
        if left_nothing(change.case):
            raise NotPossible(_("Whoever filed it left neither name nor contact, so there is nothing to open."))
        asked = list(change.case.identity_requests.all())
        if any(each.asked_by_id == change.actor.user_id and each.answered_at is None for each in asked):
            raise NotPossible(_("You have asked already. The custodian has not answered yet."))
        change.act_on_the_whole()
        change.identities.append(
            IdentityRequest(
                case=change.case,
                number=len(asked) + 1,
                asked_by_id=change.actor.user_id,
                asked_at=change.at,
                reason=required(self.reason),
            )
        )
        change.tell_staff("identity_asked", who_may_decide(OPEN_IDENTITY, change.state, rules))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdentity(Action):
    """Open it to whoever asked, and to the custodian who opens, for some hours, with a reason.

    The citizen is told too, without a name: what was promised them has an exception now.
    """

    verb, right, about = EventVerb.IDENTITY_OPENED, OPEN_IDENTITY, "case"
    request_id: int
    reason: str
    hours: int

    def decide(self, change: Change, rules: Rules) -> None:
        request = _waiting(change, self.request_id)
        if self.hours not in HOURS:
            raise NotPossible(_("Choose for how long it is to be open."))
        if not may(held_by(request.asked_by_id), WORK_CASE, change.state):
            raise NotPossible(
                _("Whoever asked may no longer work on this request. Do not open it: refuse the request.")
            )
        request.until = change.at + timedelta(hours=self.hours)
        _answer(change, request, self.reason)
        change.data.update({"until": request.until.isoformat(), "hours": self.hours, "asked_by": request.asked_by_id})
        change.tell_staff("identity_opened", [request.asked_by_id])
        change.tell_citizen("identity_opened")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseIdentity(Action):
    """Leave it closed, with a reason."""

    verb, right, about = EventVerb.IDENTITY_REFUSED, OPEN_IDENTITY, "case"
    request_id: int
    reason: str

    def decide(self, change: Change, rules: Rules) -> None:
        request = _waiting(change, self.request_id)
        _answer(change, request, self.reason)
        change.data["asked_by"] = request.asked_by_id
        change.tell_staff("identity_refused", [request.asked_by_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseIdentity(Action):
    """Close it before its time."""

    verb, right, about = EventVerb.IDENTITY_CLOSED, OPEN_IDENTITY, "case"
    request_id: int

    def decide(self, change: Change, rules: Rules) -> None:
        request = _of_the_case(change, self.request_id)
        if request.until is None or request.until <= change.at:
            raise NotPossible(_("It is closed already."))
        request.until = change.at
        change.identities.append(request)
        change.data["asked_by"] = request.asked_by_id
        change.tell_staff("identity_closed", [request.asked_by_id])


def _of_the_case(change: Change, request_id: int) -> IdentityRequest:
    """Raises ``NotAllowed`` for a request about another case."""
    request = IdentityRequest.objects.filter(pk=request_id, case=change.case).first()
    if request is None or change.actor.user_id is None:
        raise NotAllowed
    return request


def _waiting(change: Change, request_id: int) -> IdentityRequest:
    request = _of_the_case(change, request_id)
    if request.asked_by_id == change.actor.user_id:
        raise NotPossible(_("You asked for this identity yourself: another custodian must decide."))
    if one_for_the_other(*held_by_many([int(change.actor.user_id or 0), request.asked_by_id]).values()):
        raise NotPossible(_("One of you acts for the other just now: another custodian must decide."))
    if request.answered_at is not None:
        raise NotPossible(_("This request has been answered already."))
    return request


def _answer(change: Change, request: IdentityRequest, reason: str) -> None:
    request.answered_by_id, request.answered_at = change.actor.user_id, change.at
    request.answer = required(reason)
    change.identities.append(request)

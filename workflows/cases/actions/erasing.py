"""Erasing a case: by the clock when its time is over, by two people or by the operator; the hold that forbids it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from permissions.access.decide import may, one_for_the_other
from permissions.access.selectors import held_by_many
from permissions.agencies.rights import ERASE_CASE
from permissions.writing import local, written_day
from workflows.cases.actions.action import Action
from workflows.cases.change import Change, required
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import AtWhoseWish, Case, CaseStatus, ErasureRequest, LegalHold, Outcome
from workflows.cases.retention import KEY as RETENTION_KEY
from workflows.cases.retention import RETENTION, hold_on
from workflows.cases.rules import Rules
from workflows.cases.second_person import who_may_decide
from workflows.cases.steps import leave
from workflows.cases.tracking import normal_tracking

__all__ = [
    "AgreeToErase",
    "AskToErase",
    "Erase",
    "EraseAgain",
    "EraseByCommand",
    "KeepAfterAll",
    "LiftHold",
    "RefuseToErase",
    "SetHold",
]

BY_TIME, BY_REQUEST, BY_COMMAND, BY_LIST = "time", "request", "command", "list"
"""Why a case was erased, as its event says it under ``why``; the last where the list of erasures alone says that it
was."""
LONGEST_HOLD = timedelta(days=3660)
NOT_CLOSED = _("Only a closed request can be erased. Close it first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase(Action):
    """Its time is over: nothing that anybody wrote is kept of it. By the clock alone."""

    verb, by_clock = EventVerb.ERASED, True

    def decide(self, change: Change, rules: Rules) -> None:
        _refuse_under_hold(change)
        retention = rules.in_force(RETENTION).get(RETENTION_KEY)
        if retention is None or not retention.is_due(change.case, change.at):
            raise NotPossible(_("It is not due to be erased."))
        change.data["why"] = BY_TIME
        _go(change)


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseAgain(Action):
    """It was erased already, says the list of erasures: here stands a copy of before, in which it was not.

    Whether it was closed by then, or under a hold that was lifted since, this copy does not know: what runs ends.
    ``at``: when it was erased.
    """

    verb, by_clock = EventVerb.ERASED, True
    at: datetime

    def decide(self, change: Change, rules: Rules) -> None:
        change.at = self.at
        change.data.update({"why": BY_LIST})
        if change.state.open_works:
            change.act_on_the_whole()
            for work in change.state.open_works:
                leave(change, work, str(EventVerb.ERASED))
            rules.mover.clear(change.state)
            change.case.held = False
            change.case.outcome = change.case.outcome or Outcome.NOTED
        _go(change)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskToErase(Action):
    """Ask a second person to erase a closed case before its time."""

    verb, right, about = EventVerb.ERASURE_ASKED, ERASE_CASE, "case"
    wish: str
    reason: str

    def decide(self, change: Change, rules: Rules) -> None:
        person_id = _person(change)
        _refuse_without_wish(self.wish)
        _refuse_what_must_stay(change)
        asked = list(change.case.erasure_requests.all())
        if any(each.answered_at is None for each in asked):
            raise NotPossible(_("Its erasure has been asked for already, and waits for a second person."))
        change.act_on_the_whole()
        change.erasures.append(
            ErasureRequest(
                case=change.case,
                number=len(asked) + 1,
                wish=self.wish,
                asked_by_id=person_id,
                asked_at=change.at,
                reason=required(self.reason),
            )
        )
        change.data.update({"request": len(asked) + 1, "wish": self.wish})
        change.tell_staff("erasure_asked", who_may_decide(ERASE_CASE, change.state, rules))


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeToErase(Action):
    """A second person agrees, and it is erased at once. That cannot be undone: they type its number."""

    verb, right, about = EventVerb.ERASED, ERASE_CASE, "case"
    number: int
    typed: str

    def decide(self, change: Change, rules: Rules) -> None:
        request = _waiting(change, self.number, by_another=True)
        if normal_tracking(self.typed) != change.case.tracking:
            raise NotPossible(_("Type the number of the request as it stands above: this cannot be undone."))
        _refuse_what_must_stay(change)
        request.answered_by_id, request.answered_at, request.agreed = change.actor.user_id, change.at, True
        change.erasures.append(request)
        change.data.update({"why": BY_REQUEST, "request": request.number, "wish": request.wish})
        change.data["asked_by"] = request.asked_by_id
        _go(change)


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseByCommand(Action):
    """Whoever runs the platform erases a closed case on its machine, alone. Words that say why would go with it."""

    verb, right, about = EventVerb.ERASED, ERASE_CASE, "case"
    wish: str

    def decide(self, change: Change, rules: Rules) -> None:
        if change.actor.kind != "operator":
            raise NotAllowed
        _refuse_without_wish(self.wish)
        _refuse_what_must_stay(change)
        change.data.update({"why": BY_COMMAND, "wish": self.wish})
        _go(change)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseToErase(Action):
    """It stays until its time is over, with a reason. Whoever asked takes it back so: that erases nothing."""

    verb, right, about = EventVerb.ERASURE_REFUSED, ERASE_CASE, "case"
    number: int
    reason: str

    def decide(self, change: Change, rules: Rules) -> None:
        request = _waiting(change, self.number, by_another=False)
        request.answered_by_id, request.answered_at = change.actor.user_id, change.at
        request.answer = required(self.reason)
        change.erasures.append(request)
        change.data.update({"request": request.number, "asked_by": request.asked_by_id})
        change.tell_staff("erasure_refused", [request.asked_by_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepAfterAll(Action):
    """Whoever filed it says that it is not their wish, or not any more. What a court or somebody else wants is not
    theirs to answer."""

    verb, by_citizen = EventVerb.ERASURE_REFUSED, True

    def decide(self, change: Change, rules: Rules) -> None:
        request = wished_by_citizen(change.case)
        if request is None:
            raise NotPossible(_("Nobody asks any more that it be erased at your wish."))
        request.answered_at = change.at
        change.erasures.append(request)
        change.data.update({"request": request.number, "asked_by": request.asked_by_id})
        change.tell_staff("erasure_not_wished", [request.asked_by_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHold(Action):
    """Nothing of it is erased, until a day or until somebody lifts it."""

    verb, right, about = EventVerb.HOLD_SET, ERASE_CASE, "case"
    reason: str
    until: datetime | None = None

    def decide(self, change: Change, rules: Rules) -> None:
        person_id = _person(change)
        if self.until is not None and not change.at < self.until <= change.at + LONGEST_HOLD:
            raise NotPossible(_("Choose a day from tomorrow on, at most ten years ahead; or leave it empty."))
        holds = list(change.case.holds.all())
        if hold_on(change.case, change.at) is not None:
            raise NotPossible(_("It is under a legal hold already. Lift that first."))
        change.act_on_the_whole()
        change.holds.append(
            LegalHold(
                case=change.case,
                number=len(holds) + 1,
                reason=required(self.reason),
                set_by_id=person_id,
                set_at=change.at,
                until=self.until,
            )
        )
        change.data["hold"] = len(holds) + 1
        if self.until is not None:
            change.data["until"] = self.until.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold(Action):
    """From now on its time counts again."""

    verb, right, about = EventVerb.HOLD_LIFTED, ERASE_CASE, "case"
    reason: str

    def decide(self, change: Change, rules: Rules) -> None:
        person_id = _person(change)
        hold = hold_on(change.case, change.at)
        if hold is None:
            raise NotPossible(_("It is under no legal hold any more."))
        hold.lifted_by_id, hold.lifted_at = person_id, change.at
        hold.lifted_because = required(self.reason)
        change.act_on_the_whole()
        change.holds.append(hold)
        change.data["hold"] = hold.number


def wished_by_citizen(case: Case) -> ErasureRequest | None:
    """The request to erase it at the wish of whoever filed it, as long as nobody has decided about it."""
    return case.erasure_requests.filter(answered_at=None, wish=AtWhoseWish.CITIZEN).first()


def _person(change: Change) -> int:
    """The id of who acts. Raises ``NotAllowed`` where it is nobody of the staff, as the operator is."""
    if change.actor.user_id is None:
        raise NotAllowed
    return change.actor.user_id


def _refuse_without_wish(wish: str) -> None:
    if wish not in AtWhoseWish.values:
        raise NotPossible(_("Say at whose wish it is to be erased."))


def _refuse_what_must_stay(change: Change) -> None:
    if change.case.status != CaseStatus.CLOSED:
        raise NotPossible(NOT_CLOSED)
    _refuse_under_hold(change)


def _refuse_under_hold(change: Change) -> None:
    """Raises ``NotPossible`` where a hold stands, naming since when and by whom."""
    hold = hold_on(change.case, change.at)
    if hold is not None:
        said = {"day": written_day(local(hold.set_at).date()), "person": str(hold.set_by)}
        raise NotPossible(_("It is under a legal hold since %(day)s by %(person)s: nothing of it is erased.") % said)


def _go(change: Change) -> None:
    change.case.erased_at = change.at
    change.case.subject, change.case.place = "", ""
    change.erased = True


def _waiting(change: Change, number: int, *, by_another: bool) -> ErasureRequest:
    """The request that is answered; ``by_another``: by a second person alone, while whoever asked may still ask."""
    person_id = _person(change)
    request = change.case.erasure_requests.filter(number=number).first()
    if request is None:
        raise NotAllowed
    if request.answered_at is not None:
        raise NotPossible(_("This request has been answered already."))
    if not by_another:
        return request
    if request.asked_by_id == person_id:
        raise NotPossible(_("You asked for this yourself: another person must decide."))
    held = held_by_many([person_id, request.asked_by_id])
    mine, theirs = held[person_id], held[request.asked_by_id]
    if one_for_the_other(mine, theirs):
        raise NotPossible(_("One of you acts for the other just now: another person must decide."))
    if not may(theirs, ERASE_CASE, change.state):
        raise NotPossible(_("Whoever asked may no longer ask for that. Refuse the request."))
    return request

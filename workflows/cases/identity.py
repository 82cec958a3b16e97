"""Who may know who filed a case: the one rule, what it reads, and the reading itself, which leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import Enum

from django.db.models import Exists, OuterRef, Q, QuerySet

from permissions.access.decide import Held, Scope, scope_of
from permissions.access.selectors import held_by, rows_in, scope
from permissions.actors import Actor
from permissions.agencies.rights import OPEN_IDENTITY, VIEW_CASE, WORK_CASE
from permissions.audit.services import NewEntry, append
from permissions.now import now
from workflows.cases.errors import NotAllowed
from workflows.cases.models import Case, CaseEvent, EventVerb, IdentityRequest, OtherPerson, Person, Track
from workflows.cases.state import State
from workflows.transactions.turn import write_transaction


class Knowing(Enum):
    """How someone knows who filed a case: plainly, with a trace of each reading, or not at all."""

    PLAINLY = "plainly"
    RECORDED = "recorded"
    NOT = "not"


def is_hidden(case: Case) -> bool:
    """Whether whoever works the case does not learn who filed it."""
    return case.track != Track.ORDINARY or case.confidential


def left_nothing(case: Case) -> bool:
    """Whether there is nothing that a custodian could open: whoever filed it left neither name nor contact, then or
    since, and named nobody. One statement, where it was filed without a name."""
    if not case.anonymous:
        return False
    named = Exists(OtherPerson.objects.filter(case=OuterRef("case")))
    reached = ~Q(email_blind="", phone_blind="")
    return not Person.objects.filter(reached | Q(named), case=case).exists()


def filed_as_confidential(case: Case) -> bool:
    """Whether its citizen asked that the agency not learn who they are; not where the complaints unit said so since.
    One statement, where it is confidential."""
    said_since = CaseEvent.objects.filter(case=case, verb=EventVerb.MADE_CONFIDENTIAL)
    return case.confidential and not said_since.exists()


def knowing(held: Held, state: State, openings: Iterable[IdentityRequest]) -> Knowing:
    """The rule. ``openings``: the requests by which the identity is open now.

    Ordinary cases: whoever may work them. Confidential ones: the complaints unit, each reading recorded. These and
    sensitive ones: to whom a custodian opened it, while they still have the right by which they asked or opened.
    """
    if not is_hidden(state.case):
        return Knowing.PLAINLY if scope_of(held, WORK_CASE).covers(state) else Knowing.NOT
    if _is_the_units(state, scope_of(held, VIEW_CASE)) or opening_for(held, state, openings) is not None:
        return Knowing.RECORDED
    return Knowing.NOT


def _is_the_units(state: State, reach: Scope) -> bool:
    return state.track == Track.ORDINARY and reach.everything_ordinary and reach.covers(state)


def opening_for(held: Held, state: State, openings: Iterable[IdentityRequest]) -> IdentityRequest | None:
    """The request by which the identity is open to someone, if there is one."""
    user_id = held.standing.user_id
    for each in openings:
        if each.asked_by_id == user_id and scope_of(held, WORK_CASE).covers(state):
            return each
        if each.answered_by_id == user_id and scope_of(held, OPEN_IDENTITY).covers(state):
            return each
    return None


def openings_of(case: Case, at: datetime) -> list[IdentityRequest]:
    """The requests by which the identity of a case is open at ``at``; no query where nothing is hidden."""
    if not is_hidden(case):
        return []
    return list(case.identity_requests.filter(until__gt=at, answered_at__lte=at).order_by("-until"))


def knows(actor: Actor, state: State, *, held: Held | None = None) -> Knowing:
    """How an actor knows who filed a case, now."""
    if actor.kind != "staff" or actor.user_id is None:
        return Knowing.NOT
    return knowing(held or held_by(actor.user_id), state, openings_of(state.case, now()))


def person_shown(actor: Actor, state: State, *, held: Held | None = None) -> Person | None:
    """Who filed a case, for those who know it plainly; None for all others."""
    if knows(actor, state, held=held) is not Knowing.PLAINLY:
        return None
    return _person_of(state)


def _person_of(state: State) -> Person | None:
    """Who filed it, with whether somebody else is named: of most cases nobody is, and nobody is looked for."""
    named = Exists(OtherPerson.objects.filter(case=OuterRef("case")))
    person = Person.objects.filter(case=state.case).annotate(names_others=named).first()
    if person is not None:
        person.case = state.case
    return person


def read_identity(actor: Actor, state: State, *, held: Held) -> tuple[Person | None, IdentityRequest | None]:
    """Who filed a case, and the request by which it is open to the reader, if by one. The reading is recorded first.

    Raises ``NotAllowed`` for those who may not know. Whoever knows plainly leaves no trace.
    """
    openings = openings_of(state.case, now())
    how = knowing(held, state, openings)
    if how is Knowing.NOT:
        raise NotAllowed
    request = opening_for(held, state, openings)
    if how is Knowing.RECORDED:
        said = {"request": request.pk} if request is not None else {}
        with write_transaction():
            # About the identity, not about the case: the case's own entries are those of its diary.
            append([NewEntry("identity_read", "identity", state.case.pk, said)], actor=actor, at=now())
    return _person_of(state), request


def latest_request(actor: Actor, state: State) -> IdentityRequest | None:
    """What someone asked last about a case, and what became of it."""
    return state.case.identity_requests.filter(asked_by=actor.user_id).order_by("-asked_at", "-id").first()


def requests_for(actor: Actor, *, held: Held | None = None) -> QuerySet[IdentityRequest]:
    """The requests that a custodian may answer, or has answered, oldest first."""
    reach = scope(actor, OPEN_IDENTITY, held=held)
    allowed = rows_in(reach, agency="case__agency_id", track="case__track", case="case_id", guarded="case__guarded")
    return (
        IdentityRequest.objects.filter(allowed)
        .select_related("case__kind", "case__key", "asked_by", "answered_by")
        .order_by("asked_at", "id")
    )

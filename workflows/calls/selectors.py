"""What is read of calls: the open one, those that ring, figures, and what a caller may be told of their requests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.signing import Signer
from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.utils.crypto import constant_time_compare

from permissions.blind import WHO_FILED, blinds
from permissions.encrypted import Unreadable, decrypt
from permissions.now import now
from workflows.calls.models import LONGEST, Call, CallCase, Purpose, What
from workflows.calls.services import DRAFT, NUMBER, RINGS, NotOpen
from workflows.cases.models import Case, CaseStatus, Message, MessageKind, Track

MOST_CASES: Final = 20
"""Requests of one number that are listed: those filed last."""
MOST_DRAFTS: Final = 10
SAID_TO_THEM: Final = (
    *(MessageKind.REPLY, MessageKind.DECISION, MessageKind.QUESTION),
    *(MessageKind.ADDENDUM, MessageKind.CORRECTION),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a caller may be told of a request. ``said``: the last that an agency said to its citizen, if anything."""

    case: Case
    name: str = ""
    said: Message | None = None

    @property
    def is_open(self) -> bool:
        return self.case.status != CaseStatus.CLOSED


def open_call(taker_id: int, key: str) -> Call:
    """The open call of that key, if it is this taker's; raises ``NotOpen``, also where it has lasted too long."""
    call = _open(taker_id).filter(key=key).first()
    if call is None:
        raise NotOpen
    return call


def call_at_hand(taker_id: int, key: str) -> Call:
    """A call of this taker's that is open, or was a short while ago: whoever hung up has said what is being typed.
    Raises ``NotOpen`` for any other."""
    lately = now() - LONGEST
    mine = Call.objects.filter(taker=taker_id, key=key, began_at__gt=lately - LONGEST)
    call = mine.filter(Q(ended_at=None) | Q(ended_at__gt=lately)).first()
    if call is None:
        raise NotOpen
    return call


def the_open_call(taker_id: int) -> Call | None:
    """What a taker has open now."""
    return _open(taker_id).first()


def _open(taker_id: int) -> QuerySet[Call]:
    return Call.objects.filter(taker=taker_id, began_at__gt=now() - LONGEST, ended_at=None)


def ringing(taker_id: int) -> list[Call]:
    """What rings at a taker's telephone, the latest first. One statement."""
    return list(_ringing(taker_id).order_by("-rang_at"))


def _ringing(taker_id: int) -> QuerySet[Call]:
    return Call.objects.filter(taker=taker_id, began_at=None, ended_at=None, rang_at__gt=now() - RINGS)


def at_telephone(taker_id: int) -> tuple[list[Call], Call | None]:
    """What rings at a taker's telephone, the latest first, and what they have open. One statement."""
    found = list(_ringing(taker_id).union(_open(taker_id), all=True).order_by("-rang_at"))
    is_open = next((call for call in found if call.began_at is not None), None)
    return [call for call in found if call.began_at is None], is_open


def number_of(call: Call) -> str:
    """The caller's number while it is known; empty where it was withheld, or the call is over."""
    return _read(call.number, NUMBER)


def typed_in(call: Call) -> dict[str, list[str]]:
    """What was typed in a call, by the names of the fields."""
    said = _read(call.draft, DRAFT)
    found: dict[str, list[str]] = json.loads(said) if said else {}
    return found


def _read(encrypted: str, purpose: str) -> str:
    try:
        return decrypt(encrypted, purpose) if encrypted else ""
    except Unreadable:  # its key is gone: so is what it kept
        return ""


def broken_off(taker_id: int) -> list[Call]:
    """Calls of a taker in which something was typed that nobody has sent, the latest first."""
    found = Call.objects.filter(taker=taker_id, ended_at__isnull=False, draft_at__isnull=False)
    return list(found.order_by("-draft_at")[:MOST_DRAFTS])


def unexplained(taker_id: int) -> list[Call]:
    """Calls of today that are over without a word of what they were for."""
    over = Call.objects.filter(taker=taker_id, purpose="", ended_at__isnull=False, began_at__isnull=False)
    return list(over.filter(began_at__gt=now() - timedelta(days=1)).order_by("-began_at")[:MOST_DRAFTS])


def told_to(call: Call) -> list[Told]:
    """The requests that the caller of an open call may be told of, the latest first. Three statements.

    By the number alone only what lies open to whoever holds that telephone: nothing sealed or confidential, nothing
    that accuses somebody. What they opened by number and code comes first, whatever it is.
    """
    if not call.is_open:
        return []
    proved = list(_related(Case.objects.filter(pk__in=_in_call(call, What.PROVED, What.FILED))))
    number = number_of(call)
    plain = Q(track=Track.ORDINARY, confidential=False, guarded=False, concerns="")
    own = Case.objects.filter(plain, person__phone_blind__in=blinds(number, WHO_FILED)) if number else None
    found = {case.pk: case for case in proved}
    if own is not None:
        found |= {case.pk: case for case in _related(own)[:MOST_CASES] if case.pk not in found}
    said = _last_said(found)
    plainly = {case.pk for case in found.values() if _is_plain(case)}
    return [Told(case, case.person.name if case.pk in plainly else "", said.get(case.pk)) for case in found.values()]


def _is_plain(case: Case) -> bool:
    plain = case.track == Track.ORDINARY and not (case.confidential or case.guarded or case.concerns)
    return plain and case.erased_at is None


def _in_call(call: Call, *what: What) -> QuerySet[CallCase, int]:
    return CallCase.objects.filter(call=call, what__in=what).values_list("case", flat=True)


def _related(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("kind", "agency", "person", "key").order_by("-opened_at", "-pk")


def _last_said(cases: Iterable[int]) -> dict[int, Message]:
    ids = list(cases)
    if not ids:
        return {}
    said = Message.objects.filter(case__in=ids, public=True, kind__in=SAID_TO_THEM).order_by(
        "case", "event_number", "pk"
    )
    return {message.case_id: message for message in said}


def permit_to_add(call: Call, tracking: str) -> str:
    """What lets a taker finish what they began to add to a request that the caller was told of: whoever hangs up has
    said it."""
    return Signer(salt="added to in a call").signature(f"{call.key} {tracking}")


def may_be_added_to(call: Call, tracking: str, permit: str = "") -> Case:
    """An open request that the caller may be told of, or, once the call is over, was told of in it; raises ``NotOpen``
    for any other."""
    if call.is_open:
        found = next((each.case for each in told_to(call) if each.case.tracking == tracking and each.is_open), None)
    else:
        told = constant_time_compare(permit, permit_to_add(call, tracking))
        found = Case.objects.filter(tracking=tracking).first() if told else None
    if found is None:
        raise NotOpen
    return found


def filed_in(call: Call, tracking: str) -> Case:
    """A request that was filed in a call; raises ``NotOpen`` for any other."""
    case = _related(Case.objects.filter(tracking=tracking, pk__in=_in_call(call, What.FILED))).first()
    if case is None:
        raise NotOpen
    return case


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a span: how many calls there were, how many without a request, how long they lasted, by purpose."""

    calls: int
    without: int
    average: timedelta
    purposes: dict[str, int]


def figures(since: datetime, *, taker_id: int | None = None) -> Figures:
    """Of calls, visits and letters that began since; of one taker, or of all. Two statements."""
    found = Call.objects.filter(began_at__gte=since)
    if taker_id is not None:
        found = found.filter(taker=taker_id)
    lasted = ExpressionWrapper(F("ended_at") - F("began_at"), output_field=DurationField())
    row: dict[str, Any] = found.aggregate(
        calls=Count("pk"),
        without=Count("pk", filter=~Q(purpose__in=[Purpose.FILED, Purpose.ADDED]), distinct=True),
        average=Avg(lasted, filter=Q(ended_at__isnull=False)),
    )
    purposes = found.exclude(purpose="").order_by().values_list("purpose").annotate(times=Count("pk"))
    return Figures(row["calls"], row["without"], row["average"] or timedelta(), dict(purposes))


@dataclass(frozen=True, slots=True)
class Heard:
    """A call in which a request was filed or added to, for whoever may know who filed it."""

    call: Call
    what: str


def calls_of(case: Case) -> Iterator[Heard]:
    """The calls of a request, the first first. One statement."""
    rows = CallCase.objects.filter(case=case, what__in=[What.FILED, What.ADDED]).select_related("call__taker")
    for row in rows.order_by("call__began_at", "pk"):
        yield Heard(row.call, row.get_what_display())

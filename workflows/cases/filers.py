"""Who files much: how many requests one citizen has, as far as whoever asks knows who filed them. Nobody is blocked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db import connection
from django.db.models import Case as Cases
from django.db.models import CharField, Count, F, Max, Q, QuerySet, When

from permissions.access.decide import Held, scope_of
from permissions.access.selectors import rows_in
from permissions.agencies.rights import WORK_CASE
from permissions.compiled import KEPT, CompiledQuery, Statement, planned_anew, with_room
from permissions.now import now
from workflows.cases.models import Case, CaseStatus, Person, Track
from workflows.cases.searching import known_plainly

MOST: Final = 1_000
"""Requests that are looked at for the citizens of one page; of those with more it is said that there are many."""
MANY: Final = 5
"""From so many on somebody is among those who file much."""
LISTED: Final = 50
OVER: Final = (CaseStatus.ANSWERED, CaseStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class Filer:
    """Somebody who files much: their latest request, by which all of them are found, and how many there are."""

    latest: Case
    name: str
    count: int
    open: int
    agencies: int


def others_of(cases: Sequence[Case], held: Held) -> dict[int, int]:
    """How many other requests the citizen of each has, by its id; of one who is not known plainly, nothing.

    Two statements, and none for a page without cases.
    """
    known = known_plainly(cases, held)
    if not known:
        return {}
    people = {
        case_id: contacts for case_id, *contacts in with_room(_CONTACTS, known).ask(known, now()) if any(contacts)
    }
    if not people:
        return {}
    phones, emails = (sorted({*each} - {""}) for each in zip(*people.values(), strict=True))
    by_contact: dict[str, set[int]] = {}
    # A plan for whatever contacts walks all people: how few each has is seen from the values alone.
    with planned_anew(), connection.cursor() as cursor:
        cursor.execute(*_filed_by(phones, emails, held))
        for case_id, *theirs in cursor.fetchall():
            for contact in filter(None, theirs):
                by_contact.setdefault(contact, set()).add(case_id)
    counted = {
        case_id: len(set().union(*(by_contact.get(each, set()) for each in mine)) - {case_id})
        for case_id, mine in people.items()
    }
    return {case_id: count for case_id, count in counted.items() if count}


_CONTACTS: Final[Sequence[CompiledQuery[tuple[int, str, str]]]] = [
    CompiledQuery(
        lambda case_ids, _at: Person.objects.filter(case__in=case_ids).values_list(
            "case_id", "phone_blind", "email_blind"
        ),
        room=room,
    )
    for room in (30, 60, 110, 210)
]
"""Of the cases of one page, by how many a page can have and what stands beside them."""


def _filed_by(phones: Sequence[str], emails: Sequence[str], held: Held) -> Statement:
    """What finds all that was filed by some contacts, as far as somebody knows who filed it."""
    given = dict(_in_place_of("phone", phones)) | dict(_in_place_of("email", emails))
    sql, values = _filed_by_any(_room_for(phones), _room_for(emails), held)
    return sql, tuple(given.get(value, value) for value in values)


@lru_cache(maxsize=KEPT)
def _filed_by_any(phones: int, emails: int, held: Held) -> Statement:
    """The same for so many stand-ins; put together once for a reader (``permissions.compiled``).

    That none of them is empty is said too: of more than 100 values PostgreSQL does not see it, and both indexes are of
    what is not empty.
    """
    by_phone = Q(phone_blind__in=[_stand_in("phone", place) for place in range(phones)]) & ~Q(phone_blind="")
    by_email = Q(email_blind__in=[_stand_in("email", place) for place in range(emails)]) & ~Q(email_blind="")
    found = _known(held).filter(by_phone | by_email)
    return found.values_list("case_id", "phone_blind", "email_blind")[:MOST].query.sql_with_params()


def _in_place_of(kind: str, contacts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each stand-in with what stands there; the last contact fills the places that are over."""
    for place in range(_room_for(contacts)):
        yield _stand_in(kind, place), contacts[min(place, len(contacts) - 1)]


def _room_for(contacts: Sequence[str]) -> int:
    """By powers of two, so that a reader has few statements."""
    return 1 << (len(contacts) - 1).bit_length() if contacts else 0


def _stand_in(kind: str, place: int) -> str:
    """No blind index is like it: those are of hexadecimal digits."""
    return f"{kind} {place}"


def heavy_filers(held: Held, *, since: datetime) -> list[Filer]:
    """Those with the most requests since a day, the most first. Two statements.

    One who gives now a telephone and now an address only is counted as two: the search of their requests finds both.
    """
    sender = Cases(When(phone_blind="", then=F("email_blind")), default=F("phone_blind"), output_field=CharField())
    groups = (
        _known(held)
        .filter(case__opened_at__gte=since)
        .annotate(sender=sender)
        .exclude(sender="")
        .order_by()
        .values("sender")
        .annotate(
            count=Count("pk"),
            open=Count("pk", filter=~Q(case__status__in=OVER)),
            agencies=Count("case__agency", distinct=True),
            latest=Max("case_id"),
        )
        .filter(count__gte=MANY)
        .order_by("-count", "-latest")[:LISTED]
    )
    rows = list(groups)
    cases = {
        case.pk: case
        for case in Case.objects.select_related("person", "agency", "key").filter(
            pk__in=[row["latest"] for row in rows]
        )
    }
    return [
        Filer(cases[row["latest"]], cases[row["latest"]].person.name, row["count"], row["open"], row["agencies"])
        for row in rows
    ]


def _known(held: Held) -> QuerySet[Person]:
    """Who filed the cases that somebody works, and whose citizens are hidden from nobody who does."""
    reach = scope_of(held, WORK_CASE)
    theirs = rows_in(reach, agency="case__agency_id", track="case__track", case="case_id", guarded="case__guarded")
    return Person.objects.filter(theirs, case__track=Track.ORDINARY, case__confidential=False)

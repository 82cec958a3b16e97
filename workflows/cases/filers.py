"""Who files much: how many requests one citizen has, as far as whoever asks knows who filed them. Nobody is blocked."""

from __future__ import annotations

from collections.abc import Sequence
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
        case_id: {*contacts} - {""}
        for case_id, *contacts in with_room(_CONTACTS, known).ask(known, now())
        if any(contacts)
    }
    contacts = sorted(set().union(*people.values()))
    if not contacts:
        return {}
    by_contact: dict[str, set[int]] = {}
    # A plan for whatever contacts walks all people: how few each has is seen from the values alone.
    with planned_anew(), connection.cursor() as cursor:
        cursor.execute(*_filed_by(contacts, held))
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


def _filed_by(contacts: Sequence[str], held: Held) -> Statement:
    """What finds all that was filed by some contacts, as far as somebody knows who filed it."""
    room = 1 << (len(contacts) - 1).bit_length()
    sql, values = _filed_by_any(room, held)
    given = {_stand_in(place): contacts[min(place, len(contacts) - 1)] for place in range(room)}
    return sql, tuple(given.get(value, value) for value in values)


@lru_cache(maxsize=KEPT)
def _filed_by_any(room: int, held: Held) -> Statement:
    """The same for so many stand-ins; put together once for a reader (``permissions.compiled``)."""
    contacts = [_stand_in(place) for place in range(room)]
    found = _known(held).filter(Q(phone_blind__in=contacts) | Q(email_blind__in=contacts))
    return found.values_list("case_id", "phone_blind", "email_blind")[:MOST].query.sql_with_params()


def _stand_in(place: int) -> str:
    """No blind index is like it: those are of hexadecimal digits."""
    return f"contact {place}"


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
        for case in Case.objects.filter(pk__in=[row["latest"] for row in rows]).select_related("person", "agency")
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

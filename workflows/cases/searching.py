"""Finding cases by what was written in them, in any state: what somebody may read, and nothing of any other.

Who may read it is a condition of the same query that looks for words, before anything is cut off: no count, no time
and no text tells of a case that is not theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Case as Cases
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from permissions.access.decide import Held, Scope, scope_of
from permissions.access.selectors import rows_in
from permissions.actors import Actor
from permissions.agencies.rights import OPEN_IDENTITY, VIEW_CASE, WORK_CASE
from permissions.audit.services import NewEntry, append
from permissions.compiled import planned_anew
from permissions.now import now
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case, CaseStatus, IdentityRequest, Message, Person, Track, Work
from workflows.cases.search_rows import OPEN
from workflows.search.asking import Fits, Wanted
from workflows.search.tokens import HIDDEN, KNOWN, contact_asked, of_kind, of_place, of_state
from workflows.transactions.turn import write_transaction

MANY: Final = 1_000
"""Cases that are counted and put in an order; of more the newest are shown."""
LAST: Final = 10 * MANY
"""Of the cases that have the words so many of the last ones are looked at first: mostly more of them than are counted
may be read."""
STATES: Final[Mapping[str, Q]] = {
    OPEN: ~Q(status__in=[CaseStatus.ANSWERED, CaseStatus.CLOSED]),
    str(CaseStatus.ANSWERED): Q(status=CaseStatus.ANSWERED),
    str(CaseStatus.CLOSED): Q(status=CaseStatus.CLOSED),
}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What else must hold: each is empty or None where it does not matter. ``until``: filed before that moment."""

    state: str = ""
    kind: str = ""
    agency: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def tokens(self) -> list[str]:
        """What of it stands in the row by which a case is found."""
        return [*([of_kind(self.kind)] if self.kind else []), *([of_state(self.state)] if self.state else [])]

    def rows(self) -> Q:
        """The condition on cases."""
        found = STATES.get(self.state, Q())
        if self.kind:
            found &= Q(kind__code=self.kind)
        if self.agency is not None:
            found &= Q(agency=self.agency)
        if self.since is not None:
            found &= Q(opened_at__gte=self.since)
        if self.until is not None:
            found &= Q(opened_at__lt=self.until)
        return found


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of cases; ``count`` of all that fit, None where they are more than are counted; ``more`` follow it."""

    cases: Sequence[Case] = ()
    count: int | None = 0
    more: bool = False


def reading(reach: Scope) -> Q:
    """The condition on cases that a right reaches: by the body that leads, or by any at which work is open."""
    if reach.everything_ordinary and not reach.sensitive_agency_ids:
        return rows_in(reach, case="pk")  # a condition less, by which the rows could not be walked in an order
    open_work = Work.objects.filter(rows_in(reach), case=OuterRef("pk"), done_at__isnull=True, branch__gt="")
    # Only side by side does work lie where the case does not.
    return rows_in(reach, case="pk") | Q(Exists(open_work))


def fitting(words: Sequence[Wanted], held: Held, besides: Sequence[str] = (), *, newest: int | None = None) -> Q:
    """The condition on cases that somebody may read and that have every word; ``besides`` as in ``Fits``.

    What people are called counts on those that they may work as well: only there do they know who filed. ``newest``
    as in ``Fits``, for those who may work all that they read.
    """
    view, work = scope_of(held, VIEW_CASE), scope_of(held, WORK_CASE)
    if view == work:
        return _having(words, work, besides, of_people=True, newest=newest)
    return _having(words, work, besides, of_people=True) | _having(words, view, besides, of_people=False)


def _having(
    words: Sequence[Wanted], reach: Scope, besides: Sequence[str], *, of_people: bool, newest: int | None = None
) -> Q:
    fits = Fits(words, of_people=of_people, within=bodies_of(reach), besides=besides, newest=newest)
    return Q(fits) & reading(reach)


def bodies_of(reach: Scope) -> frozenset[int] | None:
    """The bodies where all that a right reaches lies; None where it may lie anywhere."""
    if reach.everything_ordinary or reach.named_case_ids:
        return None
    return reach.ordinary_agency_ids | reach.sensitive_agency_ids


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. ``plain``: the stems, by which those come first that have them in their subject."""

    words: Sequence[Wanted] = ()
    plain: Sequence[str] = ()
    narrowed: Narrowed = field(default_factory=Narrowed)
    by_fit: bool = True


@planned_anew()  # of whatever words PostgreSQL would think that few requests have them
def search(held: Held, asked: Asked, *, start: int, most: int) -> Hits:
    """The cases from ``start`` on, at most ``most``: those that fit best first, or the newest. Two statements,
    on SQLite three.

    Looks first which they are, by the index of words, and puts these in their order. Where they are very many, those
    that came last are first: rows are walked from the last one back until the page is full.
    """
    newest = LAST if _are_very_many(held, asked) else None
    found = _found(held, asked, newest)
    rows = _ranked(found, asked)
    if newest is not None and len(rows) <= MANY:  # hardly any of the last ones is theirs to read or wanted
        found = _found(held, asked)
        rows = _ranked(found, asked)
    if len(rows) > MANY:
        page = list(_shown(found).order_by("-pk")[start : start + most + 1])
        return Hits(page[:most], None, len(page) > most)
    rows.sort(key=lambda row: (row[2] if asked.by_fit else 0, row[1], row[0]), reverse=True)
    ids = [row[0] for row in rows[start : start + most]]
    by_id = {case.pk: case for case in _shown(Case.objects.filter(pk__in=ids))} if ids else {}
    cases = [by_id[pk] for pk in ids if pk in by_id]
    return Hits(cases, len(rows), len(rows) > start + most)


def _are_very_many(held: Held, asked: Asked) -> bool:
    """Whether it is worth while to look at the last ones first; on PostgreSQL, which does so by itself, it never is.

    Nor for those who may not work all that they read: the last of two kinds would not be the last of both.
    """
    view, work = scope_of(held, VIEW_CASE), scope_of(held, WORK_CASE)
    if connection.vendor != "sqlite" or view != work:
        return False
    fits = Fits(asked.words, of_people=True, within=bodies_of(work), besides=asked.narrowed.tokens)
    return fits.are_more_than(LAST)


def _found(held: Held, asked: Asked, newest: int | None = None) -> QuerySet[Case]:
    fit = fitting(asked.words, held, asked.narrowed.tokens, newest=newest)
    return Case.objects.filter(fit & asked.narrowed.rows())


def _ranked(found: QuerySet[Case], asked: Asked) -> list[tuple[int, datetime, int]]:
    """Key, date and fit of the cases, of one more than are counted at most."""
    ranked = found.annotate(fit=_worth(asked.plain)).order_by().values_list("pk", "opened_at", "fit")
    return list(ranked[: MANY + 1])


def _shown(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("kind", "agency", "key")


def _worth(stems: Sequence[str]) -> Combinable:
    """How many of the words stand in subject or place."""
    worth: Combinable = Value(0)
    for stem in stems:
        worth += Cases(When(search_text__contains=stem, then=Value(1)), default=Value(0), output_field=IntegerField())
    return worth


def texts_of(cases: Sequence[Case]) -> dict[int, list[str]]:
    """What was written in some cases, by their ids; of one whose citizen is hidden nothing. One statement."""
    found: dict[int, list[str]] = {case.pk: [] for case in cases if not is_hidden(case)}
    for message in Message.objects.filter(case__in=found) if found else ():
        found[message.case_id].append(message.text)
    return found


def citizens_of(cases: Sequence[Case], held: Held) -> dict[int, Person]:
    """Who filed some cases that somebody was shown, by their ids, as far as they know it plainly. One statement."""
    known = known_plainly(cases, held)
    return {person.case_id: person for person in Person.objects.filter(case__in=known)} if known else {}


def known_plainly(cases: Sequence[Case], held: Held) -> list[int]:
    """Of some cases that somebody was shown the ids of those of which they know plainly who filed them."""
    worked = scope_of(held, WORK_CASE)
    return [
        case.pk
        for case in cases
        if not is_hidden(case) and worked.reaches(case.track, [case.agency_id], case_id=case.pk)
    ]


def same_citizen(case: Case) -> Wanted:
    """What all cases of the citizen of an ordinary case have. One statement. Only for those who know who filed it."""
    person = Person.objects.filter(case=case).first()
    return citizen_of(person.email, person.phone) if person is not None else citizen_of()


def citizen_of(*contacts: str) -> Wanted:
    """What all ordinary cases have that were filed with one of these addresses or phone numbers."""
    tokens = frozenset[str]().union(*(contact_asked(each, KNOWN) for each in contacts))
    return Wanted(frozenset(), tokens)


def same_place(case: Case) -> Wanted:
    """What all cases of one place have."""
    return Wanted(frozenset(of_place(case.place)))


# --- citizens who are hidden -----------------------------------------------------------------------------------------


def knows_some_hidden(actor: Actor, held: Held) -> bool:
    """Whether somebody may know who filed any case whose citizen is hidden; at most one statement."""
    if scope_of(held, VIEW_CASE).everything_ordinary:
        return True
    return IdentityRequest.objects.filter(_opened_to(actor)).exists()


def hidden_of(actor: Actor, held: Held, contact: str, *, most: int) -> list[Case]:
    """The cases whose hidden citizen gave this address or phone, of those of which somebody may know who filed them.

    That they did is learned by being shown: each is recorded as the reading of its identity. The newest first.
    """
    word = Wanted(contact_asked(contact, HIDDEN))
    found = Case.objects.filter(Fits([word], of_people=False), _may_know(actor, held))
    cases = list(_shown(found).order_by("-opened_at", "-pk")[:most])
    if cases:
        entries = [NewEntry("identity_read", "identity", case.pk, {"by": "search"}) for case in cases]
        with write_transaction():
            append(entries, actor=actor, at=now())
    return cases


def _may_know(actor: Actor, held: Held) -> Q:
    """``identity.knowing`` as a condition on cases whose citizen is hidden."""
    view, may = scope_of(held, VIEW_CASE), Q(pk__in=[])
    if view.everything_ordinary:
        may |= Q(track=Track.ORDINARY, confidential=True) & rows_in(view, case="pk")
    openings = IdentityRequest.objects.filter(_opened_to(actor), case=OuterRef("pk"))
    asked = Q(Exists(openings.filter(asked_by=actor.user_id))) & reading(scope_of(held, WORK_CASE))
    opened = Q(Exists(openings.filter(answered_by=actor.user_id))) & reading(scope_of(held, OPEN_IDENTITY))
    return may | asked | opened


def _opened_to(actor: Actor) -> Q:
    at = now()
    mine = Q(asked_by=actor.user_id) | Q(answered_by=actor.user_id)
    return mine & Q(until__gt=at, answered_at__lte=at)

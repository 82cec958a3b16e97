"""How much is in each view and band of an inbox, in one statement, put together once for a reader.

Django took longer to put it together than the database to count: nine tenths of it are the same at each look, and what
differs are instants (``permissions.compiled``). Whatever else it depends on is an argument here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db.models import Q, QuerySet

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.compiled import INSTANTS, KEPT, Statement, as_of
from portal.desk.bands import Counting, band_conditions, count_together
from portal.desk.reader import Reader, reader_at
from portal.desk.views import MINE, TRIAGE, VIEWS, offered_to
from portal.desk.wanted import Wanted
from workflows.cases.consultations import asked_of
from workflows.cases.selectors import inbox
from workflows.versions.selectors import Stamp

_ROWS: Final = ("rows", "")
_Statements = Mapping[tuple[str, str], Statement]
"""By what is counted: a view, a band, what others ask, or rows; and which."""


class Counts(NamedTuple):
    """How many rows there are: in each view, in each band of what is wanted, in all where that is to be sorted, and of
    what other agencies ask."""

    views: Mapping[str, int]
    bands: Mapping[str, int]
    rows: int
    asked: Mapping[str, int]


def counts(reader: Reader, wanted: Wanted, *, banded: QuerySet[Any] | None, sorted_rows: Counting | None) -> Counts:
    """One statement. ``banded``: the rows whose bands are counted, if any; ``sorted_rows``: what is counted before it
    is sorted."""
    asked = dict(_of_views(reader.user_id, reader.held, reader.known.processes))
    if banded is not None:
        asked |= (
            _of_bands(reader.user_id, reader.held, reader.known.processes, wanted.view)
            if wanted.plain
            else _bands(banded, reader, ())
        )
    asked = {key: as_of(statement, reader.bands.instants) for key, statement in asked.items()}
    if sorted_rows is not None:
        asked[_ROWS] = sorted_rows.statements()[""]
    found = count_together(asked)
    of: dict[str, dict[str, int]] = {"view": {}, "band": {}, "asked": {}, "rows": {}}
    for (what, name), count in found.items():
        of[what][name] = count
    return Counts(of["view"], of["band"], found.get(_ROWS, 0), of["asked"])


@lru_cache(maxsize=KEPT)
def _of_views(user_id: int, held: Held, processes: tuple[Stamp, ...]) -> _Statements:
    """Of all views that a reader is offered, and of what other agencies ask theirs."""
    reader, actor = reader_at(INSTANTS, user_id, held, processes), Actor.staff(user_id)
    everything, views = inbox(actor, held=held), offered_to(reader)
    plain = {key: view.work(reader) for key, view in views.items() if not view.over and key not in (TRIAGE, MINE)}
    asked = [Counting(everything, plain)]
    if MINE in views:
        asked.append(Counting(everything, {MINE: Q()}, by_due=True, kinds=views[MINE].kinds(reader)))
    # What cannot be asked of the rows of work alone is a statement of its own within the one.
    if TRIAGE in views:
        asked.append(Counting(everything.filter(views[TRIAGE].work(reader)), {TRIAGE: Q()}))
    lists = {key: view.cases(actor, reader) for key, view in views.items() if view.cases is not None}
    asked += [Counting(cases, {key: Q()}) for key, cases in lists.items()]
    found = {("view", key): statement for each in asked for key, statement in each.statements().items()}
    # In the order in which they are offered.
    return _of_us(held, reader) | {("view", key): found["view", key] for key in views}


def _of_us(held: Held, reader: Reader) -> dict[tuple[str, str], Statement]:
    """What other agencies ask theirs, and how much of it was not answered by its date."""
    waiting = asked_of(held).filter(done_at__isnull=True)
    parts = {"waiting": Q(), "missed": Q(due__lte=reader.bands.now) | Q(level__gt=0)}
    return {("asked", key): statement for key, statement in Counting(waiting, parts).statements().items()}


@lru_cache(maxsize=KEPT)
def _of_bands(user_id: int, held: Held, processes: tuple[Stamp, ...], view: str) -> _Statements:
    """Of the bands of a view that nothing narrows."""
    reader = reader_at(INSTANTS, user_id, held, processes)
    works = inbox(Actor.staff(user_id), held=held)
    kinds = VIEWS[view].kinds(reader)
    return _bands(works if len(kinds) > 1 else works.filter(VIEWS[view].work(reader)), reader, kinds)


def _bands(works: QuerySet[Any], reader: Reader, kinds: Sequence[Q]) -> dict[tuple[str, str], Statement]:
    conditions = band_conditions(reader.bands)
    counting = Counting(works, conditions, by_due=True, of_all=reader.many and len(kinds) < 2, kinds=kinds or (Q(),))
    return {("band", band): statement for band, statement in counting.statements().items()}

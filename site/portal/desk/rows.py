"""The rows of an inbox: those of one page in their order, each with what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held, Scope, scope_of
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.agencies.rights import WORK_CASE
from permissions.compiled import INSTANTS, CompiledRows, planned_anew
from portal.desk.bands import NAMES, climbed_first, first_of
from portal.desk.beside import address, key_of
from portal.desk.columns import COLUMNS
from portal.desk.criteria import THEIRS, UNASSIGNED
from portal.desk.reader import Reader, reader_at
from portal.desk.views import MINE, VIEWS
from portal.desk.wanted import Wanted, open_rows, past_rows
from workflows.cases.filers import others_of
from workflows.cases.models import Case, Priority, RequestKind, Work
from workflows.cases.selectors import inbox
from workflows.cases.triage import triage_steps
from workflows.versions.selectors import Stamp

FURTHEST: Final = 10_000
"""Rows that one can leaf through; and the most that are sorted by what no index has in its order."""


MOST_PAGES: Final = 200
"""Statements for such pages that a process keeps: each is some 50 kilobytes."""
_BESIDE: Final = ("case__key", "agency", "holder", "assignee")
"""What is read with a row. Its kind and the version of its process are known: with each table more PostgreSQL takes
twice as long to find the order in which to join them, and longer than for all the rest."""
_DRAWN: Final = ("number", "subject", "level", "holder")
"""Columns that are more than their words."""


class Cell(NamedTuple):
    """One column of one row: ``place`` is its class."""

    name: str
    place: str
    heading: str | Promise
    words: str | Promise

    @property
    def plain(self) -> bool:
        """Whether it is drawn as words alone. Asked here: comparing in a template costs ten times as much."""
        return self.name not in _DRAWN

    @property
    def names_itself(self) -> bool:
        """Whether its heading stands in it too, where the table has no head."""
        return self.place == "more" and bool(self.words)

    @property
    def subject(self) -> bool:
        return self.name == "subject"

    @property
    def number(self) -> bool:
        return self.name == "number"

    @property
    def level(self) -> bool:
        return self.name == "level"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the inbox: of a case, and of a piece of open work on it unless the list is one of cases.

    ``band``: by its date; ``place``: the one under which it stands; ``opens``: the name of the band that begins with
    it, empty for none. ``assigned``: whether it was given to somebody. ``to_read``: nothing more, since the case was
    opened to them by name. ``in_triage``: whether the right agency is still looked for, told to who sees many.
    ``others``: how many other requests of its citizen whoever looks works.
    """

    case: Case
    category: str = ""
    work: Work | None = None
    band: str = ""
    place: str = ""
    opens: str | Promise = ""
    due_words: str | Promise = ""
    holder: str | Promise = ""
    assigned: bool = False
    to_read: bool = True
    in_triage: bool = False
    columns: tuple[str, ...] = ()
    others: int = 0

    @property
    def stands_out(self) -> bool:
        """Whether it has another priority than most."""
        return self.case.priority != Priority.NORMAL

    @property
    def cells(self) -> Iterator[Cell]:
        """Its columns in their order."""
        for name in self.columns:
            column = COLUMNS[name]
            yield Cell(name, column.place, column.heading, column.says(self))

    @property
    def key(self) -> str:
        """By what it is chosen."""
        return key_of(self.work) if self.work is not None else self.case.tracking

    @property
    def address(self) -> str:
        """The page of its case, about this piece of work."""
        return address(self.case.tracking, self.work.branch if self.work is not None else "")

    @property
    def kind(self) -> RequestKind:
        return self.work.kind if self.work is not None else self.case.kind

    @property
    def agency(self) -> Agency:
        return self.work.agency if self.work is not None else self.case.agency

    @property
    def level(self) -> int:
        return self.work.level if self.work is not None else self.case.level

    @property
    def since(self) -> datetime | None:
        """When it came to its step there."""
        return self.work.reached_at if self.work is not None else None


def works_wanted(actor: Actor, reader: Reader, wanted: Wanted) -> QuerySet[Work]:
    """All open work that is wanted, of the wanted band, by what is due first."""
    works = open_rows(inbox(actor, held=reader.held), wanted, reader)
    return works.filter(reader.bands.condition(wanted.band)) if wanted.band else works


def cases_wanted(actor: Actor, reader: Reader, wanted: Wanted) -> QuerySet[Case]:
    """The same of a view that lists cases, the last changed first."""
    listed = cast("Any", VIEWS[wanted.view].cases)
    return past_rows(listed(actor, reader), wanted, reader)


def in_order(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    """Rows sorted as it is wanted, and in their own order where nothing is."""
    if not wanted.sort:
        return rows
    by = COLUMNS[wanted.sort.removeprefix("-")].in_order
    expression = cast("Any", by)("" if wanted.over else "case__")
    if wanted.sort.startswith("-"):
        return rows.order_by(expression.desc(nulls_last=True), "-id")
    return rows.order_by(expression.asc(nulls_last=True), "id")


def work_page(works: QuerySet[Work], wanted: Wanted, reader: Reader, page: int) -> tuple[list[Work], bool]:
    """The work of a page, and whether another follows: one row more is read, nothing is counted.

    ``works``: all that is wanted, unless that is a view as it is, whose statement is kept.
    """
    # Planned for whatever person a page of theirs walks all that is open at their agency.
    with planned_anew():
        read = _read(works, wanted, reader, page)
    for work in read:
        if work.kind_id in reader.known.kinds_by_id:
            work.kind = reader.known.kinds_by_id[work.kind_id]
    return _cut(read, wanted, page)


def _read(works: QuerySet[Work], wanted: Wanted, reader: Reader, page: int) -> list[Work]:
    if wanted.plain and not wanted.sort:
        kept = _plain_page(
            reader.user_id, reader.held, reader.known.processes, (wanted.view, wanted.band, wanted.size), page
        )
        return kept.ask(reader.bands.instants)
    return list(_page(works, wanted, reader, page))


def _page(works: QuerySet[Work], wanted: Wanted, reader: Reader, page: int) -> QuerySet[Work]:
    start, end = (page - 1) * wanted.size, page * wanted.size + 1
    works = _from_indexes(works, wanted, reader, end).select_related(None).select_related(*_BESIDE)
    return in_order(works, wanted)[start:end]


@lru_cache(maxsize=MOST_PAGES)
def _plain_page(
    user_id: int, held: Held, processes: tuple[Stamp, ...], shown: tuple[str, str, int], page: int
) -> CompiledRows[Work]:
    """Of a view and band that nothing narrows (``shown``: these two, and how many rows a page has)."""
    view, band, size = shown
    wanted, reader = Wanted(view=view, band=band, size=size), reader_at(INSTANTS, user_id, held, processes)
    return CompiledRows(_page(works_wanted(Actor.staff(user_id), reader, wanted), wanted, reader, page))


def first_works(actor: Actor, reader: Reader, wanted: Wanted, most: int) -> list[int]:
    """The ids of the first rows of all that is wanted, in the order in which the inbox shows them."""
    works = works_wanted(actor, reader, wanted)
    return list(in_order(_from_indexes(works, wanted, reader, most), wanted).values_list("pk", flat=True)[:most])


def _from_indexes(works: QuerySet[Work], wanted: Wanted, reader: Reader, end: int) -> QuerySet[Work]:
    """The same rows, asked for so that the first of them by date come from indexes, however many others there are."""
    person = _person_of(wanted, reader)
    kinds = [Q(holder=person), Q(assignee=person)] if person is not None else [Q()]
    if wanted.sort:
        return works
    if reader.stands_above and not wanted.band:
        return climbed_first(works, reader.bands, end, kinds)
    return works if person is None else first_of(works, kinds, end)


def _person_of(wanted: Wanted, reader: Reader) -> int | None:
    """The one person with whom all of it is; None where there is no such person."""
    if wanted.view == MINE:
        return reader.user_id
    who = wanted.chosen.get("who", ()) if not wanted.any_of else ()
    if len(who) != 1 or who[0] == UNASSIGNED:
        return None
    return reader.user_id if who[0] == THEIRS else int(who[0])


def case_page(cases: QuerySet[Case], wanted: Wanted, page: int) -> tuple[list[Case], bool]:
    """The same of cases."""
    start, end = (page - 1) * wanted.size, page * wanted.size + 1
    return _cut(list(in_order(cases, wanted)[start:end]), wanted, page)


def _cut(found: list[Any], wanted: Wanted, page: int) -> tuple[list[Any], bool]:
    return found[: wanted.size], len(found) > wanted.size and page < last_page(wanted)


def last_page(wanted: Wanted) -> int:
    """How far one can leaf."""
    return FURTHEST // wanted.size


def rows_of_work(works: Sequence[Work], wanted: Wanted, reader: Reader) -> Iterator[Row]:
    """In bands, where they are sorted by what is due. Two statements."""
    others = others_of([work.case for work in works], reader.held)
    worked = scope_of(reader.held, WORK_CASE)
    triage = triage_steps(reader.known.processes) if reader.many else {}
    former, order = "", list(NAMES).index
    if not wanted.sort:
        # What has no date comes in the order it was filed, paused or not: each band is gathered, and opens once a page.
        works = sorted(works, key=lambda each: order(reader.bands.place(each)))
    for work in works:
        place = reader.bands.place(work)
        opens = reader.bands.name(place) if place != former and not wanted.sort else ""
        row = _row_of(work, place, opens, worked, reader, wanted.shown_columns)
        in_triage = work.step in triage.get(work.case.process_version_id, ())
        yield replace(row, others=others.get(work.case_id, 0), in_triage=in_triage)
        former = place


def _row_of(
    work: Work, place: str, opens: str | Promise, worked: Scope, reader: Reader, columns: tuple[str, ...]
) -> Row:
    person = work.assignee or work.holder
    if person is None:
        name: str | Promise = _("Nobody")
    else:
        name = _("You") if person.pk == reader.user_id else str(person)
    return Row(
        work.case,
        reader.known.category_of(work.kind.code, work.case.category),
        work,
        reader.bands.of(work),
        place,
        opens,
        reader.bands.words(work),
        name,
        work.assignee_id is not None,
        not worked.reaches(work.track, [work.agency_id], case_id=work.case_id),
        columns=columns,
    )


def rows_of_cases(cases: Sequence[Case], wanted: Wanted, reader: Reader) -> Iterator[Row]:
    columns = wanted.shown_columns
    for case in cases:
        yield Row(case, reader.known.category_of(case.kind.code, case.category), columns=columns)

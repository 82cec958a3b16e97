"""The columns of an inbox: each is a row of one table, with its heading, what it says of a row and how it sorts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from django.db.models import Case as Cases
from django.db.models import F, IntegerField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from permissions.agencies.levels import level_name
from permissions.agencies.models import Agency
from permissions.writing import by_day, local, written_due, written_moment
from workflows.cases.models import Case, Priority, RequestKind

Order = Callable[[str], Any]
"""The expression by which rows are sorted, by the way from a row to its case (``case__`` or nothing)."""


class Line(Protocol):
    """What columns say of a row: of a case, and of the piece of work on it that is listed."""

    @property
    def case(self) -> Case: ...

    @property
    def kind(self) -> RequestKind: ...

    @property
    def agency(self) -> Agency: ...

    @property
    def level(self) -> int: ...

    @property
    def since(self) -> datetime | None: ...

    @property
    def due_words(self) -> str | Promise: ...

    @property
    def holder(self) -> str | Promise: ...

    @property
    def category(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Column:
    """``says``: its words on one row, of which the template makes more for some. ``work``, ``cases``:
    whether lists of open work, of cases, have it. ``in_order``: how it is sorted by; nothing where it makes no sense.
    ``place``: its class; ``more`` names itself on a phone, where no head is.
    """

    heading: str | Promise
    says: Callable[[Line], str | Promise] = lambda _row: ""
    in_order: Order | None = None
    work: bool = True
    cases: bool = True
    place: str = "more"


INSIDE_AT_MOST: Final = 1_000
"""More than are ever missed inside: by those to the citizen rows are sorted first."""


def _in_language(name: str) -> Any:
    """What a name stored by language sorts by."""
    return KeyTextTransform((get_language() or "ar")[:2], name)


def _by_priority(case: str) -> Any:
    order = [When(**{f"{case}priority": value}, then=Value(place)) for place, value in enumerate(Priority.values)]
    return Cases(*order, default=Value(len(order)), output_field=IntegerField())


def _day(at: datetime | None) -> str:
    if at is None:
        return ""
    day = local(at)
    return f"{day.day}/{day.month}/{day.year}"


def _limit(row: Line) -> str:
    due = row.case.limit_due
    with by_day(row.case.by_day):
        return written_due(due, by_day=row.case.limit_by_day) if due is not None else ""


def _count_since(count: int, since: datetime | None) -> str:
    """``2 since 3/12/2026``; "" where nothing was missed."""
    return gettext("%(count)s since %(day)s") % {"count": count, "day": _day(since)} if count else ""


def _missed(row: Line) -> str:
    return _count_since(row.case.promises.to_citizen, row.case.promises.to_citizen_since)


def _missed_inside(row: Line) -> str:
    return _count_since(row.case.promises.inside, row.case.promises.inside_since)


def _changed(row: Line) -> str:
    with by_day(row.case.by_day):
        return written_moment(row.case.changed_at)


COLUMNS: Final[Mapping[str, Column]] = {
    "due": Column(_("Due"), lambda row: row.due_words, lambda _case: F("due"), cases=False, place="due"),
    "number": Column(_("Request number"), lambda row: row.case.tracking, place="numc"),
    "subject": Column(_("Subject and place"), lambda row: row.case.marked_title, place="subject"),
    "kind": Column(_("Kind"), lambda row: str(row.kind), lambda _case: F("kind__position"), place="kindc"),
    "since": Column(_("Since"), lambda row: _day(row.since), lambda _case: F("reached_at"), cases=False, place="since"),
    "level": Column(
        _("Level"), lambda row: level_name(row.level, row.agency.role), lambda _case: F("level"), place="lvl"
    ),
    "holder": Column(
        _("Holder"),
        lambda row: row.holder,
        lambda _case: Coalesce(_in_language("assignee__name"), _in_language("holder__name")),
        cases=False,
        place="who",
    ),
    "filed": Column(_("Filed"), lambda row: _day(row.case.opened_at), lambda case: F(f"{case}opened_at")),
    "changed": Column(
        _("Last change"),
        _changed,
        lambda case: F(f"{case}changed_at"),
        place="due",
    ),
    "outcome": Column(_("Outcome"), lambda row: capfirst(row.case.get_outcome_display()), work=False, place="outcome"),
    "status": Column(_("Status"), lambda row: capfirst(row.case.get_status_display())),
    "agency": Column(_("Agency"), lambda row: str(row.agency), lambda _case: _in_language("agency__name")),
    "place": Column(pgettext_lazy("where it happened", "Place"), lambda row: row.case.place),
    "category": Column(_("Category"), lambda row: row.category),
    "priority": Column(_("Priority"), lambda row: capfirst(row.case.get_priority_display()), _by_priority),
    "channel": Column(_("Channel"), lambda row: capfirst(row.case.get_channel_display())),
    "missed": Column(
        _("Promises missed to citizens"), _missed, lambda _case: F("missed") * INSIDE_AT_MOST + F("missed_inside")
    ),
    "missed_inside": Column(_("Missed inside"), _missed_inside, lambda _case: F("missed_inside")),
    "limit": Column(_("Overall limit"), _limit, lambda case: F(f"{case}limit_due"), cases=False),
}
"""By their names in addresses, in the order in which they are offered."""
ALWAYS: Final = ("number", "subject")
"""Without these nobody could tell a row, or open it."""
OF_WORK: Final = ("due", "number", "subject", "kind", "since", "level", "holder")
OF_CASES: Final = ("changed", "number", "subject", "kind", "outcome")
"""What is shown where nobody chose."""


def columns_of(chosen: Sequence[str], *, over: bool) -> tuple[str, ...]:
    """The columns of a list in their order, those that it cannot do without put first where they were not chosen."""
    found = tuple(dict.fromkeys(name for name in chosen if is_there(name, over=over)))
    if not found:
        return OF_CASES if over else OF_WORK
    return (*(name for name in ALWAYS if name not in found), *found)


def is_there(name: str, *, over: bool) -> bool:
    """Whether a list of cases (``over``), or of open work, has such a column."""
    column = COLUMNS.get(name)
    return column is not None and (column.cases if over else column.work)

"""What is wanted of the inbox: read from an address, written into one again, and asked of the database."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from permissions.writing import midnight
from portal.desk.bands import MISSED, NAMES
from portal.desk.columns import COLUMNS, columns_of, is_there
from portal.desk.criteria import CRITERIA, Groups
from portal.desk.known import Saved
from portal.desk.reader import Reader
from portal.desk.views import VIEWS, offered_to
from workflows.cases.models import Case, Work
from workflows.cases.selectors import searched

LONGEST_SEARCH = 200
SIZES: Final = (25, 50, 100, 200)
ANY = "any"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
_OF_A_VIEW: Final = (
    *("view", "band", "from", "to", "filed_from", "filed_to", "match", "sort", "column", "size"),
    *(criterion.name for criterion in CRITERIA),
)
"""What a saved view keeps: all but the words that are searched for, which are a person's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Only what makes sense for its reader: nonsense in an address is not in here.

    ``band``: of the line of dates; whatever else is chosen, only its rows. ``chosen``: by the name of the filter.
    ``first_day``, ``last_day``: of what is due. ``filed_from``, ``filed_to``: the days of filing. ``any_of``: a row has
    to fit one of the filters, not all. ``sort``: a column, after ``-`` the last first. ``columns``: as they were
    chosen; none for those of the view. ``saved``: the saved view that it began from. ``left_out``: filters of that
    which its reader cannot have.
    """

    view: str = ""
    q: str = ""
    band: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None
    filed_from: date | None = None
    filed_to: date | None = None
    any_of: bool = False
    sort: str = ""
    columns: tuple[str, ...] = ()
    size: int = SIZES[0]
    saved: Saved | None = None
    left_out: int = 0

    @property
    def over(self) -> bool:
        return VIEWS[self.view].over

    @property
    def plain(self) -> bool:
        """Whether nothing narrows its view, but for a band."""
        return not (self.q or self.chosen or any(self.days.values()))

    @property
    def filtered(self) -> bool:
        """Whether anything of its view may be left out."""
        return bool(self.band) or not self.plain

    @property
    def shown_columns(self) -> tuple[str, ...]:
        return columns_of(self.columns, over=self.over)

    @property
    def days(self) -> dict[str, date | None]:
        """By their names in addresses."""
        return {
            "from": self.first_day,
            "to": self.last_day,
            "filed_from": self.filed_from,
            "filed_to": self.filed_to,
        }

    @property
    def kept(self) -> dict[str, Any]:
        """What a saved view keeps of it."""
        found: dict[str, Any] = {
            "view": self.view,
            "band": self.band,
            **{name: list(values) for name, values in self.chosen.items()},
            **{name: day.isoformat() for name, day in self.days.items() if day},
            "match": ANY if self.any_of else "",
            "sort": self.sort,
            "column": list(self.columns),
            "size": str(self.size) if self.size != SIZES[0] else "",
        }
        return {name: value for name, value in found.items() if value}

    @property
    def changed(self) -> bool:
        """Whether it is something else by now than the saved view from which it began."""
        return self.saved is not None and self.kept != self.saved.asked

    @property
    def asked(self) -> dict[str, Any]:
        """What its address asks for."""
        found = {"q": self.q} if self.q else {}
        if self.saved is None:
            return found | self.kept
        if not self.changed:
            return {"saved": str(self.saved.id)} | found
        # With something beside it, if only an empty view: the number alone would bring back what was saved.
        return {"saved": str(self.saved.id), "view": self.view} | found | self.kept

    def address(self, page: int = 1) -> str:
        """``?kind=complaint&kind=inquiry&p=2``."""
        asked = self.asked | ({"p": page} if page > 1 else {})
        return f"?{urlencode(asked, doseq=True)}"

    def but(self, **changes: Any) -> Wanted:
        """The same but for something."""
        return replace(self, **changes)

    def without(self, name: str, value: str) -> Wanted:
        """One value of a filter taken off."""
        left = tuple(each for each in self.chosen.get(name, ()) if each != value)
        chosen = {each: values for each, values in self.chosen.items() if each != name}
        return replace(self, chosen=chosen | ({name: left} if left else {}))

    def in_view(self, view: str) -> Wanted:
        """The same in another view: what that one has no use for is left out."""
        over = VIEWS[view].over
        names = {each.name for each in CRITERIA if each.over or not over}
        chosen = {name: values for name, values in self.chosen.items() if name in names}
        dates: dict[str, Any] = {"band": "", "first_day": None, "last_day": None} if over else {}
        return replace(self, view=view, chosen=chosen, sort="", columns=(), saved=None, **dates)


def offered(reader: Reader, names: Container[str], *, over: bool) -> dict[str, Groups]:
    """What each of some filters offers a reader in a list of open work, or of cases (``over``)."""
    asked = (each for each in CRITERIA if each.name in names and (each.over or not over))
    found = {each.name: each.offers(reader) for each in asked}
    return {name: groups for name, groups in found.items() if any(choices for _heading, choices in groups)}


FORMER: Final = "late"
"""What addresses and saved views of earlier releases call a date that has passed, as a band and as a date."""


def wanted_by(asked: QueryDict, reader: Reader) -> Wanted:
    """What an address asks for: a saved view where it names one and nothing else, or what it says itself."""
    asked = _renewed(asked)
    saved = next((each for each in reader.known.saved if str(each.id) == asked.get("saved")), None)
    if saved is None:
        return _read(asked, reader)
    if asked.keys().isdisjoint(_OF_A_VIEW):
        kept = QueryDict(urlencode(in_words_of_now(saved.asked), doseq=True))
        found = _read(kept, reader)
        left_out = sum(len(kept.getlist(name)) for name in kept) - _values_in(found.kept)
        return replace(found, q=_words(asked), saved=replace(saved, asked=found.kept), left_out=left_out)
    return replace(_read(asked, reader), saved=saved)


def says_late(asked: Mapping[str, Any]) -> bool:
    """Whether what is asked for is called as earlier releases did."""
    return FORMER in (asked.get("band"), *asked.get("due", ()))


def in_words_of_now(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What was late missed a promise: what asks for the one asks for the other from now on."""
    found = dict(asked)
    if found.get("band") == FORMER:
        found["band"] = MISSED
    if FORMER in found.get("due", ()):
        found["due"] = [each for each in found["due"] if each != FORMER]
        found["missed"] = ["citizen", "inside"]
    return {name: value for name, value in found.items() if value}


def _renewed(asked: QueryDict) -> QueryDict:
    plain: dict[str, Any] = {**dict(asked.lists()), "band": asked.get("band", "")}
    return QueryDict(urlencode(in_words_of_now(plain), doseq=True)) if says_late(plain) else asked


def wrong_days(asked: QueryDict) -> str:
    """What is wrong with the days that somebody asks for, in words; "" where nothing is."""
    for first, last in (("from", "to"), ("filed_from", "filed_to")):
        typed = [asked.get(name, "").strip() for name in (first, last)]
        days = [_day(each) for each in typed]
        if any(each and day is None for each, day in zip(typed, days, strict=True)):
            years = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
            return _("A day reads like 2026-03-25, from %(first)d to %(last)d.") % years
        if days[0] and days[1] and days[1] < days[0]:
            return _("The last day is before the first.")
    return ""


def address_sent(posted: QueryDict) -> QueryDict:
    """What the inbox showed from which something was sent; the whole of it, since a piece would ask for other rows."""
    return QueryDict(posted.get("asked", "").removeprefix("?"))


def _values_in(kept: Mapping[str, Any]) -> int:
    return sum(len(value) if isinstance(value, list) else 1 for value in kept.values())


def _read(asked: QueryDict, reader: Reader) -> Wanted:
    view = asked.get("view", "")
    view = view if view in offered_to(reader) else ""
    over = VIEWS[view].over
    chosen = dict(_chosen(asked, offered(reader, asked, over=over)))
    size = asked.get("size", "")
    sort = asked.get("sort", "")
    column = COLUMNS.get(sort.removeprefix("-"))
    sorts = column is not None and column.in_order is not None and is_there(sort.removeprefix("-"), over=over)
    return Wanted(
        view=view,
        q=_words(asked),
        band=asked.get("band", "") if asked.get("band") in NAMES and not over else "",
        chosen=chosen,
        first_day=None if over else _day(asked.get("from", "")),
        last_day=None if over else _day(asked.get("to", "")),
        filed_from=_day(asked.get("filed_from", "")),
        filed_to=_day(asked.get("filed_to", "")),
        any_of=asked.get("match") == ANY,
        sort=sort if sorts and sort != ("-changed" if over else "due") else "",
        columns=_columns(asked.getlist("column"), over=over),
        size=int(size) if size in map(str, SIZES) else SIZES[0],
    )


def _chosen(asked: QueryDict, offers: Mapping[str, Groups]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, groups in offers.items():
        values = set(asked.getlist(name))
        # In the order in which they are offered: the same choice has one address.
        found = tuple(value for _heading, choices in groups for value, _label in choices if value in values)
        if found:
            yield name, found


def _columns(asked: Sequence[str], *, over: bool) -> tuple[str, ...]:
    """Those that were chosen; none where they are what the view shows anyhow."""
    found = tuple(dict.fromkeys(name for name in asked if is_there(name, over=over)))
    return found if found != columns_of((), over=over) else ()


def _words(asked: QueryDict) -> str:
    return " ".join(asked.get("q", "").replace("\0", "").split())[:LONGEST_SEARCH]


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def open_rows(works: QuerySet[Work], wanted: Wanted, reader: Reader) -> QuerySet[Work]:
    """The open work that is wanted, of whatever band."""
    conditions = [*_conditions(wanted, reader, "case__"), *_due_between(wanted)]
    works = works.filter(VIEWS[wanted.view].work(reader), _joined(conditions, any_of=wanted.any_of))
    return searched(works, wanted.q, agencies=reader.known.names) if wanted.q else works


def past_rows(cases: QuerySet[Case], wanted: Wanted, reader: Reader) -> QuerySet[Case]:
    """The same of lists of cases."""
    cases = cases.filter(_joined(list(_conditions(wanted, reader, "")), any_of=wanted.any_of))
    return searched(cases, wanted.q, agencies=reader.known.names) if wanted.q else cases


def _conditions(wanted: Wanted, reader: Reader, case: str) -> Iterator[Q]:
    for each in CRITERIA:
        if each.name in wanted.chosen:
            yield each.asks(wanted.chosen[each.name], reader, case)
    filed = Q()
    if wanted.filed_from:
        filed &= Q(**{f"{case}opened_at__gte": midnight(wanted.filed_from)})
    if wanted.filed_to:
        filed &= Q(**{f"{case}opened_at__lt": midnight(wanted.filed_to + timedelta(days=1))})
    if filed:
        yield filed


def _due_between(wanted: Wanted) -> Iterator[Q]:
    """What falls due at the first instant of a day belongs to the one before: nobody is there in between."""
    condition = Q()
    if wanted.first_day:
        condition &= Q(due__gt=midnight(wanted.first_day))
    if wanted.last_day:
        condition &= Q(due__lte=midnight(wanted.last_day + timedelta(days=1)))
    if condition:
        yield condition


def _joined(conditions: Sequence[Q], *, any_of: bool) -> Q:
    return reduce(or_ if any_of else and_, conditions, Q())

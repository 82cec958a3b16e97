"""What stands around the rows of an inbox: ways to its views, the line of bands, filters that are on, and headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.writing import written_short_day
from portal.desk.bands import CLIMBED, MISSED, UNDATED, counted
from portal.desk.columns import ALWAYS, COLUMNS, is_there
from portal.desk.criteria import CRITERIA, Groups
from portal.desk.reader import Reader
from portal.desk.views import offered_to
from portal.desk.wanted import SIZES, Wanted

FILTERS, COLUMNS_AND_ORDER = "filters", "columns"
"""The panels of the page, of which one stands open where its address says so: all of them make a heavy page."""


def ways(wanted: Wanted, reader: Reader, found: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """The ways to the views, each with how much is in it; what one looks for goes along."""
    for key, view in offered_to(reader).items():
        yield {
            "view": key,
            "name": view.name,
            "count": counted(found[key]),
            "chosen": key == wanted.view and wanted.saved is None,
            "address": wanted.in_view(key).address(),
        }


def saved_ways(wanted: Wanted, reader: Reader) -> Iterator[dict[str, Any]]:
    """The ways to saved views, their own before those that are shared."""
    for each in reader.known.saved:
        chosen = wanted.saved is not None and wanted.saved.id == each.id
        yield {"name": each.name, "shared": each.shared, "chosen": chosen, "address": f"?saved={each.id}"}


def glance(wanted: Wanted, reader: Reader, found: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """The line of bands above the rows; a band is also a filter, and chosen again it is taken off."""
    for band, count in found.items():
        if not count and band in (UNDATED, CLIMBED):
            continue
        chosen = wanted.band == band
        yield {
            "band": band,
            "name": reader.bands.name(band),
            "count": counted(count),
            "alarm": band == MISSED and count > 0,
            "chosen": chosen,
            "address": wanted.but(band="" if chosen else band).address(),
        }


_DAYS: Final[Mapping[str, str | Promise]] = {
    "first_day": _("Due from"),
    "last_day": _("Due until"),
    "filed_from": _("Filed from"),
    "filed_to": _("Filed until"),
}
"""Days that narrow an inbox, as a filter that is on names them."""


@dataclass(frozen=True, slots=True)
class On:
    """A filter that is on; ``address``: without it."""

    label: str | Promise
    value: str | Promise
    address: str


def filters_on(wanted: Wanted, reader: Reader, offers: Mapping[str, Groups]) -> Iterator[On]:
    """Each value by itself."""
    if wanted.q:
        yield On(_("Search"), wanted.q, wanted.but(q="").address())
    if wanted.band:
        yield On(_("Only"), reader.bands.name(wanted.band), wanted.but(band="").address())
    labels = {each.name: each.label for each in CRITERIA}
    for name, values in wanted.chosen.items():
        names = {value: label for _heading, choices in offers[name] for value, label in choices}
        for value in values:
            yield On(labels[name], names[value], wanted.without(name, value).address())
    for name, label in _DAYS.items():
        day = getattr(wanted, name)
        if day:
            yield On(label, written_short_day(day), wanted.but(**{name: None}).address())


def panel(wanted: Wanted, offers: Mapping[str, Groups]) -> Iterator[dict[str, Any]]:
    """The filters to choose from."""
    for each in CRITERIA:
        if each.name not in offers:
            continue
        chosen = wanted.chosen.get(each.name, ())
        groups = [
            (heading, [(value, label, value in chosen) for value, label in choices])
            for heading, choices in offers[each.name]
        ]
        yield {"name": each.name, "label": each.label, "groups": groups, "on": len(chosen)}


def headings(wanted: Wanted) -> Iterator[dict[str, Any]]:
    """The columns that are shown; ``sorts``: the address by which the rows are sorted by it, or the other way round."""
    default = "-changed" if wanted.over else "due"
    sort = wanted.sort or default
    for name in wanted.shown_columns:
        column, down = COLUMNS[name], f"-{name}"
        yield {
            "name": name,
            "heading": column.heading,
            "sorts": _sorted_by(wanted, down if sort == name else name, default) if column.in_order else "",
            "order": {name: "ascending", down: "descending"}.get(sort, ""),
        }


def _sorted_by(wanted: Wanted, sort: str, default: str) -> str:
    return wanted.but(sort="" if sort == default else sort).address()


def hidden(wanted: Wanted, panel: str) -> Iterator[tuple[str, str]]:
    """What goes along with the form of the inbox, by name and value: all that is not asked for in it itself."""
    asked_there: set[str] = {"q"}
    if panel == FILTERS:
        asked_there |= {"match", *wanted.days, *(each.name for each in CRITERIA)}
    if panel == COLUMNS_AND_ORDER:
        asked_there |= {"column", "sort", "size"}
    asked = {"view": wanted.view} | wanted.kept | ({"saved": str(wanted.saved.id)} if wanted.saved else {})
    for name, value in asked.items():
        if name not in asked_there:
            yield from ((name, each) for each in (value if isinstance(value, list) else [value]))


def column_choices(wanted: Wanted) -> Iterator[dict[str, Any]]:
    """All columns that there are, those that are shown first and in their order, with the addresses that move them."""
    shown = wanted.shown_columns
    others = [name for name in COLUMNS if name not in shown and is_there(name, over=wanted.over)]
    for place, name in enumerate([*shown, *others]):
        on = name in shown
        yield {
            "name": name,
            "heading": COLUMNS[name].heading,
            "on": on,
            "always": name in ALWAYS,
            "earlier": _moved(wanted, place, place - 1) if on and place > 0 else "",
            "later": _moved(wanted, place, place + 1) if on and place < len(shown) - 1 else "",
        }


def _moved(wanted: Wanted, place: int, to: int) -> str:
    columns = list(wanted.shown_columns)
    columns.insert(to, columns.pop(place))
    return f"{wanted.but(columns=tuple(columns)).address()}&panel={COLUMNS_AND_ORDER}"


def sizes(wanted: Wanted) -> list[tuple[int, bool]]:
    return [(size, size == wanted.size) for size in SIZES]


def orders(wanted: Wanted) -> Iterator[tuple[str, str, bool]]:
    """The ways of sorting, by their names in an address and in words, and which is on: a phone has no head."""
    default = "-changed" if wanted.over else "due"
    for name, column in COLUMNS.items():
        if column.in_order is None or not is_there(name, over=wanted.over):
            continue
        for value, words in ((name, _("%(column)s, first to last")), (f"-{name}", _("%(column)s, last to first"))):
            yield value, words % {"column": column.heading}, value == (wanted.sort or default)

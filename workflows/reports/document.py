"""All that a report says, in the active language, from a snapshot: its PDF is drawn of it, and the screen shows it.

How it looks is the upper floor's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from permissions.arabic import in_order
from permissions.translated_text import in_language
from permissions.writing import (
    half_up,
    written_day,
    written_moment,
    written_month,
    written_number,
    written_percent,
    written_zone,
)
from workflows.cases.models import Channel, Outcome
from workflows.figures.measure import ENOUGH
from workflows.figures.terms import EXPLAINED, RESOLVED
from workflows.reports import definitions, set_apart
from workflows.reports.added import added
from workflows.reports.counting import RESOLUTIONS, is_met
from workflows.reports.definitions import VERSIONS, Version, measures_of
from workflows.reports.editions import preparation_of
from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.period import Period, parse
from workflows.reports.register import Entry, Row, Words, entry_of
from workflows.reports.unit_models import LineState, Objection, RegisterLine
from workflows.reports.volumes import volumes_of

NOTHING = "–"
Figures = Mapping[str, int]
_OUTCOMES = {"resolved": RESOLVED, "explained": EXPLAINED}
Draw = Callable[[dict[str, Any]], str]
_pens: list[Draw] = []


def draw_with(draw: Draw) -> None:
    """Whoever has the templates says so at start-up: ``draw(what is said)`` gives HTML in the active language."""
    _pens[:] = [draw]


def html_of(snapshot: Snapshot, language: str, *, volume: int = 0) -> str:
    """The whole document, or a volume of its register. The lines of a yearly report are laid out already."""
    with translation.override(language):
        said = figures(snapshot) | added(snapshot)
        said |= {"language": language, "direction": translation.get_language_bidi()}
        if snapshot.kind == ReportKind.YEARLY:
            said["volumes"] = volumes = _contents(snapshot)
            said["volume"] = volumes[volume - 1] if volume else None
            said["register"] = [] if volumes and not volume else list(_printed(snapshot, said["volume"]))
        (draw,) = _pens
        return draw(said)


def _contents(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Of each volume its number, its lines, and the agencies of which it has some."""
    names = snapshot.names["agencies"]
    return [
        {
            "number": volume.number,
            "first": volume.first,
            "last": volume.last,
            "rows": volume.rows,
            "agencies": [in_language(names.get(code, {})) or code for code in volume.agencies],
        }
        for volume in volumes_of(snapshot)
    ]


def _printed(snapshot: Snapshot, volume: Mapping[str, Any] | None) -> Iterator[tuple[str, list[Row]]]:
    """The lines of a volume, or all of them, by the agency in whose part they stand; each with what it says to them."""
    lines = RegisterLine.objects.filter(snapshot=snapshot).select_related("agency")
    if volume is not None:
        lines = lines.filter(place__gte=volume["first"], place__lte=volume["last"])
    asked = preparation_of(snapshot).asked_at is not None
    found = list(lines)
    rows = zip(found, register_rows(snapshot, found), strict=True)
    for agency, part in groupby(rows, key=lambda each: each[0].agency):
        name = in_language(snapshot.names["agencies"].get(agency.code, {})) or str(agency)
        yield name, [replace(row, said_by_agency=told_of(line)) if asked else row for line, row in part]


def register_rows(snapshot: Snapshot, lines: Sequence[RegisterLine]) -> list[Row]:
    """These lines as they are read, as they stood at the end of the year."""
    return _rows(snapshot, [entry_of(line.said) for line in lines])


def told_of(line: RegisterLine) -> str:
    """What its agency says to a line, in the active language; never what somebody wrote."""
    if line.state == LineState.CONTESTED:
        return _("contested: %(reason)s") % {"reason": Objection(line.objection).label}
    return str(LineState(line.state).label)


def figures(snapshot: Snapshot) -> dict[str, Any]:
    """What the templates need, in the active language."""
    period = period_of(snapshot)
    before = former(snapshot)
    return {
        "snapshot": snapshot,
        "checksum": snapshot.checksum,
        "title": report_title(snapshot),
        "period": period,
        "period_name": period_name(period),
        "former_name": period_name(period.former),
        "monthly": snapshot.kind == ReportKind.MONTHLY,
        "first_day": written_day(period.first_day),
        "zone": written_zone(),
        "last_day": written_day(period.last_day),
        "to_date": snapshot.cut_off < period.end,
        "cut_off": written_moment(snapshot.cut_off),
        "counted_at": written_moment(snapshot.made_at),
        "whole": version_of(snapshot).whole,
        "older": definitions.is_older(snapshot.definitions),
        "definitions_today": definitions.today(),
        "national": national(snapshot),
        "complaints_alone": definitions.tells_complaints_alone(snapshot.definitions),
        "promises": definitions.tells_promises(snapshot.definitions),
        "decided": definitions.tells_decided(snapshot.definitions),
        "rates": shares(snapshot, national(snapshot)),
        "days": _days(snapshot),
        "former_rates": None if before is None else shares(snapshot, before),
        "apart": list(set_apart.lines(snapshot.numbers.get("apart") or {})),
        "explained": [(each.term, each.meaning) for each in definitions.explained(snapshot.definitions)],
        "balance": definitions.balance(),
        "totals": totals(snapshot),
        "agencies": agencies(snapshot),
        "without_requests": without_requests(snapshot),
        "level_numbers": levels_of(snapshot),
        "levels": levels(snapshot),
        "kinds": kinds(snapshot),
        "channels": channels(snapshot),
        "categories": categories(snapshot),
        "governorates": governorates(snapshot),
        "outcomes": outcomes(snapshot),
        "months": months(snapshot),
        "oldest": _rows(snapshot, [entry_of(said) for said in snapshot.numbers["oldest"]]),
    }


def _days(snapshot: Snapshot) -> tuple[str, int] | None:
    """The median of working days until the first decision as it is written, and of how many requests it is."""
    days = snapshot.numbers.get("days")
    return (written_number(days[0], 1), int(days[1])) if days else None


def _rows(snapshot: Snapshot, entries: list[Entry]) -> list[Row]:
    """Rows of what was pending at the end of the period."""
    until = min(period_of(snapshot).end, snapshot.cut_off)
    words = Words(snapshot, (each.holder_id for each in entries))
    return [words.row(each, until) for each in entries]


def percent(part: int, whole: int) -> int | None:
    """Whole per cent, halves up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole. ``percent`` is None when there is no whole; ``text`` is what is printed of it."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return percent(self.part, self.whole)

    @property
    def text(self) -> str:
        return NOTHING if self.percent is None else written_percent(self.percent)


@dataclass(frozen=True, slots=True)
class Total:
    """A figure beside that of the former period, None where it is not told. ``change`` in per cent, with its sign;
    ``least``: how many both must be before it is told."""

    key: str
    name: str
    now: int
    before: int | None
    sums: bool = False
    least: int = 0

    @property
    def change(self) -> str:
        if not self.before or self.before < 0 or min(self.before, self.now) < self.least:
            return NOTHING
        change = half_up(100 * (self.now - self.before) / self.before, 1)
        sign = "+" if change > 0 else "\u2212" if change < 0 else ""
        return f"{sign}{written_percent(abs(change), decimals=1)}"


def shares(snapshot: Snapshot, figures: Figures) -> dict[str, Share]:
    """The rates of any of its figures, by the part that each is told of."""
    return {
        measure.key: Share(figures.get(measure.key, 0), figures.get(measure.part_of, 0))
        for measure in measures_of(snapshot.definitions)
        if measure.part_of
    }


def period_of(snapshot: Snapshot) -> Period:
    return parse(snapshot.kind, snapshot.period)


def period_name(period: Period) -> str:
    """``تشرين الأول 2026`` or ``2026``."""
    return period.name if period.month is None else written_month(period.first_day)


def report_title(snapshot: Snapshot) -> str:
    """What stands on the cover and in the file's properties."""
    named = {"period": period_name(period_of(snapshot))}
    if snapshot.kind == ReportKind.YEARLY:
        return _("Yearly report to the Prime Minister, %(period)s") % named
    return _("Monthly report to the Prime Minister, %(period)s") % named


def version_of(snapshot: Snapshot) -> Version:
    """What the definitions had that it was counted by."""
    return VERSIONS[snapshot.definitions]


def national(snapshot: Snapshot) -> Figures:
    """The figures of the whole country: the sums of the agencies' rows."""
    found: Figures = snapshot.numbers["national" if version_of(snapshot).whole else "ordinary"]
    return found


def former(snapshot: Snapshot) -> Figures | None:
    """The same of the former period; None where they are not told."""
    return snapshot.numbers["former"] if version_of(snapshot).whole else None


def totals(snapshot: Snapshot) -> list[Total]:
    """The movement of cases, which adds up, and what else happened."""
    now, before = national(snapshot), former(snapshot)
    return [
        Total(
            key=measure.key,
            name=str(measure.words),
            now=now.get(measure.key, 0),
            before=None if before is None else before.get(measure.key, 0),
            sums=measure.sums,
            least=ENOUGH if definitions.tells_decided(snapshot.definitions) else 0,
        )
        for measure in measures_of(snapshot.definitions)
        if measure.words
    ]


def agencies(snapshot: Snapshot) -> list[dict[str, Any]]:
    """A row for each agency of which there is something to tell, those with the most requests first."""
    numbers = snapshot.numbers["agencies"]
    rows = []
    for code, name in snapshot.names["agencies"].items():
        figures = numbers.get(code, {})
        if not any(figures.values()):
            continue
        rows.append({"code": code, "name": in_language(name), "figures": figures, **shares(snapshot, figures)})
        rows[-1]["received"] = figures.get("received", 0)
        rows[-1]["pending"] = figures.get("pending", 0)
        rows[-1]["missed"] = figures.get("missed", 0)
        rows[-1]["missed_inside"] = figures.get("missed_inside", 0)
        rows[-1]["with_citizen"] = figures.get("pending.answered", 0)
        rows[-1]["levels"] = _of(figures, [f"escalated.{level}" for level in levels_of(snapshot)])
        rows[-1]["pending_levels"] = _of(figures, [f"pending.{level}" for level in [0, *levels_of(snapshot)]])
    by_name = in_order(rows, itemgetter("name"))
    return sorted(by_name, key=lambda row: (-row["received"], -row["pending"]))


def without_requests(snapshot: Snapshot) -> list[dict[str, str]]:
    """The other agencies, by name: ``code`` and ``name``."""
    numbers = snapshot.numbers["agencies"]
    rows = [
        {"code": code, "name": in_language(name)}
        for code, name in snapshot.names["agencies"].items()
        if not any(numbers.get(code, {}).values())
    ]
    return in_order(rows, itemgetter("name"))


def _of(figures: Figures, keys: Iterable[str]) -> list[tuple[str, int]]:
    return [(key, figures.get(key, 0)) for key in keys]


def levels_of(snapshot: Snapshot) -> list[int]:
    """The levels that a case can reach: the usual two, and more where an owner has made more."""
    keys = (key.partition(".") for key in national(snapshot))
    seen = {int(level) for measure, _dot, level in keys if measure in ("escalated", "pending") and level.isdigit()}
    return sorted((seen | {1, 2}) - {0})


def levels(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Escalations to each level, and what is pending there at the end."""
    figures = national(snapshot)
    highest = max((figures.get(f"escalated.{level}", 0) for level in levels_of(snapshot)), default=0)
    return [
        {
            "level": level,
            "escalated": Share(figures.get(f"escalated.{level}", 0), highest),
            "pending": figures.get(f"pending.{level}", 0),
        }
        for level in levels_of(snapshot)
    ]


def _parts(snapshot: Snapshot, table: str, names: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    found: Mapping[str, Figures] = snapshot.numbers[table]
    whole = national(snapshot).get("received", 0)
    rows = []
    for code, name in names:
        figures = found.get(code, {})
        rows.append(
            {
                "code": code,
                "name": name,
                "received": Share(figures.get("received", 0), whole),
                **shares(snapshot, figures),
            }
        )
    return rows


def kinds(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What citizens asked for."""
    in_order = sorted(snapshot.names["kinds"].items(), key=lambda kind: (kind[1]["position"], kind[0]))
    named = [(code, in_language(name)) for code, name in in_order]
    return _parts(snapshot, "kinds", named)


def categories(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What it was about: each with all that lies under it. None where nobody has said it, or nobody counted it yet."""
    return _in_order(snapshot, "categories")


def governorates(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Where it was, as far as citizens have said so."""
    return _in_order(snapshot, "governorates")


def _in_order(snapshot: Snapshot, table: str) -> list[dict[str, Any]]:
    in_order = sorted(snapshot.names.get(table, {}).items(), key=lambda named: named[1]["position"])
    return _parts(snapshot, table, [(code, in_language(name)) for code, name in in_order]) if in_order else []


def channels(snapshot: Snapshot) -> list[dict[str, Any]]:
    """How their requests came; channels that brought none are left out."""
    found = snapshot.numbers["channels"]
    named = [(code, str(name)) for code, name in Channel.choices if found.get(code, {}).get("received")]
    return _parts(snapshot, "channels", named)


def outcomes(snapshot: Snapshot) -> list[dict[str, Any]]:
    """How the closed ones ended; resolutions first."""
    figures = national(snapshot)
    return [
        {
            "figure": f"closed.{code}",
            "name": str(name),
            "counts_as": _counted_as(snapshot, code),
            "closed": Share(figures.get(f"closed.{code}", 0), figures.get("closed", 0)),
        }
        for code, name in Outcome.choices
    ]


def _counted_as(snapshot: Snapshot, outcome: str) -> str:
    """As what an outcome is told; "" where it settles nothing."""
    if definitions.tells_complaints_alone(snapshot.definitions):
        return next(
            (each for each in ("resolved", "explained") if is_met((_OUTCOMES[each],), {"outcome": outcome})), ""
        )
    return "resolution" if outcome in RESOLUTIONS else ""


def months(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Received in each of twelve months, with the height of its column; none where they are not told."""
    received_in = snapshot.numbers["months"] if version_of(snapshot).whole else []
    highest = max((received for _name, received in received_in), default=0)
    found = []
    for name, received in received_in:
        month = parse("monthly", name)
        found.append(
            {
                "period": name,
                "name": period_name(month),
                "short": period_name(month).rpartition(" ")[0],
                "received": received,
                "share": Share(received, highest),
                "chosen": name == snapshot.period,
            }
        )
    return found

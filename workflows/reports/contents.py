"""What a report says, from a snapshot, in the active language: the same for the PDF, the spreadsheet and the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from permissions.written_time import written_month
from workflows.cases.models import Channel, Outcome
from workflows.reports.counting import RESOLUTIONS
from workflows.reports.definitions import VERSIONS, Version
from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.period import Period, parse

NOTHING = "–"
Figures = Mapping[str, int]


def written(number: int) -> str:
    """``18,342``."""
    return f"{number:,}"


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
        return NOTHING if self.percent is None else f"{self.percent}%"

    @property
    def width(self) -> str:
        """For a bar."""
        return f"{min(self.percent or 0, 100)}%"


@dataclass(frozen=True, slots=True)
class Total:
    """A figure beside that of the former period, None where it is not told. ``change`` in per cent, with its sign."""

    name: str
    now: int
    before: int | None
    sums: bool = False

    @property
    def change(self) -> str:
        if not self.before or self.before < 0:
            return NOTHING
        tenths = round(1000 * (self.now - self.before) / self.before)
        sign = "+" if tenths > 0 else "\u2212" if tenths < 0 else ""
        return f"{sign}{abs(tenths) // 10:,}.{abs(tenths) % 10}%"


def shares(figures: Figures) -> dict[str, Share]:
    """The three rates of any figures."""
    return {
        "answered": Share(figures.get("answered", 0), figures.get("received", 0)),
        "resolved": Share(figures.get("resolved", 0), figures.get("closed", 0)),
        "satisfied": Share(figures.get("satisfied", 0), figures.get("rated", 0)),
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
    names = (
        ("pending_before", _("Pending at the beginning"), False),
        ("received", _("Received"), False),
        ("pending_again", _("Opened again after they were closed, and other changes"), False),
        ("closed", _("Closed in the period"), False),
        ("pending", _("Pending at the end"), True),
        ("answered", _("Answered, of those received"), False),
        ("escalated", _("Escalations"), False),
        ("referred", _("Referrals to another agency"), False),
        ("reopened", _("Objections of citizens to an answer"), False),
        ("reminded", _("Reminders to the complaints unit after the last level"), False),
    )
    return [
        Total(name, now.get(key, 0), None if before is None else before.get(key, 0), sums)
        for key, name, sums in names
        if key not in version_of(snapshot).lacks
    ]


def agencies(snapshot: Snapshot) -> list[dict[str, Any]]:
    """A row for each agency, those with the most requests first."""
    numbers = snapshot.numbers["agencies"]
    rows = []
    for code, name in snapshot.names["agencies"].items():
        figures = numbers.get(code, {})
        rows.append({"code": code, "name": in_language(name), "figures": figures, **shares(figures)})
        rows[-1]["received"] = figures.get("received", 0)
        rows[-1]["pending"] = figures.get("pending", 0)
        rows[-1]["with_citizen"] = figures.get("pending.answered", 0)
        rows[-1]["levels"] = [figures.get(f"escalated.{level}", 0) for level in levels_of(snapshot)]
        rows[-1]["pending_levels"] = [figures.get(f"pending.{level}", 0) for level in [0, *levels_of(snapshot)]]
    return sorted(rows, key=lambda row: (-row["received"], -row["pending"], row["name"]))


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


def _parts(found: Mapping[str, Figures], names: Iterable[tuple[str, str]], whole: int) -> list[dict[str, Any]]:
    rows = []
    for code, name in names:
        figures = found.get(code, {})
        rows.append({"name": name, "received": Share(figures.get("received", 0), whole), **shares(figures)})
    return rows


def kinds(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What citizens asked for."""
    in_order = sorted(snapshot.names["kinds"].items(), key=lambda kind: (kind[1]["position"], kind[0]))
    named = [(code, in_language(name)) for code, name in in_order]
    return _parts(snapshot.numbers["kinds"], named, national(snapshot).get("received", 0))


def channels(snapshot: Snapshot) -> list[dict[str, Any]]:
    """How their requests came; channels that brought none are left out."""
    found = snapshot.numbers["channels"]
    named = [(code, str(name)) for code, name in Channel.choices if found.get(code, {}).get("received")]
    return _parts(found, named, national(snapshot).get("received", 0))


def outcomes(snapshot: Snapshot) -> list[dict[str, Any]]:
    """How the closed ones ended; resolutions first."""
    figures = national(snapshot)
    return [
        {
            "name": str(name),
            "resolves": code in RESOLUTIONS,
            "closed": Share(figures.get(f"closed.{code}", 0), figures.get("closed", 0)),
        }
        for code, name in Outcome.choices
    ]


def months(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Received in each of twelve months, with the height of its column; none where they are not told."""
    received_in = snapshot.numbers["months"] if version_of(snapshot).whole else []
    highest = max((received for _name, received in received_in), default=0)
    found = []
    for name, received in received_in:
        month = parse("monthly", name)
        found.append(
            {
                "name": period_name(month),
                "short": period_name(month).rpartition(" ")[0],
                "received": received,
                "share": Share(received, highest),
                "chosen": name == snapshot.period,
            }
        )
    return found

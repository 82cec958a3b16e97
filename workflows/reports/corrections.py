"""What a later edition of a period says otherwise than an earlier one, figure by figure, with the reason where known.

Nothing is looked up: two snapshots are laid beside each other. An edition is never changed, so this is the only place
where a figure that has become another is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from permissions.writing import written_number
from workflows.cases.models import Channel
from workflows.reports.definitions import VERSIONS, Figure, measures_of
from workflows.reports.models import Snapshot
from workflows.reports.period import parse

Words = str | Promise
TABLES: tuple[tuple[str, Words], ...] = (
    ("national", _("Whole country")),
    ("agencies", _("Agency")),
    ("kinds", _("Kind")),
    ("channels", _("Channel")),
    ("categories", _("Category")),
    ("governorates", _("Governorate")),
)
_WENT_ON: Words = _("The period was still going on at the former cut-off.")
_REDEFINED: Words = _("Counted by another version of the definitions.")
_LATER: Mapping[str, Words] = {
    "answered": _("Answered after the former cut-off."),
    "excused": _("A calendar that was published after the former cut-off excuses them."),
}
_MOVED: Mapping[str, Words] = {
    "agencies": _("Requests went to another agency after the former cut-off."),
    "categories": _("Requests were given another category after the former cut-off."),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One figure that is another. ``name``: of the row, "" of the whole country; ``reason``: "" where none is known.
    ``figure`` and ``row`` are the keys of both."""

    table: str
    row: str
    name: str
    figure: str
    measure: str
    before: int
    now: int
    reason: str

    @property
    def list_table(self) -> str:
        """Which table its lists are of: "" of the whole country."""
        return "" if self.table == "national" else self.table

    @property
    def signed_change(self) -> str:
        """How much it is more or less, with its sign."""
        sign = "+" if self.now > self.before else "\u2212"
        return f"{sign}{written_number(abs(self.now - self.before))}"


def corrections(former: Snapshot, later: Snapshot) -> list[Correction]:
    """The figures of ``later`` that are not those of ``former``, in the order of the report.

    Only figures that both count are compared, and none of an edition whose totals had sensitive requests in them.
    """
    if not (VERSIONS[former.definitions].whole and VERSIONS[later.definitions].whole):
        return []
    return [each for table, _heading in TABLES for each in _of_table(table, former, later)]


def _of_table(table: str, former: Snapshot, later: Snapshot) -> Iterator[Correction]:
    measures = [each for each in measures_of(min(former.definitions, later.definitions)) if each.words or each.part_of]
    for code in _codes(table, former, later):
        before, now = _figures(former, table, code), _figures(later, table, code)
        for measure in measures:
            was, becomes = before.get(measure.key, 0), now.get(measure.key, 0)
            if was != becomes:
                reason = str(_reason(table, measure, former, later))
                name = row_name(table, code, later) or row_name(table, code, former)
                yield Correction(table, code, name, measure.key, _called(measure), was, becomes, reason)


def _codes(table: str, *snapshots: Snapshot) -> list[str]:
    if table == "national":
        return [""]
    return sorted({code for each in snapshots for code in each.numbers.get(table, {})})


def _figures(snapshot: Snapshot, table: str, code: str) -> Mapping[str, int]:
    rows = snapshot.numbers.get(table, {})
    found: Mapping[str, int] = rows if table == "national" else rows.get(code, {})
    return found


def row_name(table: str, code: str, snapshot: Snapshot) -> str:
    """What a row was called when it was frozen, in the active language."""
    if table == "channels":
        return str(Channel(code).label)
    return in_language(snapshot.names.get(table, {}).get(code, {})) or code


def _called(measure: Figure) -> str:
    return str(measure.words or measure.term)


def _reason(table: str, measure: Figure, former: Snapshot, later: Snapshot) -> Words:
    if former.definitions != later.definitions:
        return _REDEFINED
    if former.cut_off < parse(former.kind, former.period).end:
        return _WENT_ON
    return _LATER.get(measure.key) or _MOVED.get(table, "")


def corrected(snapshot: Snapshot) -> Snapshot | None:
    """The edition of the same period to which this one is the next: the one before it, by cut-off and definitions."""
    others = Snapshot.objects.filter(kind=snapshot.kind, period=snapshot.period).exclude(pk=snapshot.pk)
    place = (snapshot.cut_off, snapshot.definitions)
    before = [each for each in others.order_by("cut_off", "definitions") if (each.cut_off, each.definitions) < place]
    return before[-1] if before else None


def later_than(snapshot: Snapshot) -> list[Snapshot]:
    """The editions of the same period that came after this one, the next first."""
    others = Snapshot.objects.filter(kind=snapshot.kind, period=snapshot.period).order_by("cut_off", "definitions")
    place = (snapshot.cut_off, snapshot.definitions)
    return [each for each in others if (each.cut_off, each.definitions) > place]


def where(correction: Correction) -> str:
    """Of which row it is, in the active language."""
    if correction.table == "national":
        return _now("Whole country")
    return f"{dict(TABLES)[correction.table]}: {correction.name}"

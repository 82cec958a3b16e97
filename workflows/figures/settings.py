"""What owners set for all figures: named choices of rows, and with which month the fiscal year begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.translated_text import in_language
from workflows.figures.choosing import SEGMENT, Segments
from workflows.figures.in_force import counts_otherwise, measures
from workflows.figures.measure import Measure, condition
from workflows.figures.models_of_owners import FiscalYear, Segment
from workflows.transactions.turn import write_transaction
from workflows.versions.raw import Raw

FIRST: Final = 1


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """All that owners set for figures, as it is in force."""

    measures: Mapping[str, Measure]
    segments: Segments
    fiscal_month: int


def figure_settings() -> FigureSettings:
    """Read once for all questions of a page. Three statements."""
    return FigureSettings(measures(), segments(), fiscal_month())


def segments() -> Segments:
    """Key to conditions of all that there are."""
    found = Segment.objects.order_by("key").values_list("key", "conditions")
    return {key: tuple(condition(Raw(each)) for each in conditions) for key, conditions in found}


def fiscal_month() -> int:
    """1 to 12; January, where nobody chose another."""
    return FiscalYear.objects.values_list("first_month", flat=True).first() or FIRST


def set_segment(key: str, *, name: Mapping[str, str], conditions: list[Any], actor: Actor) -> None:
    """Make a segment, or change the one of this key: reports that name it are counted by it from then on."""
    with write_transaction():
        row, _new = Segment.objects.update_or_create(key=key, defaults={"name": dict(name), "conditions": conditions})
        _note("segment_set", row.pk, {"key": key, "conditions": conditions}, actor)


def remove_segment(key: str, *, actor: Actor) -> None:
    """Take a segment away; what still names it says so to whoever reads it."""
    with write_transaction():
        row = Segment.objects.filter(key=key).first()
        if row is not None:
            _note("segment_removed", row.pk, {"key": key}, actor)
            row.delete()


def who_asks_for(segment: str) -> list[str]:
    """The measures in force that name a segment."""
    return [
        in_language(measure.name)
        for measure in measures().values()
        if any(each.column == SEGMENT and segment in each.is_in for each in measure.conditions)
    ]


def set_fiscal_month(month: int, *, actor: Actor) -> None:
    """The fiscal year begins with it, that of the past too: no figure is kept by fiscal year. 1 to 12."""
    with write_transaction():
        FiscalYear.objects.update_or_create(pk=FiscalYear.THE_ONE, defaults={"first_month": month})
        _note("fiscal_month_set", FiscalYear.THE_ONE, {"month": month}, actor)


def _note(verb: str, subject_id: int, data: Mapping[str, Any], actor: Actor) -> None:
    """In the audit trail; and what is kept is counted anew."""
    counts_otherwise()
    append([NewEntry(verb, "figures", subject_id, dict(data))], actor=actor, at=now())

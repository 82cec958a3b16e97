"""What owners set for all figures: named choices of rows, and with which month the fiscal year begins."""

from __future__ import annotations

from typing import Final

from workflows.figures.choosing import Segments
from workflows.figures.measure import condition
from workflows.figures.models_of_owners import FiscalYear, Segment
from workflows.versions.raw import Raw

FIRST: Final = 1


def segments() -> Segments:
    """Key to conditions of all that there are."""
    found = Segment.objects.order_by("key").values_list("key", "conditions")
    return {key: tuple(condition(Raw(each)) for each in conditions) for key, conditions in found}


def fiscal_month() -> int:
    """1 to 12; January, where nobody chose another."""
    return FiscalYear.objects.values_list("first_month", flat=True).first() or FIRST

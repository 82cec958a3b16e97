"""How the register of a year is divided into volumes: by agency, so many rows each, all of them printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Min

from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.unit_models import RegisterLine

ROWS = 1000
"""Of a volume: some thirty pages. A row takes a quarter of a megabyte while it is drawn, a whole volume 430 MB."""
IN_ONE = 500
"""So many rows are printed in the report itself."""


@dataclass(frozen=True, slots=True)
class Volume:
    """The lines from place ``first`` to ``last``, both included; ``agencies`` are the codes of those in it."""

    number: int
    first: int
    last: int
    agencies: tuple[str, ...]

    @property
    def rows(self) -> int:
        return self.last - self.first + 1


def planned(counts: Iterable[tuple[str, int]], rows: int = ROWS) -> list[Volume]:
    """The volumes of agencies with so many lines each, in this order.

    An agency begins a new volume where it would not fit into the one before; one that fits into none goes on in the
    next ones.
    """
    volumes: list[Volume] = []
    first, last, agencies = 1, 0, list[str]()
    for agency, count in counts:
        if agencies and last - first + 1 + count > rows:
            volumes.append(Volume(len(volumes) + 1, first, last, tuple(agencies)))
            first, agencies = last + 1, []
        last += count
        agencies.append(agency)
        while last - first + 1 > rows:
            volumes.append(Volume(len(volumes) + 1, first, first + rows - 1, tuple(agencies)))
            first, agencies = first + rows, [agency]
    if agencies:
        volumes.append(Volume(len(volumes) + 1, first, last, tuple(agencies)))
    return volumes


def volumes_of(snapshot: Snapshot) -> list[Volume]:
    """Those of an edition whose lines are laid out; none where its register is printed in the report itself."""
    if snapshot.kind != ReportKind.YEARLY or snapshot.register_rows <= IN_ONE:
        return []
    lines = RegisterLine.objects.filter(snapshot=snapshot).order_by().values("agency__code")
    # In the order of places, which is Python's: a database may put codes in another one.
    counted = lines.annotate(count=Count("pk"), first=Min("place")).order_by("first")
    return planned(counted.values_list("agency__code", "count"))

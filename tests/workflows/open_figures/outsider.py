"""What somebody can reckon from all that is told: a linear program over the figures of every month and table.

Unknown are the part and the rest of each row; known is that none is negative, that rows add up to the country, and each
figure that is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from scipy.optimize import linprog
from scipy.sparse import coo_array

from workflows.open_figures.keeping_back import LIMIT
from workflows.open_figures.telling import PAIRS

Place = tuple[str, str, str, str]
"""Month, table, row and figure; the figure of what is no part is that of its whole, with ``-`` before it."""
COUNTRY = "country"


@dataclass
class Outsider:
    """Knows ``told``: by month what ``OpenPeriod.told`` has.

    ``small`` are figures of which they know that they are small, ``large`` those of which they know that they are not.
    """

    told: Mapping[str, Mapping[str, Any]]
    small: frozenset[Place] = frozenset()
    large: frozenset[Place] = frozenset()
    _columns: dict[Place, int] = field(default_factory=dict)
    _rows: list[dict[int, int]] = field(default_factory=list)
    _sums: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for month, said in self.told.items():
            for whole, part in PAIRS:
                self._pair(month, COUNTRY, "", said[COUNTRY], whole, part)
                for table, rows in said["tables"].items():
                    for row, figures in rows.items():
                        self._pair(month, table, row, figures, whole, part)
                    for figure in (part, f"-{whole}"):
                        mine = {self._column((month, table, row, figure)): 1 for row in rows}
                        self._is(mine | {self._column((month, COUNTRY, "", figure)): -1}, 0)

    def _pair(self, month: str, table: str, row: str, figures: Mapping[str, int | None], whole: str, part: str) -> None:
        parts = self._column((month, table, row, part)), self._column((month, table, row, f"-{whole}"))
        if figures[whole] is not None:
            self._is(dict.fromkeys(parts, 1), int(figures[whole] or 0))
        if figures[part] is not None:
            self._is({parts[0]: 1}, int(figures[part] or 0))

    def _column(self, place: Place) -> int:
        return self._columns.setdefault(place, len(self._columns))

    def _is(self, terms: dict[int, int], total: int) -> None:
        self._rows.append(terms)
        self._sums.append(total)

    def knows(self, terms: Iterable[Place]) -> tuple[float, float]:
        """The least and the most that the sum of these figures can be."""
        bounds: list[tuple[float, float | None]] = [(0, None)] * len(self._columns)
        for place in self.small:
            bounds[self._columns[place]] = (0, LIMIT - 1)
        for place in self.large:
            bounds[self._columns[place]] = (LIMIT, None)
        wanted = [0] * len(self._columns)
        for place in terms:
            wanted[self._columns[place]] = 1
        ends = []
        for sign in (1, -1):
            solved = linprog([sign * each for each in wanted], A_eq=self._known, b_eq=self._sums, bounds=bounds)
            assert solved.status in (0, 3), solved.message
            ends.append(float("inf") if solved.status == 3 else abs(round(float(solved.fun), 6)))
        return ends[0], ends[1]

    @cached_property
    def _known(self) -> Any:
        entries = [(line, column, factor) for line, row in enumerate(self._rows) for column, factor in row.items()]
        lines, columns, factors = zip(*entries, strict=True)
        return coo_array((factors, (lines, columns)), shape=(len(self._rows), len(self._columns))).tocsr()

"""Cases that are over since long: of these a report tells nothing but in which month they were filed.

They are most of what a country has, and are counted by the database instead of being read: those of a month that were
filed at all, without those that were read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from workflows.reports.diary import filed_in, not_at_rest_since
from workflows.reports.story import ORDINARY, Story


class AtRest:
    """The cases that were closed before ``since`` and of which nothing was heard any more.

    ``months``: the starts of the months by which filings are counted.
    """

    def __init__(self, *, since: datetime, months: Sequence[datetime]) -> None:
        self._since = since
        self._bounds = [*(start for start in months if start < since), since]
        self._read: Counter[int] = Counter()

    def others(self) -> set[int]:
        """The ids of all other cases: these are to be read."""
        return not_at_rest_since(self._since)

    def add(self, story: Story) -> None:
        """One that is read: it is none of those that are counted here."""
        if self._bounds[0] <= story.opened_at < self._since and story.filed_as == ORDINARY and not story.was_held:
            self._read[bisect_right(self._bounds, story.opened_at) - 1] += 1

    def by_month(self) -> Counter[int]:
        """How many were filed in each of the months, by its place among them."""
        filed = {place: filed_in(start, end) for place, (start, end) in enumerate(pairwise(self._bounds))}
        return Counter({place: count - self._read[place] for place, count in filed.items()})

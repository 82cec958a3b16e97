"""The rules for many acts at many moments: everything is read once, and who sits where once for each span of time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime

from permissions.agencies.decide import PostBook
from permissions.agencies.models import Agency
from permissions.agencies.selectors import load_posts, seating_changes
from workflows.cases.mover import Mover, WalkingMover
from workflows.cases.rules import Rules


@dataclass(slots=True)
class RulesOverTime(Rules):
    """Move ``at`` from act to act. Posts are as they were held then; what owners publish is as in force now."""

    mover: Mover = field(default_factory=WalkingMover)
    _changes: list[datetime] = field(default_factory=seating_changes)
    _spans: dict[int, PostBook] = field(default_factory=dict)

    def read_agencies(self) -> None:
        """Know every agency, before deciding on many cases."""
        self._agencies.update({agency.pk: agency for agency in Agency.objects.all()})

    def book_at(self) -> PostBook:
        """Everybody's posts at ``at``."""
        span = bisect_right(self._changes, self.at)
        if span not in self._spans:
            self._spans[span] = load_posts(self._agencies, self.at)
        return self._spans[span]

    def _book(self, agency_id: int, unit_id: int) -> PostBook:
        return self.book_at()

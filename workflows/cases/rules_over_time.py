"""The rules for many acts at many moments: everything is read once, and who sits where once for each span of time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from permissions.access.selectors import held_by_everyone
from permissions.agencies.decide import PostBook, Standing
from permissions.agencies.models import Agency
from permissions.agencies.selectors import load_posts, seating_changes
from workflows.cases.mover import MemoryMover, Mover
from workflows.cases.rules import Rules


@dataclass(slots=True)
class RulesOverTime(Rules):
    """Move ``at`` from act to act. Posts are as they were held then; what owners publish is as in force now."""

    mover: Mover = field(default_factory=MemoryMover)
    _changes: list[datetime] = field(default_factory=seating_changes)
    _spans: dict[int, PostBook] = field(default_factory=dict)
    _stood: dict[int, dict[int, Standing]] = field(default_factory=dict)

    def read_agencies(self) -> None:
        """Know every agency, before deciding on many cases."""
        self._agencies.update({agency.pk: agency for agency in Agency.objects.all()})

    def book_at(self) -> PostBook:
        """Everybody's posts at ``at``."""
        span = bisect_right(self._changes, self.at)
        if span not in self._spans:
            self._spans[span] = load_posts(self._agencies, self.at)
        return self._spans[span]

    def _book(self, agency_ids: AbstractSet[int]) -> PostBook:
        return self.book_at()

    def standings(self, user_ids: Iterable[int]) -> Mapping[int, Standing]:
        span = bisect_right(self._changes, self.at)
        if span not in self._stood:
            self._stood[span] = {each: held.standing for each, held in held_by_everyone(at=self.at).items()}
        found = self._stood[span]
        return {user_id: found.get(user_id) or Standing(user_id) for user_id in user_ids}

"""Whom a thing of the studio serves: which kinds of request, how many are open and missed a promise, which agencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from permissions.agencies.models import Agency
from workflows.cases.at_steps import AtStep, at_kinds
from workflows.cases.models import RequestKind
from workflows.versions.models import Subject
from workflows.versions.publishable import publishable

NAMED_BY_KINDS = (Subject.PROCESS, Subject.ROUTING, Subject.LADDER)
FOR_ALL = (Subject.DANGER, Subject.RETENTION)
"""What holds for every kind."""


@dataclass(frozen=True, slots=True)
class Served:
    """``kinds``: in force, that go by it; ``all_kinds``: each does. ``open`` and ``missed``: requests of these
    kinds, hidden ones left out. ``agencies``: how many work by it, None of what is no calendar."""

    kinds: tuple[RequestKind, ...] = ()
    all_kinds: bool = False
    open: int = 0
    missed: int = 0
    agencies: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """All that is asked of the database for it: four statements, for any number of things. ``ladders``: those that
    the steps of each process in force name."""

    kinds: tuple[RequestKind, ...]
    standing: Mapping[str, AtStep]
    calendars: Mapping[str, int]
    ladders: Mapping[str, frozenset[str]]

    @classmethod
    def now(cls) -> Service:
        """As it is at this moment."""
        bodies = Agency.objects.filter(active=True).order_by().values_list("calendar").annotate(Count("pk"))
        kinds = tuple(RequestKind.objects.filter(active=True))
        processes = publishable(Subject.PROCESS).in_force().items()
        ladders = {key: frozenset(step.get("ladder", "") for step in process["steps"]) for key, process in processes}
        return cls(kinds, at_kinds(), Counter(dict(bodies)), ladders)

    def of(self, subject: str, key: str, definition: Any) -> Served:
        """Of a thing, by what it lays down."""
        if subject == Subject.CALENDAR:
            return Served(agencies=self.calendars[key])
        all_kinds = subject in FOR_ALL
        kinds = [kind for kind in self.kinds if all_kinds or self._goes_by(kind, subject, key, definition)]
        standing = [self.standing[kind.code] for kind in kinds if kind.code in self.standing]
        return Served(
            kinds=() if all_kinds else tuple(kinds),
            all_kinds=all_kinds,
            open=sum(each.running for each in standing),
            missed=sum(each.missed for each in standing),
        )

    def _goes_by(self, kind: RequestKind, subject: str, key: str, definition: Any) -> bool:
        """Whether requests of a kind go by a thing: all of them, those at a step, or those that it picks itself."""
        if subject in NAMED_BY_KINDS and getattr(kind, subject) == key:
            return True
        if subject == Subject.LIMIT:
            return kind.code in definition.get("kinds", ())
        if subject != Subject.LADDER:
            return False
        if key in self.ladders.get(kind.process, ()):
            return True
        applies = definition.get("applies") or {}
        if applies.get("kinds"):
            return kind.code in applies["kinds"]
        # One for a priority, an agency or a step alone is for every kind but a sealed one (`escalation.decide.fits`).
        return any(applies.values()) and not kind.sensitive

"""The list of what is held back, as those read it who decide about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from permissions.access.decide import Held, scope_of
from permissions.access.selectors import rows_in
from permissions.agencies.rights import WORK_CASE
from workflows.cases.models import Case, CaseEvent, EventVerb
from workflows.deadlines.models import Deadline, DeadlineKind

_LOOKS: Final = Deadline.objects.filter(kind=DeadlineKind.LOOK, done__isnull=True)


def workable(held: Held) -> QuerySet[Case]:
    """The cases that somebody works, by the agency that leads."""
    return Case.objects.filter(rows_in(scope_of(held, WORK_CASE), case="pk"))


def suspected_spam(held: Held) -> QuerySet[Case]:
    """What is held back, and theirs to decide about: what speaks of danger first, then what came first."""
    rows = workable(held).filter(held=True).select_related("kind", "key")
    return rows.order_by(Exists(_LOOKS.filter(case=OuterRef("pk"))).desc(), "opened_at", "id")


def held_for(cases: Sequence[Case]) -> dict[int, dict[str, Any]]:
    """What the diary told of each when it was filed, by the ids of the cases: signs of spam with how often each was
    there, and danger. One statement."""
    rows = CaseEvent.objects.filter(case__in=cases, number=1, verb=EventVerb.OPENED)
    return dict(rows.values_list("case_id", "data"))


def first_looks(cases: Sequence[Case]) -> dict[int, datetime]:
    """By when each that speaks of danger is to be read, by the ids of the cases. One statement."""
    rows = _LOOKS.filter(case__in=cases, due__isnull=False)
    looks = rows.order_by("-due").values_list("case_id", "due")
    return {case_id: due for case_id, due in looks if due is not None}

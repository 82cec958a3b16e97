"""The list of suspected spam, as those read it who decide about it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from permissions.access.decide import Held, scope_of
from permissions.access.selectors import rows_in
from permissions.agencies.rights import WORK_CASE
from workflows.cases.models import Case, CaseEvent, EventVerb


def workable(held: Held) -> QuerySet[Case]:
    """The cases that somebody works, by the agency that leads."""
    return Case.objects.filter(rows_in(scope_of(held, WORK_CASE), case="pk"))


def suspected_spam(held: Held) -> QuerySet[Case]:
    """What is held back, and theirs to decide about: what came first, and goes on first by itself, first."""
    return workable(held).filter(held=True).select_related("kind", "key").order_by("opened_at", "id")


def signs_of(cases: Sequence[Case]) -> dict[int, dict[str, int]]:
    """Why each was held back, by the ids of the cases: its signs, with how often each was found. One statement."""
    rows = CaseEvent.objects.filter(case__in=cases, number=1, verb=EventVerb.OPENED)
    return {case_id: data.get("held", {}) for case_id, data in rows.values_list("case_id", "data")}

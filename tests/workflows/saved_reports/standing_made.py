"""Requests with the row of figures that a test says they have."""

from __future__ import annotations

from typing import Any

from permissions.now import now
from permissions.writing import local
from tests.scenes import file_case
from workflows.cases.models import Case
from workflows.figures.models import FOREVER, Standing


def counted_case(**said: Any) -> Case:
    """A request that was filed just now; ``said``: columns of its row as it stands."""
    case = file_case()
    row = {
        "number": 1,
        "kind": case.kind.code,
        "channel": case.channel,
        "language": case.language,
        "priority": case.priority,
        "agency_id": case.agency_id,
        "since": case.opened_at,
        "status": case.status,
        "opened_on": local(now()).date(),
    }
    Standing.objects.update_or_create(case=case, until=FOREVER, defaults=row | said)
    return case

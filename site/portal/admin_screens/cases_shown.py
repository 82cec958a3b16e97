"""The requests behind a number, in rows, and in words how many of them are not shown to whoever reads."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from permissions.agencies.levels import level_name
from permissions.writing import written_number
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case
from workflows.saved_reports.opened_cases import BAND, OutOfSight


def case_row(case: Case) -> dict[str, Any]:
    """What ``components/cases_table.html`` shows of a case that its reader may read."""
    return {
        "case": case,
        "subject": "" if is_hidden(case) else case.marked_title,
        "kind": str(case.kind),
        "level": level_name(case.level, case.agency.role),
        "status": capfirst(case.get_status_display()),
        "outcome": capfirst(case.get_outcome_display()) if case.outcome else "",
    }


def beyond(unseen: OutOfSight | None) -> str:
    """How many behind a number its reader does not see; "" where there are none."""
    if unseen is None:
        return ""
    if unseen.count is None:
        return _("Fewer than %(count)s of those behind the number are out of your reach today.") % {
            "count": written_number(BAND)
        }
    return _("At least %(count)s of those behind the number are out of your reach today.") % {
        "count": written_number(unseen.count)
    }

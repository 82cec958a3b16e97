"""What the complaints unit has published of the past: the reports of the last months, signed, their figures open."""

from __future__ import annotations

from typing import Final

from permissions.access.selectors import people_with_any
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import WORK_EVERY_CASE
from permissions.now import now
from workflows.open_figures.selectors import to_open
from workflows.open_figures.services import open_figures
from workflows.reports.editions import preparation_of, sign
from workflows.reports.period import Period, containing, cut_off_for
from workflows.reports.services import take_snapshot

MONTHS: Final = 5
"""As many as make a line through time on the public page; a whole quarter is among them, whatever the day is."""


def open_months() -> int:
    """Have the reports of the last whole months signed and their figures opened, the oldest first; how many were."""
    units = Agency.objects.filter(role=AgencyRole.CENTRAL_UNIT).values_list("pk", flat=True)
    people = people_with_any(WORK_EVERY_CASE, units)
    return sum(_open(month, Actor.staff(people[0].pk)) for month in _last_months()) if people else 0


def _last_months() -> list[Period]:
    month = containing("monthly", now())
    found = []
    for _each in range(MONTHS):
        month = month.former
        found.append(month)
    return found[::-1]


def _open(month: Period, unit: Actor) -> int:
    snapshot = take_snapshot(period=month, cut_off=cut_off_for(month, now=now()), actor=unit)
    if preparation_of(snapshot).signed_at is None:
        sign(snapshot, actor=unit)
    if to_open(month) is None:
        return 0
    open_figures(snapshot, actor=unit)
    return 1

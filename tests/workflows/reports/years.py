"""The yearly edition of October's cases: frozen, its lines laid out, its agencies asked."""

from __future__ import annotations

from permissions.actors import Actor
from permissions.now import standing_at
from tests.workflows.reports.october import October, at
from workflows.reports.confirming import ask_agencies, lay_out
from workflows.reports.models import Snapshot
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot

YEAR = Period(2026)
AFTER = at(12, 31, 23, 59).replace(year=2027)
"""When the year is over."""


def frozen_year() -> Snapshot:
    with standing_at(AFTER):
        snapshot = take_snapshot(period=YEAR, cut_off=YEAR.end, actor=Actor.operator)
        lay_out(snapshot)
    return snapshot


def asked_year(scene: October) -> Snapshot:
    snapshot = frozen_year()
    with standing_at(AFTER):
        ask_agencies(snapshot, actor=scene.land.actor("officer-central"))
    return snapshot

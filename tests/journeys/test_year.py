"""A year of past cases is loaded, reported to the prime minister by command, and holds together."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Q, QuerySet
from openpyxl import load_workbook

from permissions.now import now
from permissions.writing import local
from workflows.cases.models import Case, CaseEvent, CaseStatus, EventVerb, Track
from workflows.reports.models import Snapshot
from workflows.reports.period import Period

pytestmark = pytest.mark.django_db


def test_a_year_is_loaded_and_every_request_of_a_month_stands_in_its_register(tmp_path: Path) -> None:
    call_command("demo_world", cases=300)
    last = local(now()).replace(day=1) - timedelta(days=1)
    month = Period(last.year, last.month)
    register, year = tmp_path / "month.xlsx", tmp_path / "year.xlsx"
    call_command("report", "monthly", month.name, "--output", str(register))
    call_command("report", "yearly", str(last.year), "--output", str(year))
    opened = CaseEvent.objects.filter(verb=EventVerb.OPENED, at__gte=month.start, at__lt=month.end)
    in_register = {str(row[0]) for row in load_workbook(register).worksheets[0].values}
    listed, hidden = _ordinary_and_hidden(opened)
    assert len(listed) > 5
    assert in_register >= listed
    assert not in_register & hidden
    assert load_workbook(year).worksheets[0].max_row > 1
    assert set(Snapshot.objects.values_list("kind", flat=True)) == {"monthly", "yearly"}
    assert set(CaseEvent.objects.values_list("status", flat=True)) == set(CaseStatus.values)
    call_command("verify")


def _ordinary_and_hidden(opened: QuerySet[CaseEvent]) -> tuple[set[str], set[str]]:
    """Numbers of the requests that a register lists, and of those it never may: sealed ones, and those that accused
    somebody all along. One that accused somebody for a while is in neither: its day decides."""
    opened_cases = Case.objects.filter(pk__in=opened.values("case"))
    guarded_at_times = CaseEvent.objects.filter(data__has_key="guarded").values("case")
    guarded_from_start = opened.filter(data__guarded=True).values("case")
    listed = opened_cases.filter(track=Track.ORDINARY).exclude(pk__in=guarded_at_times)
    hidden = opened_cases.filter(~Q(track=Track.ORDINARY) | Q(guarded=True, pk__in=guarded_from_start))
    return set(listed.values_list("tracking", flat=True)), set(hidden.values_list("tracking", flat=True))

"""A year of past cases is loaded, reported to the prime minister by command, and holds together."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from permissions.now import now
from permissions.writing import local
from workflows.cases.models import CaseEvent, CaseStatus, EventVerb
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
    trackings = set(opened.values_list("case__tracking", flat=True))
    assert len(trackings) > 5
    assert {str(row[0]) for row in load_workbook(register).worksheets[0].values} >= trackings
    assert load_workbook(year).worksheets[0].max_row > 1
    assert set(Snapshot.objects.values_list("kind", flat=True)) == {"monthly", "yearly"}
    assert set(CaseEvent.objects.values_list("status", flat=True)) == set(CaseStatus.values)
    call_command("verify")

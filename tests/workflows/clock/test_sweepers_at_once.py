"""Several sweepers at once, and one that is killed: every deadline acts once, none is skipped."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from permissions.now import standing_at
from tests.forked import forked
from tests.made_once import made_once
from tests.scenes import country, file_case
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import CaseEvent, Work

ROOT = Path(__file__).resolve().parents[3]
AMMAN = ZoneInfo("Asia/Amman")
CASES = 60
SWEEPS = """
from django.core.management import call_command
call_command("sweep", "--now", "2026-11-03T10:20", stdout=open(os.devnull, "w"))
"""

pytestmark = pytest.mark.django_db(transaction=True)


def sweeper(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "sweep", "--now", "2026-11-03T10:20"]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)


@made_once
def file_many() -> None:
    country()
    with standing_at(datetime(2026, 11, 1, 10, 20, tzinfo=AMMAN)):
        for _ in range(CASES):
            file_case(email="")


def assert_each_once() -> None:
    assert CaseEvent.objects.filter(verb="escalated").count() == CASES
    assert set(Work.objects.values_list("level", flat=True)) == {1}
    assert list(inconsistencies()) == []


def test_four_sweepers_at_once_lift_each_case_once(child_environment: dict[str, str]) -> None:
    file_many()
    forked(4, SWEEPS, child_environment)
    # What one had locked is left by the others to the next pass.
    assert sweeper(child_environment).wait(timeout=120) == 0
    assert_each_once()


def test_after_a_sweeper_is_killed_another_finishes(child_environment: dict[str, str]) -> None:
    file_many()
    killed = sweeper(child_environment)
    deadline = time.monotonic() + 60
    while not CaseEvent.objects.filter(verb="escalated").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert sweeper(child_environment).wait(timeout=120) == 0
    assert_each_once()

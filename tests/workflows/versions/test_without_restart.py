"""What one process publishes, others that were started before it act by: nobody restarts anything."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from permissions.now import standing_at
from tests.scenes import LADDER, country, file_case, publish_one
from workflows.deadlines.models import Deadline

ROOT = Path(__file__).resolve().parents[3]
AMMAN = ZoneInfo("Asia/Amman")
# Reads the ladder in force, says so, waits for a word, then lifts its case as the clock does.
PROGRAM = """
import sys
from datetime import datetime
from zoneinfo import ZoneInfo
import django
django.setup()
from permissions.actors import Actor
from permissions.now import now, standing_at
from workflows.cases.actions import Escalate
from workflows.cases.lifecycle import apply
from workflows.cases.rules import Rules
from workflows.deadlines.models import Deadline
case_id = int(sys.argv[1])
print([rung.after.amount for rung in Rules(at=now()).ladder("default").rungs], flush=True)
sys.stdin.readline()
with standing_at(datetime(2026, 11, 3, 10, 20, tzinfo=ZoneInfo("Asia/Amman"))):
    deadline = Deadline.objects.get(case_id=case_id, done__isnull=True)
    apply(case_id, Escalate(deadline_id=deadline.pk), actor=Actor.clock)
"""


@pytest.mark.django_db(transaction=True)
def test_a_ladder_published_here_rules_in_two_processes_started_before(child_environment: dict[str, str]) -> None:
    country()
    with standing_at(datetime(2026, 11, 1, 10, 20, tzinfo=AMMAN)):
        cases = [file_case(), file_case()]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(case.pk)],
            env=child_environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for case in cases
    ]
    known_before = [each.stdout.readline() for each in started if each.stdout]
    rungs = [{"level": 1, "after_days": 1}, {"level": 2, "after_days": 3}]
    publish_one("ladder", "default", LADDER | {"rungs": rungs})
    for each in started:
        each.communicate("go\n", timeout=60)
    assert known_before == ["[2, 2]\n", "[2, 2]\n"]
    assert [each.returncode for each in started] == [0, 0]
    dues = Deadline.objects.filter(done__isnull=True).values_list("level", "due")
    assert list(dues) == [(2, datetime(2026, 11, 8, 10, 20, tzinfo=AMMAN))] * 2

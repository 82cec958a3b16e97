"""A year of past cases loaded as the demo loads them, and the prime minister's reports over them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from permissions.now import now
from permissions.writing import local
from portal.operations.demo_world.cases.loading import CHUNK, Loader
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from workflows.cases.models import Case

ROOT = Path(__file__).resolve().parents[2]
FULL_MONTH, ITS_END = "2025-10", datetime(2025, 10, 31, 20, 59, tzinfo=UTC)
"""A month before the demo's year, filled to its last minute in Amman."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that ended well: its time in seconds, the most memory that it held, in MB, and its own CPU in seconds,
    which other work on the machine does not change."""

    seconds: float
    peak: float
    cpu: float


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Load, draw, write down; each as an operator does it, by command."""
    loading = run("demo_world", "--cases", str(sizes.past))
    sheet.add(f"demo_world --cases {sizes.past:,}", loading.seconds, "s", 300)
    sheet.add(f"demo_world --cases {sizes.past:,}: memory", loading.peak, "MB")
    former = f"{local(now()).replace(day=1) - timedelta(days=1):%Y-%m}"
    with tempfile.TemporaryDirectory() as folder:
        for language in ("ar", "en"):
            output = Path(folder) / f"monthly-{language}.pdf"
            drawing = run("report", "monthly", former, "--language", language, "--output", str(output))
            assert output.read_bytes().startswith(b"%PDF")
            sheet.add(f"monthly PDF ({language}) over {sizes.past:,} cases", drawing.seconds, "s", 20)
            sheet.add(f"monthly PDF ({language}) over {sizes.past:,} cases: memory", drawing.peak, "MB", 300)
        _fill_a_month(sizes.month)
        assert Case.objects.filter(opened_at__year=2025, opened_at__month=10).count() >= sizes.month * 0.95
        register = Path(folder) / "register.xlsx"
        writing = run("report", "monthly", FULL_MONTH, "--language", "ar", "--output", str(register))
        sheet.add(f"register of a month of {sizes.month:,}", writing.seconds, "s", 60)
        sheet.add(f"register of a month of {sizes.month:,}: memory", writing.peak, "MB")


def _fill_a_month(count: int) -> None:
    loader = Loader.standing_at(ITS_END, seed=2, days=30)
    for first in range(1, count + 1, CHUNK):
        loader.load(range(first, min(first + CHUNK, count + 1)))


def run(*arguments: str, **environment: str) -> Ran:
    """``manage.py`` in a process of its own; ``environment``: what is otherwise there than here."""
    began = time.perf_counter()
    command = [sys.executable, "-W", "ignore", "manage.py", *arguments]
    child = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)  # it is reaped: nobody need wait for it again
    assert child.returncode == 0, arguments
    return Ran(time.perf_counter() - began, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime)

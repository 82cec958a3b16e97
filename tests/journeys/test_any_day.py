"""The suite is green on any day: it runs again with the machine's clock on days that are unlike others.

Each day takes as long as the tests without a browser take on SQLite.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

pytestmark = [
    pytest.mark.large,
    pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is not on the path"),
]
HANGS = "test_the_program_and_what_it_begins_have_limits_and_where_the_system_lets_it_no_network"
"""The limits of the reader of files stop faketime's own library, which then waits for ever, whatever the day."""
DAYS = {
    "the first of a month": "2027-02-01",
    "the last of a month": "2027-04-30",
    "a leap day": "2028-02-29",
    "New Year's Eve, a Friday": "2027-12-31",
    "a Friday on which the clocks of Amman changed": "2022-02-25",
}


@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS.keys())
def test_the_suite_is_green_on_this_day(day: str, tmp_path: Path) -> None:
    suite = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "tests"]
    suite += ["--deselect", f"tests/content/forms/test_preparing.py::{HANGS}"]
    # As a distance: from a date each process that tests begin would start anew, before its parent.
    seconds = round((datetime.fromisoformat(f"{day} 10:00:00+03:00") - datetime.now(UTC)).total_seconds())
    marks = ["-m", "not large and not browser and not postgres and not redis"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "INSAF_"))} | {
        # What waits goes by the monotonic clock, which the tests leave alone.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        # Times of files are moved as well: what is compiled here would look stale to every other run.
        "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
    }
    ended = subprocess.run(
        ["faketime", "-f", f"{seconds:+d}", *suite, *marks],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout[-20_000:]

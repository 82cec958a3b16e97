"""The benchmarks run, with little loaded: whoever measures next year finds them working."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PARTS = (
    *("beside_a_sweep", "hostile_files", "many_people", "slow_clients", "pages", "redis_stopped", "crowd"),
    *("screens", "sweeps"),
    *("million", "year", "searching", "many_due", "redating", "trial", "process_trial", "moving", "together"),
    *("figures_rebuild", "figures_dashboard", "national_reports", "bending", "rekeying", "restoring"),
)


@pytest.mark.large
@pytest.mark.postgres
def test_every_part_measures_what_an_issue_asks_for(child_environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    server, _, _name = child_environment["DATABASE_URL"].rpartition("/")
    environment = child_environment | {"INSAF_BENCH_POSTGRES": server}
    command = [sys.executable, "-m", "tests.bench", "--small", "--only", *PARTS, "--output", str(file)]
    subprocess.run(command, cwd=ROOT, env=environment, check=False)  # 1 when a goal is missed, as beside other work
    about, *rows = json.loads(file.read_text(encoding="utf-8"))
    assert about["small"] is True
    assert {row["name"].partition(":")[0].partition(",")[0] for row in rows} >= {"inbox", "case page", "answer (POST)"}
    assert [row["name"] for row in rows if row["unit"] == "count" and row["met"] is False] == []
    grown = [row["met"] for row in rows if "hostile" in row["name"] and row["unit"] == "MB"]
    assert grown == [True, True, True, True]  # memory is bounded beside other work, too

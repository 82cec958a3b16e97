"""A figure says whether its goal is met, and ``bench.json`` has the shape that others read."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench.figures import QUIET, Figure, Sheet


def test_a_goal_is_met_up_to_its_very_value() -> None:
    assert [Figure("a", value, "ms", 60).met for value in (59.9, 60, 60.1)] == [True, True, False]
    assert Figure("told", 7, "ms").met is None


def test_cpu_is_judged_as_on_a_quiet_machine() -> None:
    at_rest = Figure("page", 40, "ms", 50, yardstick=QUIET)
    assert (at_rest.met, at_rest.multiple) == (True, round(40 / QUIET, 4))
    assert Figure("page", 80, "ms", 50, yardstick=2 * QUIET).met is True
    assert Figure("page", 49, "ms", 50, yardstick=QUIET / 2).met is False
    assert ": 40.0 on a quiet machine" in at_rest.line()


def test_the_file_begins_with_what_it_was_measured_on(tmp_path: Path) -> None:
    told: list[str] = []
    sheet = Sheet(told.append)
    sheet.add("inbox: statements", 12, "count", 15)
    sheet.add("sweep: time", 7.5, "s", 6)
    sheet.add("page: CPU", 30, "ms", 50, yardstick=10)
    sheet.write(tmp_path / "bench.json", about={"database": "PostgreSQL 15"})
    about, *rows = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert about["name"] == "about"
    assert about["database"] == "PostgreSQL 15"
    assert rows == [
        {"name": "inbox: statements", "value": 12, "unit": "count", "goal": 15, "met": True},
        {"name": "sweep: time", "value": 7.5, "unit": "s", "goal": 6, "met": False},
        {"name": "page: CPU", "value": 30, "unit": "ms", "goal": 50, "met": True, "yardstick": 10, "multiple": 3},
    ]
    assert [figure.name for figure in sheet.missed] == ["sweep: time"]
    assert "NOT MET" in told[1]

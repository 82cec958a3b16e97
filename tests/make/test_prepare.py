"""A demo is made ready by one ``make demo`` at a time: a second one says so, and touches nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pytest_django import Settings

from content.forms.alone import alone
from tests.conftest import ROOT


def test_a_second_one_says_that_another_is_at_it(settings: Settings, tmp_path: Path) -> None:
    settings.READING_FOLDER = tmp_path / "reading"
    there = os.environ | {"INSAF_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'insaf.sqlite3'}"}
    with alone("demo"):
        done = subprocess.run(
            [sys.executable, ".make/prepare.py"], cwd=ROOT, env=there, capture_output=True, text=True, check=False
        )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().startswith("Another `make demo` makes this folder's demo ready")
    assert not (tmp_path / "insaf.sqlite3").exists()

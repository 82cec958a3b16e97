"""Of a hundred small wrong changes of a pure module its tests notice ninety-two: ``make mutants``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.architecture.sources import ROOT
from tests.mutants.modules import MODULES

ENOUGH = 0.92


@pytest.mark.large
@pytest.mark.parametrize("module", MODULES)
def test_nearly_every_mutant_is_killed(module: str, record_property: Callable[[str, str], None]) -> None:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "site"), str(ROOT / ".make")])
    ran = subprocess.run(
        [sys.executable, "-m", "tests.mutants", module, *MODULES[module]],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    *alive, counted = ran.stdout.splitlines()
    record_property("said", "\n    ".join([f"{counted} killed", *alive]))
    killed, total = map(int, counted.split(" of "))
    assert killed >= ENOUGH * total

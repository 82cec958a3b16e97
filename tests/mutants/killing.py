"""Runs the tests of a module once for each of its mutants, each in a fork of one prepared process, without a database.

Starting Python and Django takes longer than the tests do, thousands of times.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType

import django
import hypothesis
import pytest

from tests.mutants.changes import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = ["-q", "-x", "-m", "not database and not large", "--tb=no", "--assert=plain"]
OPTIONS += [
    word for name in ("cacheprovider", "faker", "unraisableexception", "xdist") for word in ("-p", f"no:{name}")
]
"""Without what takes longer than the tests: only whether one fails is asked."""
SECONDS = 20
"""Of CPU: what takes more goes round in a circle, and is noticed by that."""
ALIVE, DEAD = 3, 4
"""How a fork ends; any other way (a signal, no tests) is told apart below."""


def hunted(path: str, tests: list[str]) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant of the module at ``path`` (relative to the root), and whether the tests let it live.

    Raises ``AssertionError`` when they fail on the module as it is.
    """
    django.setup()
    hypothesis.settings.register_profile(
        "mutants", derandomize=True, database=None, phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate]
    )
    hypothesis.settings.load_profile("mutants")  # whatever fails has done its work: nobody asks for the least example
    module = import_module(path.removesuffix(".py").replace("/", "."))
    source = (ROOT / path).read_text(encoding="utf-8")
    assert _lives(module, compile(source, path, "exec"), tests), "the tests fail on the module as it is"
    gc.freeze()
    for mutant in mutants(source, path):
        yield mutant, _lives(module, mutant.code, tests)


def _lives(module: ModuleType, code: CodeType, tests: list[str]) -> bool:
    pid = os.fork()
    if not pid:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        _in_the_dark()
        try:
            _take_the_place_of(module, code)
            passed = pytest.main([*OPTIONS, *tests])
        except BaseException:  # noqa: BLE001  a module that cannot even be read is noticed too
            passed = pytest.ExitCode.TESTS_FAILED
        os._exit(ALIVE if passed == pytest.ExitCode.OK else DEAD)
    _pid, status = os.waitpid(pid, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == ALIVE


def _in_the_dark() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _take_the_place_of(module: ModuleType, code: CodeType) -> None:
    """Run the changed module, and put what it defines wherever the true one's was imported. No test is loaded yet."""
    true = dict(vars(module))
    exec(code, vars(module))  # noqa: S102  our own source
    for other in list(sys.modules.values()):
        for name, value in list(vars(other).items()):
            if name in true and value is true[name] and value is not vars(module)[name]:
                setattr(other, name, vars(module)[name])

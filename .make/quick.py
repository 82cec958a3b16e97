"""Lints, and runs the tests that are nearest to what changed, within a minute and a half."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from time import monotonic

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 90
STOPPING = 12
"""Seconds of them that are left to pytest for ending early."""
IN_PARALLEL = "2"
MARKS = "not large and not browser and not postgres and not redis"
NO_TESTS = 5
"""pytest's code where the marks left nothing to run."""
SOURCES = (".py", ".html", ".js", ".css")
_IMPORTED = re.compile(r"^\s*(?:from|import)\s+([\w.]+)(?:\s+import\s+(.+))?", re.MULTILINE)


def module_name(path: str) -> str:
    """The name by which a Python file is imported; "" of any other file and of the tests."""
    pure = PurePosixPath(path)
    if pure.suffix != ".py" or pure.parts[0] in ("tests", ".make"):
        return ""
    parts = pure.with_suffix("").parts
    return ".".join(parts[1:] if parts[0] == "site" else parts).removesuffix(".__init__")


def imported_modules(source: str) -> set[str]:
    """The modules that a source may import, by their whole names; with them names in a module, which are no modules."""
    names = set()
    for module, imported in _IMPORTED.findall(source):
        names.add(module)
        names |= {f"{module}.{name.strip(' ()')}" for name in imported.split(",") if name}
    return names


def nearest_tests(changed: Iterable[str], tests: Mapping[str, str]) -> list[str]:
    """The test files to run for the changed files, nearest first: those that changed themselves, then the twins
    (``tests/a/test_b.py`` of ``a/b.py``), then what imports a changed module or names a changed template or script,
    last the folder of a module's twin. ``tests``: the source by the path of each test file; paths as git writes them.
    """
    paths = sorted(changed)
    modules = {path: name for path in paths if (name := module_name(path))}
    twins = [str(PurePosixPath("tests", path).with_name(f"test_{PurePosixPath(path).stem}.py")) for path in modules]
    names = set(modules.values())
    files = {PurePosixPath(path).name for path in paths if PurePosixPath(path).suffix in (".html", ".js", ".css")}
    users = [
        path
        for path, source in tests.items()
        if names & imported_modules(source) or any(name in source for name in files)
    ]
    folders = {PurePosixPath("tests", path).parent for path in modules}
    beside = [path for path in tests if PurePosixPath(path).parent in folders]
    return [path for path in dict.fromkeys([*paths, *twins, *users, *beside]) if path in tests]


def changed_files() -> list[str]:
    """What differs from the last commit, new files too; where nothing does, what that commit changed."""
    new = _git("ls-files", "--others", "--exclude-standard")
    return _git("diff", "--name-only", "HEAD") + new or _git("diff", "--name-only", "HEAD~1")


def main() -> int:
    """The exit code: 0 where lint and all tests that ran are green."""
    ends = monotonic() + SECONDS
    tests = {path: (ROOT / path).read_text("utf-8") for path in _git("ls-files", "-co", "--exclude-standard", "tests")}
    chosen = nearest_tests(changed_files(), {path: tests[path] for path in tests if "/test_" in path})
    lint = subprocess.Popen(["make", "--silent", "lint"], cwd=ROOT)  # noqa: S607 - the make that called this
    failed = _run_tests(chosen, ends) if chosen else False
    if not chosen:
        print("No test is near to what changed.")
    return 1 if lint.wait() or failed else 0


def _run_tests(paths: list[str], ends: float) -> bool:
    """Whether one failed. What is not done at the end is not waited for, and that is said."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", IN_PARALLEL, "-m", MARKS, *paths]
    pytest = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 - our own words
    try:
        return pytest.wait(max(1, ends - STOPPING - monotonic())) not in (0, NO_TESTS)
    except subprocess.TimeoutExpired:
        pytest.send_signal(signal.SIGINT)
        pytest.wait()
        print(f"Not all of {len(paths)} files ran in {SECONDS} seconds: `make test` runs the rest.")
        return False


def _git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603, S607 - our own words
    return [line for line in done.stdout.splitlines() if line.endswith(SOURCES)]


if __name__ == "__main__":
    sys.exit(main())

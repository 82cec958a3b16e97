"""Runs the test suite wherever it can run here, and says what was left out and why."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis

from system_packages import browser

ROOT = Path(__file__).resolve().parents[1]
# Each checkout has a database name of its own, so that two can be tested at once.
POSTGRES = os.environ.get(
    "INSAF_TEST_POSTGRES", f"postgres://postgres@127.0.0.1:5432/insaf_{zlib.crc32(str(ROOT).encode()):08x}"
)
REDIS = os.environ.get("INSAF_TEST_REDIS", f"redis://127.0.0.1:6379/{zlib.crc32(str(ROOT).encode()) % 16}")
PROCESSES = str(min(2 * (os.cpu_count() or 1), 4))  # more than can run: many tests wait for what they started
AT_A_TIME = 12
"""Tests that a process is given at once: journeys in a browser, which stand together, are shared out among all."""
PYTEST = [sys.executable, "-m", "pytest"]
ALL = "--all"
"""The word that has the long tests run too: every state by every hand, crashes, made-up input, other days."""
ONE_WITH_A_DATABASE = "tests/test_made_once.py"
DEMANDED = set(os.environ.get("INSAF_TEST_DEMANDED", "").split())  # parts that may not be left out, as in CI


@dataclass(frozen=True)
class Part:
    """A part of the tests: why it cannot run here (empty when it can), and how it runs; None: within another part.

    ``where``: the files and folders that hold its tests, where it need not look through all.
    """

    name: str
    hindrance: Callable[[], str]
    marks: str | None
    database: str = ""
    processes: str = PROCESSES
    where: Callable[[], list[str]] = list


def no_postgres() -> str:
    server = POSTGRES.rpartition("/")[0]
    try:
        psycopg.connect(f"{server}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return f"no server lets us in at {server.rpartition('@')[2]}; INSAF_TEST_POSTGRES names another"
    return ""


def no_redis() -> str:
    try:
        with redis.Redis.from_url(REDIS, socket_connect_timeout=3) as there:
            there.ping()
    except redis.RedisError:
        return f"none answers at {REDIS.rpartition('@')[2]}; INSAF_TEST_REDIS names another"
    return ""


def no_browser() -> str:
    if not browser():
        return "Chromium is not on the path"
    return "" if (ROOT / "node_modules" / "axe-core").is_dir() else "axe-core is not in node_modules"


def no_nginx() -> str:
    return "" if shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin") else "it is not installed"


def marked_for_redis() -> list[str]:
    """Files with tests of the part Redis, and folders whose ``conftest.py`` marks some: few of a thousand."""
    files = [path for path in (ROOT / "tests").rglob("*.py") if "pytest.mark.redis" in path.read_text(encoding="utf-8")]
    return sorted(str(path.parent if path.name == "conftest.py" else path) for path in files)


PARTS = [
    Part("SQLite", lambda: "", "not postgres and not redis"),
    Part("browser", no_browser, None),
    Part("nginx", no_nginx, None),
    Part("PostgreSQL", no_postgres, "(both or postgres) and not redis", POSTGRES),
    # These share the one database that they empty.
    Part("Redis", no_redis, "redis", processes="0", where=marked_for_redis),
]


def surroundings(part: Part) -> dict[str, str]:
    """The environment of a part's processes."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["INSAF_TEST_REDIS"] = REDIS
    return environment | ({"DATABASE_URL": part.database} if part.database else {})


def names_some(extra: list[str]) -> bool:
    """Whether the arguments for pytest say which tests are to run."""
    return any(not each.startswith("-") for each in extra)


def run(part: Part, extra: list[str], *, quietly: bool = False) -> bool:
    """Whether all went well; ``quietly``: what pytest says is printed when it is over."""
    # Each process keeps the order of its tests: those that commit, and so empty the tables, come last. Work that is
    # stolen from another process would come after them.
    where = [] if names_some(extra) else part.where()
    command = [
        *PYTEST,
        "-n",
        part.processes,
        f"--maxschedchunk={AT_A_TIME}",
        "-m",
        f"({part.marks}) and not large" if ALL not in extra else str(part.marks),
        "--durations=20",
        *where,
        *(word for word in extra if word != ALL),
    ]
    begins = f"\n=== tests on {part.name}"
    if not quietly:
        print(begins, flush=True)
    output = subprocess.PIPE if quietly else None
    done = subprocess.run(  # noqa: S603  our own words
        command, cwd=ROOT, env=surroundings(part), check=False, stdout=output, stderr=output and subprocess.STDOUT
    )
    if quietly:
        print(f"{begins}\n{done.stdout.decode(errors='replace')}", flush=True)
    return done.returncode == 0


def compiled_nothing() -> bool:
    """Whether this checkout is so new that no test was ever read here."""
    return not any((ROOT / "tests").rglob("*.pyc"))


def migrating(parts: list[Part], files: Sequence[str] = ()) -> list[subprocess.Popen[bytes]]:
    """Processes that migrate the databases of these parts, each its own; ``tests/migrated_once.py`` keeps what came of
    it for the part itself. They share ``files`` among them: each collects some, so that Python keeps them compiled."""
    started = []
    for number, part in enumerate(parts):
        some = files[number :: len(parts)]
        one = [*PYTEST, "-n", "0", "-q", "-k", Path(ONE_WITH_A_DATABASE).stem, ONE_WITH_A_DATABASE, *some]
        environment = surroundings(part)
        started.append(subprocess.Popen(one, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL))  # noqa: S603  as above
    return started


def main(extra: list[str]) -> int:
    left_out = {part.name: why for part in PARTS if (why := part.hindrance())}
    ran = [part for part in PARTS if part.marks is not None and part.name not in left_out]
    theirs = [part for part in ran if part.database]
    if compiled_nothing() and not names_some(extra):
        # Else each process of SQLite's compiles every test, which is half of what collecting them costs, and all but
        # one wait for that one to migrate.
        files = sorted(str(path) for path in (ROOT / "tests").rglob("test_*.py") if path != ROOT / ONE_WITH_A_DATABASE)
        for each in migrating([ran[0], *theirs], files):
            each.wait()
        theirs = []
    migrated = migrating(theirs)  # while SQLite's processes wait for the one of them that migrates theirs
    failed = [part.name for part in ran[:1] if not run(part, extra)]
    for each in migrated:
        each.wait()
    # One process that mostly waits: beside the others it takes no time.
    alone = [part for part in ran[1:] if part.processes == "0"]
    with ThreadPoolExecutor() as beside:
        besides = [(part, beside.submit(run, part, extra, quietly=True)) for part in alone]
        failed += [part.name for part in ran[1:] if part not in alone and not run(part, extra)]
        failed += [part.name for part, ended in besides if not ended.result()]
    for name, why in left_out.items():
        print(f"Left out: {name} ({why}).")
    if not left_out:
        print("Nothing was left out.")
    if failed:
        print(f"Failed on: {', '.join(failed)}.")
    return 1 if failed or DEMANDED & set(left_out) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

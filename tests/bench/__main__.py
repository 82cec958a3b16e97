"""``make bench``: runs the parts one after the other, prints the figures as a table and writes ``bench.json``."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.bench.figures import Figure, Sheet

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("INSAF_BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")


@dataclass(frozen=True, slots=True)
class Part:
    """A module of this folder, and the database it is measured in: a name on the server, or SQLite when empty."""

    module: str
    database: str = ""


PARTS = (
    Part("start"),
    Part("working_time"),
    Part("suggesting"),
    Part("same_matter"),
    Part("tables"),
    Part("diagram"),
    Part("beside_a_sweep"),
    Part("hostile_files"),
    Part("many_people"),
    Part("slow_clients"),
    Part("pages"),
    Part("redis_stopped"),
    Part("crowd", "insaf_bench_crowd"),
    Part("screens", "insaf_bench_open"),
    Part("sweeps", "insaf_bench_open"),  # goes on where the screens left it
    Part("million", "insaf_bench_million"),
    Part("year", "insaf_bench_year"),
    Part("searching"),
    Part("searching", "insaf_bench_search"),
    Part("many_due"),
    Part("many_due", "insaf_bench_due"),
    Part("redating", "insaf_bench_redating"),
    Part("together", "insaf_bench_together"),
    Part("trial", "insaf_bench_trial"),
    Part("process_trial", "insaf_bench_process_trial"),
    Part("moving", "insaf_bench_moving"),
    Part("figures_rebuild", "insaf_bench_figures"),
    Part("figures_dashboard", "insaf_bench_figures"),  # both go on where the rows were made
    Part("national_reports", "insaf_bench_figures"),
    Part("rekeying", "insaf_bench_rekeying"),
    Part("restoring"),
    Part("restoring", "insaf_bench_restoring"),
    Part("processes", "insaf_bench_processes"),
    Part("bending", "insaf_bench_bending"),
    Part("figures_reports"),
    Part("figures_reports", "insaf_bench_figures"),
)


def main() -> int:
    """0 when every goal is met, 1 when one is missed."""
    asked = _arguments()
    parts = [part for part in PARTS if part.module in asked.only]
    for name in sorted({part.database for part in parts} - {""}):
        _make_anew(name)
    sheet = Sheet(lambda line: None)
    with tempfile.TemporaryDirectory(prefix="insaf-bench-") as folder:
        for part in parts:
            print(f"\n=== {part.module} ({part.database or 'SQLite'})", flush=True)
            for row in _run(part, Path(folder), small=asked.small):
                sheet.figures.append(Figure(**row))
    for name in sorted({part.database for part in parts} - {""}):
        _drop(name)
    sheet.write(asked.output, about={"database": f"{_version()} and SQLite", "small": asked.small})
    print(f"\n{len(sheet.figures)} figures, {len(sheet.missed)} short of their goal. Written to {asked.output.name}.")
    return 1 if sheet.missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=[part.module for part in PARTS], metavar="PART")
    parser.add_argument("--small", action="store_true", help="load little: to see that all of it runs")
    parser.add_argument("--output", type=Path, default=ROOT / "bench.json")
    asked = parser.parse_args()
    asked.only = asked.only or [part.module for part in PARTS]
    return asked


def _run(part: Part, folder: Path, *, small: bool) -> list[dict[str, Any]]:
    var = folder / (part.database or part.module)
    environment = os.environ | {
        "DATABASE_URL": f"{SERVER}/{part.database}" if part.database else f"sqlite:///{var}/insaf.sqlite3",
        "INSAF_ENV": "demo",
        "INSAF_LIMITS": "off",  # one machine plays a country here
        "INSAF_VAR": str(var),
        "EMAIL_URL": "dummymail://",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site"), str(ROOT / ".make")]),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "BENCH_SMALL": "1" if small else "",
    }
    file = folder / f"{part.module}.json"
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.one_part", part.module, str(file)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return rows


def _make_anew(name: str) -> None:
    _drop(name)
    with _server() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _drop(name: str) -> None:
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _version() -> str:
    with _server() as server:
        row = server.execute("SHOW server_version").fetchone()
    return f"PostgreSQL {row[0] if row else ''}"


def _server() -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(f"{SERVER}/postgres", autocommit=True)


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tests.bench.one_part NAME FILE``: one part of the benchmarks in the database of the environment.

Its figures go to the screen as they come and, as JSON, to FILE. ``BENCH_SMALL`` in the environment: little is loaded.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import django

from tests.bench.figures import Sheet
from tests.bench.sizes import FULL, SMALL

WITHOUT_DATABASE = {"start", "working_time", "tables", "suggesting", "same_matter"}
WITHOUT_PAGES = {"many_due", "redating", "trial", "process_trial", "figures_reports"}
OF_THE_QUEUE = {"redating", "trial", "process_trial", "moving"}


def main(name: str, file: Path) -> None:
    """Bring the database up to date, measure, and write down."""
    django.setup()
    if name not in WITHOUT_DATABASE:
        from django.core.management import call_command  # noqa: PLC0415  settings must be there first

        call_command("migrate", verbosity=0, interactive=False)
        if name not in WITHOUT_PAGES:
            call_command("collectstatic", verbosity=0, interactive=False)
        call_command("demo_world")
    part = importlib.import_module(f"tests.bench.{name}")
    gc.freeze()  # as the web server does
    if name in OF_THE_QUEUE:
        from portal.queue.cluster import collect_seldom  # noqa: PLC0415  settings must be there first

        collect_seldom()
    sheet = Sheet(lambda line: print(line, flush=True))
    part.measure(sheet, SMALL if os.environ.get("BENCH_SMALL") else FULL)
    file.write_text(json.dumps([asdict(figure) for figure in sheet.figures]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

"""Brings the demo's database, static files and world up to date, in one process so that a second start is quick."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from content.forms.alone import alone  # noqa: PLC0415  the settings are read by now

    with alone("demo") as mine:
        if mine is None:
            sys.exit("Another `make demo` makes this folder's demo ready: wait until it is served, then start again.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("demo_world", cases=int(os.environ.get("CASES") or 0))


if __name__ == "__main__":
    main()

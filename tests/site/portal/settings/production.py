"""Settings of production, read by a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

PRODUCTION = {
    "INSAF_ENV": "production",
    "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "FIELD_KEYS": "only-for-this-test-9876543210-zyxwvutsrq",
    "ALLOWED_HOSTS": "insaf.example",
    "DATABASE_URL": "sqlite://:memory:",
}


READS = "from portal import settings; print(settings.PRODUCTION, settings.DEBUG)"


def started(given: dict[str, str], var: Path, does: str = READS) -> subprocess.CompletedProcess[str]:
    """Another process that reads the settings, as a server does when it starts."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    ours = {"PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "portal.settings", "INSAF_VAR": str(var)}
    return subprocess.run(
        [sys.executable, "-c", does],
        env={"PATH": os.environ["PATH"], **ours, **given},
        capture_output=True,
        text=True,
        check=False,
    )

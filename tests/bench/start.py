"""How long a newcomer waits: from a fresh clone to the home page of ``make demo``."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from http import HTTPStatus
from pathlib import Path

from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600  # seconds
OURS = ("DATABASE_URL", "INSAF_VAR", "INSAF_ENV", "EMAIL_URL", "PYTHONPATH", "DJANGO_SETTINGS_MODULE")


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Clone what is committed, start it twice."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "insaf"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)], check=True)
        sheet.add("make demo from nothing: until the home page answers", _until_it_answers(clone), "s", 180)
        sheet.add("make demo again: until the home page answers", _until_it_answers(clone), "s")


def _until_it_answers(clone: Path) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    began = time.perf_counter()
    command = ["make", "--silent", "demo", f"PORT={port}"]
    demo = subprocess.Popen(command, cwd=clone, env=clean, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        while not _answers(port):
            assert demo.poll() is None, "make demo ended by itself"
            assert time.perf_counter() - began < PATIENCE
            time.sleep(0.2)
        return time.perf_counter() - began
    finally:
        os.killpg(demo.pid, signal.SIGTERM)
        demo.wait()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False

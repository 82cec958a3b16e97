"""Several processes that do the same at once, forked from one that has read our code: that takes seconds each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 120
BEFORE = """
import os
import sys
import django
django.setup()
children = []
for number in range(int(sys.argv[1])):
    child = os.fork()
    if not child:
        break
    children.append(child)
else:
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    sys.exit(str(ended) if any(ended) else 0)
"""


def forked(count: int, program: str, environment: dict[str, str]) -> None:
    """Run ``program`` in so many processes, which know themselves by ``number``; all must end well.

    None has a connection, a lock or anything read from the other: nothing is asked before they part.
    """
    command = [sys.executable, "-c", BEFORE + program, str(count)]
    subprocess.run(command, env=environment, cwd=ROOT, check=True, timeout=SECONDS)

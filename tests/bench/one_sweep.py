"""``python -m tests.bench.one_sweep ISO``: one pass of the clock at an instant, without delivery, and its memory."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import django


def main() -> None:
    """Prints ``begins``, then ``{"due": …, "peak": MB, "program": MB before it}``."""
    django.setup()
    from permissions.now import standing_at  # noqa: PLC0415  models must be there first
    from workflows.clock.sweep import sweep_clock  # noqa: PLC0415  see above

    program = _peak()
    print("begins", flush=True)
    with standing_at(datetime.fromisoformat(sys.argv[1])):
        swept = sweep_clock()
    print(json.dumps({"due": swept.due, "peak": _peak(), "program": program}))


def _peak() -> float:
    """The most memory that this process held, in MB: not what its parent had, which ``getrusage`` goes on from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()

"""``python -m tests.bench.one_sweep ISO``: one pass of the clock at an instant, without delivery, and its memory."""

from __future__ import annotations

import json
import resource
import sys
from datetime import datetime

import django


def main() -> None:
    """Prints ``begins``, then ``{"due": …, "peak": MB}``."""
    django.setup()
    from permissions.now import standing_at  # noqa: PLC0415  models must be there first
    from workflows.clock.sweep import sweep_clock  # noqa: PLC0415  see above

    print("begins", flush=True)
    with standing_at(datetime.fromisoformat(sys.argv[1])):
        swept = sweep_clock()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"due": swept.due, "peak": peak}))


if __name__ == "__main__":
    main()

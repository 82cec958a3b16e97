"""``python -m tests.bench.seed_for_peers N``: open cases as the driver that measures peers describes them.

92 agencies dealt to in turn, one message of some 300 characters each, one officer an agency who sees only its own.
What differs: a date is what the ladder says, two working days after arrival, so they all came within the last day and
none is late yet; the adapter lets the time come for one in a hundred.
"""

from __future__ import annotations

import sys

import django


def main(count: int) -> None:
    """Into the database of the environment, which has the demo world."""
    django.setup()
    from tests.bench.country import fill  # noqa: PLC0415  models must be there first

    fill(count, most=count, busy=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""A demo world that comes out the same each time: clock, secrets and seed are fixed.

Nothing in this package imports the platform by a path that may move: it runs in the checkout of any commit.
"""

from __future__ import annotations

import os
import random
import sys
from datetime import UTC, datetime

NOW = datetime(2027, 3, 9, 7, tzinfo=UTC)
MONTH = "2027-02"
CASES = 60
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "FIELD_KEYS": "same-0123456789-abcdefghijklmnopqrstuvwxyz-same",
    "INSAF_ENV": "demo",
    "INSAF_LIMITS": "off",
    "INSAF_NOW": NOW.isoformat(),
    "INSAF_URL": "http://testserver",
    "PYTHONHASHSEED": "0",
    "PYTHONWARNINGS": "ignore",
    "SECRET_KEY": "same-abcdefghijklmnopqrstuvwxyz-0123456789-same",
    "TZ": "UTC",
}
"""What a snapshot's processes run in; ``DATABASE_URL`` and ``INSAF_VAR`` come beside it."""


def fix_secrets(seed: str) -> None:
    """Draw what the machine's random source gives from ``seed``: ``os.urandom``, and with it UUIDs and tokens."""
    source = random.Random(seed)  # noqa: S311  the opposite of a secret is wanted
    os.urandom = source.randbytes
    random._urandom = source.randbytes  # type: ignore[attr-defined]  # what SystemRandom reads, and secrets with it
    random.seed(seed)


def set_up() -> None:
    """Start Django with the fixed clock. What reads the time in a default or a field asks ``timezone.now`` first."""
    from django.utils import timezone

    timezone.now = lambda: NOW
    import django

    django.setup()


def make() -> None:
    """Migrate the database and load the demo world."""
    from django.core.management import call_command

    fix_secrets("world")
    set_up()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("demo_world", cases=CASES, stdout=sys.stderr)


if __name__ == "__main__":
    make()

"""Changes of what is in force, one at a time: each sees what the one before it put in force or took out."""

from __future__ import annotations

from django.db import connection

PUBLISHING = 0x1E5AF
"""The number of the lock among PostgreSQL's advisory ones."""


def wait_for_others() -> None:
    """Wait until nobody else is between looking and changing; ends with the transaction, which must be open.

    It comes before every lock of a row, so that nobody who holds one waits here. On SQLite whoever writes is alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PUBLISHING])

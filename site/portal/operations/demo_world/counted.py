"""What was loaded is counted, so that PostgreSQL plans for it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Model


def have_counted(models: Iterable[type[Model]]) -> None:
    """Until PostgreSQL has counted the rows of a table, it plans as if there were none, and keeps such a plan for as
    long as a connection lasts: each hundred cases then looks through all that are there. Elsewhere this does nothing.

    Not what is empty still: a table that was counted so is searched row by row.
    """
    if connection.vendor != "postgresql":
        return
    filled = [model._meta.db_table for model in models if model._default_manager.exists()]
    if filled:
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, filled))}")

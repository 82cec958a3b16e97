"""``migrate`` gives up where somebody holds a table, instead of stopping everybody who comes after it."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, connections, transaction

from portal.operations import migrating
from portal.operations.migrating import begin_migrating, end_migrating

pytestmark = pytest.mark.postgres


def lock_timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_waits_for_a_lock_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = lock_timeout()
    begin_migrating(using="default")
    assert lock_timeout() == migrating.LOCK_TIMEOUT
    monkeypatch.setattr(migrating, "LOCK_TIMEOUT", "50ms")
    begin_migrating(using="default")
    holder = connections.create_connection("default")
    try:
        holder.ensure_connection()
        with holder.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE workflows_theme IN ACCESS SHARE MODE")
        with (
            pytest.raises(OperationalError, match="lock timeout"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("ALTER TABLE workflows_theme ADD COLUMN extra integer")
    finally:
        holder.close()
        end_migrating(using="default")
    assert lock_timeout() == usual

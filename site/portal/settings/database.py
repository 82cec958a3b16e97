"""Which database, and how it is spoken to."""

from __future__ import annotations

from typing import Any

from portal.settings.environment import VAR, env


def databases() -> dict[str, Any]:
    """``DATABASE_URL``; without it SQLite under ``var/``.

    SQLite: WAL; FULL, since NORMAL can lose an acknowledged commit on a power cut; IMMEDIATE, since a deferred
    transaction that starts to write fails at once when another writes. What is deleted is overwritten: nothing of what
    was erased lies in free pages.

    PostgreSQL: a statement that comes again on a connection is planned once. Planning was ten of an officer's answer's
    35 ms. A pooler that shares connections between transactions may not allow it: ``?prepare_threshold=1000000000``.
    Nor is one compiled (``jit``): for the counts of an inbox that took ten times as long as counting. A page that is
    not the next costs little more than one that is (``random_page_cost``), as on any disk without a moving arm: with
    PostgreSQL's 4 it read all people to find whose the thirty addresses of an inbox are. A pooler that
    knows no such option is told to pass it over (``ignore_startup_parameters``), or the address says others.
    """
    database: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'insaf.sqlite3'}")
    if database["ENGINE"] == "django.db.backends.sqlite3":
        VAR.mkdir(parents=True, exist_ok=True)
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            ),
        }
    else:
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
        ours = {"server_side_binding": True, "prepare_threshold": 3, "options": "-c jit=off -c random_page_cost=1.1"}
        database["OPTIONS"] = ours | database.get("OPTIONS", {})
    return {"default": database}

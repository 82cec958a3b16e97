"""The schema of both databases as text: tables with their columns by name, indexes, constraints, triggers."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

DATABASE = "insaf_same_schema"
SERVER = os.environ.get("INSAF_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/insaf")
ASKED = """
    SELECT 'column', table_name || '.' || column_name,
        concat_ws(' ', udt_name, character_maximum_length, is_nullable, column_default, collation_name, is_identity)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'extension', extname, '' FROM pg_extension
    ORDER BY 1, 2, 3
"""


def write_sqlite(database: Path, file: Path) -> None:
    """Each table with its columns in the order of their names; then indexes, triggers and virtual tables."""
    lines = []
    with sqlite3.connect(database) as connection:
        for kind, name, statement in connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        ):
            words = " ".join(statement.split())
            if kind == "table" and not words.startswith("CREATE VIRTUAL"):
                _head, _, body = words.partition("(")
                lines += [f"table {name}: {part}" for part in _columns(body.rpartition(")")[0])]
            else:
                lines.append(f"{kind} {name}: {words}")
    connection.close()
    file.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")


def _columns(body: str) -> list[str]:
    """What stands between the outermost commas."""
    parts, depth, begun = [], 0, 0
    for place, sign in enumerate(body):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append(body[begun:place].strip())
            begun = place + 1
    return [*parts, body[begun:].strip()]


def write_postgres(file: Path) -> None:
    """Migrate a database of its own on the server and read what came of it."""
    import psycopg

    parts = urlsplit(SERVER)
    server, made = (urlunsplit(parts._replace(path=f"/{name}")) for name in ("postgres", DATABASE))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
        try:
            environment = os.environ | {"DATABASE_URL": made}
            subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], env=environment, check=True)
            with psycopg.connect(made) as there:
                rows = there.execute(ASKED).fetchall()
        finally:
            connection.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")
    file.write_text(
        "".join(f"{kind} {name}: {' '.join(words.split())}\n" for kind, name, words in rows), encoding="utf-8"
    )


if __name__ == "__main__":
    write_postgres(Path(sys.argv[1]))

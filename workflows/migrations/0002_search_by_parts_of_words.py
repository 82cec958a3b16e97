"""On PostgreSQL, parts of words in a case's search text are found by an index."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def add_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            "CREATE INDEX case_search ON workflows_case USING gin (search_text gin_trgm_ops) WITH (fastupdate = off)"
        )


def drop_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS case_search")


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_cases")]

    operations = [migrations.RunPython(add_index, drop_index)]

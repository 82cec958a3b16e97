"""What changes in open work waits in a short list of the search's index and is sorted in together."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def sort_in_together(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        # Each new date made some fifty entries, one by one: nearly half of what re-dating cost the database. A search
        # reads the list too, so it stays short: 256 kB, a few hundred rows.
        schema_editor.execute("ALTER INDEX work_search SET (fastupdate = on, gin_pending_list_limit = 256)")


def sort_in_at_once(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER INDEX work_search SET (fastupdate = off)")


class Migration(migrations.Migration):
    dependencies = [("workflows", "0039_processes_on_the_past")]

    operations = [migrations.RunPython(sort_in_together, sort_in_at_once)]

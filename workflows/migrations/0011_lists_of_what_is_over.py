"""The lists of answered and of closed cases: found by agency or track in the order of change, and by parts of words."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OVER = models.Q(status__in=["answered", "closed"])


def add_search(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        # Its pending list takes what an answer adds; the next vacuum sorts it in.
        schema_editor.execute(
            "CREATE INDEX case_over_search ON workflows_case USING gin (search_text gin_trgm_ops) "
            "WHERE status IN ('answered', 'closed')"
        )


def drop_search(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS case_over_search")


class Migration(migrations.Migration):
    dependencies = [("workflows", "0010_editions_by_definitions")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["agency", "status", "-changed_at", "-id"], condition=OVER, name="case_over_by_agency"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["track", "status", "-changed_at", "-id"], condition=OVER, name="case_over_by_track"
            ),
        ),
        migrations.RunPython(add_search, drop_search),
    ]

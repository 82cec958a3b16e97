"""A search looks at open work alone: its text stands there, and on PostgreSQL parts of words are found by an index."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def copy_texts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    texts = apps.get_model("workflows", "Case").objects.filter(pk=OuterRef("case_id")).values("search_text")
    apps.get_model("workflows", "Work").objects.update(search_text=Subquery(texts))


def move_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gin")
        schema_editor.execute("DROP INDEX IF EXISTS case_search")
        schema_editor.execute(
            "CREATE INDEX work_search ON workflows_work USING gin (agency_id, search_text gin_trgm_ops) "
            "WITH (fastupdate = off) WHERE done_at IS NULL AND NOT waits"
        )


def move_index_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS work_search")
        schema_editor.execute(
            "CREATE INDEX case_search ON workflows_case USING gin (search_text gin_trgm_ops) WITH (fastupdate = off)"
        )


class Migration(migrations.Migration):
    # The index is built on rows that the copy has just changed, which PostgreSQL refuses within one transaction.
    atomic = False
    dependencies = [("workflows", "0002_search_by_parts_of_words")]

    operations = [
        migrations.AddField(
            model_name="work",
            name="search_text",
            field=models.TextField(default="", help_text="The case's, so that a search reads no other table."),
            preserve_default=False,
        ),
        migrations.RunPython(copy_texts, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(move_index, move_index_back),
    ]

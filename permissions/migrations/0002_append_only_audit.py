"""The audit chain gets its one head, and triggers that refuse to change what was written."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from permissions.audit import triggers


def add_head(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    head = apps.get_model("permissions", "AuditHead")
    head.objects.using(schema_editor.connection.alias).get_or_create(pk=1)


def add_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.create(schema_editor.connection)


def remove_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("permissions", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            model_name="audithead",
            constraint=models.CheckConstraint(condition=models.Q(pk=1), name="audit_head_is_one_row"),
        ),
        migrations.RunPython(add_head, migrations.RunPython.noop),
        migrations.RunPython(add_triggers, remove_triggers),
    ]

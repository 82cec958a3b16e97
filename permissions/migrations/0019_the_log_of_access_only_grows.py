"""The log of access gets triggers that refuse to change what was written, and to remove it before its time."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from permissions.audit import triggers


def add_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.create(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("permissions", "0018_who_looked")]

    operations = [migrations.RunPython(add_triggers, migrations.RunPython.noop)]

"""Open figures of agencies by blocks of months, in a table that is only ever added to."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from permissions.audit import triggers


def add_triggers(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.create(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0148_promises_missed_before")]

    operations = [
        migrations.CreateModel(
            name="OpenBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="2026-Q4, 2026-H2 or 2026.", max_length=7, unique=True)),
                ("told", models.JSONField()),
                ("names", models.JSONField()),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "open figures of several months",
                "verbose_name_plural": "open figures of several months",
                "default_permissions": (),
                "ordering": ["-opened_at", "-pk"],
            },
        ),
        migrations.RunPython(add_triggers, migrations.RunPython.noop),
    ]

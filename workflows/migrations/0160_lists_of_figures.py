"""The requests behind each number of a national report, in a table that is only ever added to."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from permissions.audit import triggers


def add_triggers(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.create(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0149_board_by_the_index")]

    operations = [
        migrations.CreateModel(
            name="FigureList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("figure", models.CharField(max_length=60)),
                ("packed", models.BinaryField()),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lists", to="workflows.snapshot"
                    ),
                ),
            ],
            options={
                "verbose_name": "requests behind a number",
                "verbose_name_plural": "requests behind numbers",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("snapshot", "figure"), name="figure_list_once"),
                ],
            },
        ),
        migrations.RunPython(add_triggers, migrations.RunPython.noop),
    ]

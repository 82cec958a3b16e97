"""An edition of a report is a period, a cut-off and the version of the definitions that it was counted by."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from permissions.audit import triggers


def forget_what_was_never_made(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Files that were asked for under the first definitions and are not there: they can be asked for again."""
    apps.get_model("workflows", "ReportFile").objects.exclude(state="made").delete()


def add_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite loses those of a table that it makes anew."""
    triggers.create(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("workflows", "0009_identity_closed")]

    operations = [
        migrations.RunPython(forget_what_was_never_made, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="snapshot", name="snapshot_once_per_cut_off"),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.UniqueConstraint(
                fields=("kind", "period", "cut_off", "definitions"), name="snapshot_once_per_cut_off"
            ),
        ),
        migrations.RemoveConstraint(model_name="reportfile", name="report_file_asked_once"),
        migrations.AddField(
            model_name="reportfile",
            name="definitions",
            field=models.PositiveSmallIntegerField(
                default=1, help_text="The version of the definitions that it is written by."
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.UniqueConstraint(
                fields=("kind", "period", "cut_off", "definitions", "format", "language"),
                name="report_file_asked_once",
            ),
        ),
        migrations.RunPython(add_triggers, migrations.RunPython.noop),
    ]

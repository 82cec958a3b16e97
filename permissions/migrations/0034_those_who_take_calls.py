"""The right to take calls is back, with a screen for it; a role that had lost it has it again. Whose telephone rings
stands with the account."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

RIGHTS = (
    *("view_case", "work_case", "view_every_case", "work_every_case", "handle_sensitive", "open_identity"),
    *("publish_rules", "edit_pages", "manage_people", "manage_body", "read_audit", "read_reports", "take_calls"),
)


def give_it_back(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Of a role that an installation of before has emptied; ``set_up`` brings its group in line."""
    apps.get_model("permissions", "Role").objects.filter(code="call_taker", rights=[]).update(rights=["take_calls"])


class Migration(migrations.Migration):
    dependencies = [
        ("permissions", "0032_areas"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="agency",
            options={
                "default_permissions": (),
                "ordering": ["code"],
                "permissions": [(right, right) for right in RIGHTS],
                "verbose_name": "agency",
                "verbose_name_plural": "agencies",
            },
        ),
        migrations.AddField(
            model_name="user",
            name="extension",
            field=models.CharField(
                blank=True,
                help_text="At the telephone exchange: its calls come to their screen.",
                max_length=16,
                verbose_name="extension",
                default="",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                condition=models.Q(("extension", ""), _negated=True), fields=("extension",), name="extension_of_one"
            ),
        ),
        migrations.RunPython(give_it_back, migrations.RunPython.noop),
    ]

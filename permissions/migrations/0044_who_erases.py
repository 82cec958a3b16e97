"""The right to erase requests and to hold them back from that. Who has it, its own role says, which ``set_up`` makes."""

from django.db import migrations

RIGHTS = (
    *("view_case", "work_case", "view_every_case", "work_every_case", "handle_sensitive", "open_identity"),
    *("publish_rules", "edit_pages", "manage_people", "manage_body", "read_audit", "read_reports", "take_calls"),
    "erase_case",
)


class Migration(migrations.Migration):
    dependencies = [
        ("permissions", "0041_proofs_of_rows"),
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
    ]

"""A digest beside each row that is proved, and how far the trail was told elsewhere.

Rows of before are taken in after the migration (``proving.taking_in``).
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("permissions", "0037_reading")]

    operations = [
        migrations.AlterModelManagers(name="user", managers=[]),
        migrations.CreateModel(
            name="RowProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=63)),
                ("row", models.BigIntegerField()),
                ("salt", models.CharField(blank=True, max_length=32)),
                (
                    "digest",
                    models.CharField(
                        blank=True, help_text="HMAC-SHA-256 in hex; empty: the row is gone.", max_length=64
                    ),
                ),
                (
                    "mac",
                    models.CharField(
                        blank=True, help_text="Of all the others, while they are not sealed.", max_length=64
                    ),
                ),
                ("sealed", models.CharField(blank=True, max_length=64)),
                (
                    "sealed_in",
                    models.BigIntegerField(default=0, help_text="The entry of the audit trail; 0: none yet."),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("mac", ""), _negated=True), fields=["id"], name="proof_waits_for_its_seal"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("table", "row"), name="proof_once_for_a_row")],
            },
        ),
        migrations.CreateModel(
            name="ToldElsewhere",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.CharField(max_length=6, unique=True)),
                ("count", models.BigIntegerField(default=0, help_text="Up to which entry.")),
                ("at", models.DateTimeField(help_text="That of the last head that was told.", null=True)),
                (
                    "stamped",
                    models.BigIntegerField(default=0, help_text="Entries of the last head that was stamped."),
                ),
                ("problem", models.CharField(blank=True, max_length=200)),
                ("failing_since", models.DateTimeField(null=True)),
            ],
            options={"default_permissions": ()},
        ),
    ]

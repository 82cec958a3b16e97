"""Own dashboards, thresholds, and the kind of notice that tells of one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0093_counted_by_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("assigned", "A request was assigned to me"),
                    ("arrived", "A request has come to me"),
                    ("escalated", "A request was escalated to me"),
                    ("due", "A date is near, or has passed"),
                    ("citizen", "A citizen wrote"),
                    ("consulted", "A statement between agencies"),
                    ("quality", "The quality of an answer was checked"),
                    ("mentioned", "A colleague mentioned me"),
                    ("watched", "Something changed on a request that I watch"),
                    ("draft", "A draft of the rules waits for a second person"),
                    ("access", "Identities, readers by name, and what is lent to me"),
                    ("job", "Work or a file that I asked for is done"),
                    ("report", "A report that is sent to me"),
                    ("threshold", "A figure crossed a threshold of mine"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("board", models.CharField(max_length=20)),
                ("tiles", models.JSONField(default=list)),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "own dashboard",
                "verbose_name_plural": "own dashboards",
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("user", "board"), name="arrangement_once")],
            },
        ),
        migrations.CreateModel(
            name="Threshold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("board", models.CharField(max_length=20)),
                ("tile", models.CharField(max_length=40)),
                ("above", models.BooleanField(help_text="Told when the number is higher; else when it is lower.")),
                ("limit", models.FloatField(help_text="In the unit of the measure.")),
                ("crossed", models.BooleanField(default=False)),
                ("crossings", models.PositiveIntegerField(default=0)),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "threshold",
                "verbose_name_plural": "thresholds",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("user", "board", "tile", "above"), name="threshold_once")
                ],
            },
        ),
    ]

"""A draft of a process tried on the past, and past cases that are kept as its examples."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0036_waits_for_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="job",
            name="kind",
            field=models.CharField(
                choices=[
                    ("effect", "what it would change on open cases"),
                    ("redate", "open deadlines re-dated"),
                    ("trial", "tried on the past"),
                    ("retrace", "requests of the past led through it again"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ProcessExample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("process", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("blocks", models.BooleanField(default=False)),
                ("life", models.JSONField()),
                ("road", models.JSONField()),
                ("kept_at", models.DateTimeField()),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "example of a process",
                "verbose_name_plural": "examples of processes",
                "ordering": ["process", "name"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("process", "name"), name="example_named_once")],
            },
        ),
    ]

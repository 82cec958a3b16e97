"""Plans by which running requests go on by another version of their process, and the jobs that look and move."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0043_search_is_written_in_bulk"),
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
                    ("foresee", "what a plan would move"),
                    ("move", "running requests moved to it"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="MovingPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pairs", models.JSONField(default=dict)),
                ("anew", models.JSONField(default=list)),
                ("positions", models.JSONField(default=dict)),
                ("drafted_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflows.version"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflows.version"
                    ),
                ),
                (
                    "undoes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="workflows.movingplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan that moves requests",
                "verbose_name_plural": "plans that move requests",
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
    ]

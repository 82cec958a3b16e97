"""What officers fill in where they choose an outcome."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0034_letters_that_came_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="FilledField",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_number", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=40)),
                ("name", models.JSONField(help_text="By language.")),
                (
                    "value",
                    models.TextField(blank=True, help_text="As conditions compare it; empty where it was emptied."),
                ),
                ("shown", models.JSONField(default=dict, help_text="By language.")),
                ("type", models.CharField(help_text="What it was asked as (facts.FactType).", max_length=10)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="filled", to="workflows.case"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="workflows.work"
                    ),
                ),
            ],
            options={"ordering": ["case", "event_number", "id"], "default_permissions": ()},
        ),
    ]

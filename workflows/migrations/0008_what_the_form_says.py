"""A case keeps whom its form says it concerns until the body is known or somebody has judged it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0006_kinds_are_published")]

    operations = [
        migrations.AddField(
            "case",
            "concerns",
            models.CharField(
                blank=True,
                choices=[
                    ("person", "someone who works there"),
                    ("head", "whoever heads the body"),
                    ("body", "the body as a whole"),
                ],
                default="",
                help_text="What the form said of a body that nobody knows yet: the first it goes to is meant.",
                max_length=10,
            ),
        ),
    ]

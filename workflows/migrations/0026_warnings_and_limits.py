"""Deadlines that warn, and those of the overall limit, which owners publish as a subject of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0025_priority_and_ladders"),
    ]

    operations = [
        migrations.AlterField(
            model_name="deadline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("escalate", "goes up a level"),
                    ("remind", "the complaints unit is told"),
                    ("resume", "the count goes on without an answer"),
                    ("close", "closes in silence"),
                    ("warn", "it is told that work will go up"),
                    ("limit_warn", "it is told that the overall limit is near"),
                    ("limit", "the overall limit is over"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="version",
            name="subject",
            field=models.CharField(
                choices=[
                    ("process", "process"),
                    ("routing", "routing table"),
                    ("ladder", "escalation ladder"),
                    ("limit", "overall limit"),
                    ("calendar", "working calendar"),
                    ("kind", "request kind"),
                ],
                max_length=20,
                verbose_name="subject",
            ),
        ),
    ]

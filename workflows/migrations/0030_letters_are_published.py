"""The words of letters are a subject that owners publish."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0023_due_by_day"),
    ]

    operations = [
        migrations.AlterField(
            model_name="version",
            name="subject",
            field=models.CharField(
                choices=[
                    ("process", "process"),
                    ("routing", "routing table"),
                    ("ladder", "escalation ladder"),
                    ("calendar", "working calendar"),
                    ("kind", "request kind"),
                    ("letter", "letter"),
                ],
                max_length=20,
                verbose_name="subject",
            ),
        ),
    ]

"""The words of letters are a subject that owners publish."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0029_things_made_and_ended"),
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
                    ("limit", "overall limit"),
                    ("calendar", "working calendar"),
                    ("kind", "request kind"),
                    ("letter", "letter"),
                ],
                max_length=20,
                verbose_name="subject",
            ),
        ),
    ]

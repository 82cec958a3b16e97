"""Of a request and of its work: whether people are told the day of what is due, or the moment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0020_joined_and_proved"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="due_by_day",
            field=models.BooleanField(
                default=False, help_text="People are told the day of what is due, and no hour."
            ),
        ),
        migrations.AddField(
            model_name="work",
            name="due_by_day",
            field=models.BooleanField(
                default=False, help_text="People are told the day of what is due, and no hour."
            ),
        ),
        migrations.AlterField(
            model_name="deadline",
            name="data",
            field=models.JSONField(
                default=dict,
                help_text="By which versions of ladder and calendar, of what duration, since when it goes on.",
            ),
        ),
    ]

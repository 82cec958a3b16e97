"""Work that waits for time alone has a deadline of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0035_filled_fields"),
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
                    ("elapse", "goes on by itself"),
                    ("warn", "it is told that work will go up"),
                    ("limit_warn", "it is told that the overall limit is near"),
                    ("limit", "the overall limit is over"),
                ],
                max_length=10,
            ),
        ),
    ]

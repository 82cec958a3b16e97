"""Work says who left its step, so that nobody reviews what they did; of what was left before, the diary does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0123_grounds_for_refusing")]

    operations = [
        migrations.AddField(
            model_name="work",
            name="done_by",
            field=models.JSONField(
                help_text="Who left the step, by ids: whoever acted, then those for whom they did.", null=True
            ),
        ),
    ]

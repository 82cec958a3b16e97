"""The priority of a case and by when it must be decided; of work, what its step names and whether a reply has counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0024_drafts_that_lose_nothing"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="priority",
            field=models.CharField(
                choices=[("urgent", "urgent"), ("normal", "normal"), ("low", "low")],
                default="normal",
                max_length=6,
                verbose_name="priority",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="limit_due",
            field=models.DateTimeField(
                help_text="By the overall limit; null where it has none, or it is paused.",
                null=True,
                verbose_name="to be decided by",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="limit_by_day",
            field=models.BooleanField(default=False, help_text="The same as due_by_day, of the overall limit."),
        ),
        migrations.AddField(
            model_name="work",
            name="named_ladder",
            field=models.SlugField(
                blank=True,
                db_index=False,
                help_text="What step or kind names, where a more specific ladder counts.",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="work",
            name="reply_counted",
            field=models.BooleanField(
                default=False,
                help_text="A reply has started the count again: see what the ladder says of the next one.",
            ),
        ),
    ]

"""Of a letter: by which version of its words it was written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0030_letters_are_published"),
    ]

    operations = [
        migrations.AddField(
            model_name="outboxentry",
            name="wording",
            field=models.PositiveIntegerField(
                help_text="By which version of its topic it was written; 0: by the words that the code delivers.",
                null=True,
            ),
        ),
    ]

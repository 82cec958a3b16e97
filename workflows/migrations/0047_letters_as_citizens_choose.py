"""Citizens choose which letters go to which of their addresses."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0046_categories")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="notices",
            field=models.JSONField(
                default=dict, help_text="Notices by the column of an address; all where nothing is said."
            ),
        ),
    ]

"""Of a recording that came in place of words it may turn out that nothing can be heard in it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0144_names_of_themes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="listening",
            field=models.CharField(
                blank=True,
                choices=[
                    ("waiting", "to be listened to"),
                    ("silent", "nothing can be heard"),
                    ("summarised", "summarised by the agency"),
                    ("titled", "subject and summary by the agency"),
                ],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
    ]

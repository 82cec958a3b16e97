"""The numbers that citizens in danger are told, which the administrators of a country enter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("permissions", "0044_who_erases"),
    ]

    operations = [
        migrations.AddField(
            model_name="platform",
            name="emergency_numbers",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Codes of EmergencyNumber to telephone numbers.",
                verbose_name="emergency numbers",
            ),
        ),
    ]

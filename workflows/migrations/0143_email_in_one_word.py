"""Forms and lists write “email”."""

import workflows.cases.models.encrypted
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0142_silent_recordings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="email",
            field=workflows.cases.models.encrypted.EncryptedText(blank=True, max_length=254, verbose_name="email"),
        ),
    ]

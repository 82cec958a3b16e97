"""The letters that were given up are found among millions that were not."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0031_worded_by"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="outboxentry",
            index=models.Index(condition=Q(unsent_at__isnull=False), fields=["id"], name="outbox_given_up"),
        ),
    ]

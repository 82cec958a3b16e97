"""Nobody sits twice in the same post."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("permissions", "0002_append_only_audit")]

    operations = [
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.UniqueConstraint(
                fields=["post", "user"], condition=models.Q(ends__isnull=True), name="holding_once_while_open"
            ),
        ),
    ]

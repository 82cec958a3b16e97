"""A party remembers the person whose place it is; a case can be worked by name where nobody else is free of it."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("permissions", "0005_memberships_become_holdings")]

    operations = [
        migrations.AddField("namedaccess", "works", models.BooleanField(default=False, verbose_name="works it")),
        migrations.AddField(
            "party",
            "because_of",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]

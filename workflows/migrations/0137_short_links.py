"""Short links of text messages: a keyed hash of each, what it opens, of which request and until when."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0134_taken_off_a_list")]

    operations = [
        migrations.CreateModel(
            name="ShortLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                (
                    "purpose",
                    models.CharField(
                        choices=[("follow", "Follow a request"), ("new_code", "A new code")], max_length=10
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("token", models.TextField(blank=True)),
                ("uses", models.PositiveIntegerField(default=0)),
                ("expires_at", models.DateTimeField(db_index=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="short_links",
                        to="workflows.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "short link",
                "verbose_name_plural": "short links",
                "default_permissions": (),
            },
        ),
    ]

"""What one looks for in the inbox again, kept under a name."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("permissions", "0032_areas"),
        ("portal", "0006_linkanswer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "asked",
                    models.JSONField(
                        default=dict, help_text="By the names that an address has; several values in a list."
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="+", to="permissions.agency"),
                ),
                (
                    "owner",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "default_permissions": (),
            },
        ),
    ]

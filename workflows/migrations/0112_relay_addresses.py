import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0111_encrypted_reasons"),
    ]

    operations = [
        migrations.CreateModel(
            name="RelayAddress",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="relay",
                        serialize=False,
                        to="workflows.case",
                    ),
                ),
                ("address", models.CharField(help_text="Encrypted under the key of the case.", max_length=600)),
            ],
            options={"default_permissions": ()},
        ),
    ]

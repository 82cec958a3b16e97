"""Forms and lists write “email”."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("permissions", "0046_proved_addresses"),
    ]

    operations = [
        migrations.AlterField(
            model_name="agency",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="email"),
        ),
        migrations.AlterField(
            model_name="citizen",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="email"),
        ),
        migrations.AlterField(
            model_name="provedaddress",
            name="kind",
            field=models.CharField(choices=[("email", "email"), ("phone", "phone")], max_length=5),
        ),
        migrations.AlterField(
            model_name="signincode",
            name="kind",
            field=models.CharField(choices=[("email", "email"), ("phone", "phone")], max_length=5),
        ),
    ]

"""Forms and lists write “email”."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0037_search"),
    ]

    operations = [
        migrations.AlterField(
            model_name="homepage",
            name="email",
            field=models.EmailField(
                blank=True,
                help_text="Where people write who cannot use the form. Shown on pages of text.",
                max_length=254,
                verbose_name="email",
            ),
        ),
    ]

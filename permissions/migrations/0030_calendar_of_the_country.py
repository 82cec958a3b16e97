from django.db import migrations, models

import permissions.platform.called


class Migration(migrations.Migration):
    dependencies = [("permissions", "0029_platform_placed")]

    operations = [
        migrations.AddField(
            model_name="platform",
            name="calendar",
            field=models.SlugField(
                blank=True,
                help_text="Key of a published calendar; empty: as agencies begin.",
                verbose_name="calendar of the country",
            ),
        ),
        migrations.AlterField(
            model_name="agency",
            name="calendar",
            field=models.SlugField(
                default=permissions.platform.called.calendar_of_the_country,
                help_text="Key of a published calendar.",
                verbose_name="working calendar",
            ),
        ),
    ]

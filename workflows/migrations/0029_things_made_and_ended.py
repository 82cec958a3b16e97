"""Of a version: whether publishing it ends the thing, and of what it began as a copy. Of a kind: whether it is taken."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0027_jobs"),
    ]

    operations = [
        migrations.AddField(
            model_name="version",
            name="ends",
            field=models.BooleanField(
                default=False, help_text="Publishing it takes the thing out of force, with nothing in its place."
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="copy_of",
            field=models.SlugField(blank=True, help_text="The key of what it began as a copy of.", max_length=40),
        ),
        migrations.AddField(
            model_name="discardeddraft",
            name="ends",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="discardeddraft",
            name="copy_of",
            field=models.SlugField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="requestkind",
            name="active",
            field=models.BooleanField(default=True, help_text="Whether new requests of it are taken."),
        ),
    ]

"""Themes of ratings are named in whatever languages an installation offers, not in Arabic and English alone."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import permissions.translated_text
from permissions.proving.declared import Proved
from permissions.proving.services import still_hold
from permissions.proving.taking_in import known_columns


def name_them(apps: Apps, _editor: BaseDatabaseSchemaEditor | None) -> None:
    """All rows are proved anew after the migration, by the columns that there are then: one that was bent before is told
    of now."""
    themes = apps.get_model("workflows", "Theme")
    if former := known_columns().get(themes._meta.db_table):
        still_hold(Proved(themes, former), list(themes.objects.values_list("pk", flat=True)))
    for theme in themes.objects.all():
        theme.name = {"ar": theme.ar, "en": theme.en}
        theme.save(update_fields=["name"])


class Migration(migrations.Migration):
    dependencies = [("workflows", "0141_calendar_of_the_country")]

    operations = [
        migrations.AddField("theme", "name", models.JSONField(default=dict), preserve_default=False),
        migrations.RunPython(name_them, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField("theme", "ar"),
        migrations.RemoveField("theme", "en"),
        migrations.AlterField("theme", "name", permissions.translated_text.TranslatedTextField()),
    ]

"""Installations that began with the calendar “jordan” go on by it; new ones begin with one of a neutral key."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BEFORE = "jordan"


def keep_its_key(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Agencies and new ones go by the key that the platform's row names, which named none while there was only one."""
    versions = apps.get_model("workflows", "Version").objects.filter(subject="calendar", key=BEFORE)
    if not versions.exists():
        return
    platforms = apps.get_model("permissions", "Platform").objects
    platforms.filter(pk=1, calendar="").update(calendar=BEFORE)
    if not platforms.filter(pk=1).exists():
        platforms.create(pk=1, name={}, calendar=BEFORE)


class Migration(migrations.Migration):
    dependencies = [("permissions", "0045_emergency_numbers"), ("workflows", "0137_short_links")]

    operations = [migrations.RunPython(keep_its_key, migrations.RunPython.noop)]

"""Installations that began with the calendar “jordan” go on by it and by the numbers that their pages had; new ones
begin with a calendar of a neutral key, and with no numbers."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from permissions.proving.declared import declared
from permissions.proving.services import prove, still_hold
from permissions.proving.taking_in import are_there

BEFORE = "jordan"
NUMBERS = {"emergency": "911", "family": "110"}
THE_ONE = 1


def keep_both(apps: Apps, _editor: BaseDatabaseSchemaEditor | None) -> None:
    """Both were written in the code, for whoever had entered none of their own. The row stays under its proof."""
    if not apps.get_model("workflows", "Version").objects.filter(subject="calendar", key=BEFORE).exists():
        return
    platforms = apps.get_model("permissions", "Platform").objects
    proved = [each for each in declared() if each.model._meta.label == "permissions.Platform" and are_there(apps)]
    row, made = platforms.get_or_create(pk=THE_ONE, defaults={"name": {}})
    holds = [each for each in proved if made or still_hold(each, [THE_ONE])]
    row.calendar = row.calendar or BEFORE
    if not row.emergency_numbers and row.country in ("", "JO"):
        row.emergency_numbers = NUMBERS
    row.save(update_fields=["calendar", "emergency_numbers"])
    for each in holds:
        prove(each, [THE_ONE])


class Migration(migrations.Migration):
    dependencies = [("permissions", "0045_emergency_numbers"), ("workflows", "0137_short_links")]

    operations = [migrations.RunPython(keep_both, migrations.RunPython.noop, elidable=True)]

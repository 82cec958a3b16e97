"""Roles that are there already: those that see cases, the trail or the roles themselves demand a second factor."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SEES = {"view_case", "view_every_case", "handle_sensitive", "open_identity", "read_audit", "manage_people"}


def ease_the_others(apps: Any, schema_editor: Any) -> None:
    roles = apps.get_model("permissions", "Role")
    others = [role.pk for role in roles.objects.all() if SEES.isdisjoint(role.rights)]
    roles.objects.filter(pk__in=others).update(demands_factor=False)


class Migration(migrations.Migration):
    dependencies = [("permissions", "0020_second_factor")]
    operations = [migrations.RunPython(ease_the_others, migrations.RunPython.noop)]

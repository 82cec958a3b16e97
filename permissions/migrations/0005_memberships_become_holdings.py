"""Memberships that stand become holdings without an end; the roles that are there learn where they can be held."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


_AT_BODIES, _AT_CENTRAL = ["public_body"], ["central_unit"]
_HELD_AT = {
    **dict.fromkeys(("liaison", "officer", "level1", "level2"), _AT_BODIES),
    **dict.fromkeys(("central", "owner", "editor", "call_taker", "auditor", "administrator"), _AT_CENTRAL),
    "rights_handler": ["sensitive_unit"],
    "custodian": ["central_unit", "sensitive_unit"],
}
_DELEGABLE = {"liaison", "officer", "level1", "level2", "central", "rights_handler", "editor", "call_taker"}


def carry_over(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What the roles of the catalogue were until now, and who is a member of the group of a role at an agency."""
    place, holding, user = (apps.get_model("permissions", name) for name in ("RoleAtAgency", "RoleHolding", "User"))
    roles = {}
    for role in apps.get_model("permissions", "Role").objects.all():
        role.held_at, role.delegable = _HELD_AT.get(role.code, []), role.code in _DELEGABLE
        role.save(update_fields=["held_at", "delegable"])
        roles[role.code] = role
    agencies = {agency.code: agency for agency in apps.get_model("permissions", "Agency").objects.all()}
    places = {}
    for group in apps.get_model("auth", "Group").objects.filter(name__contains="@"):
        code, _, agency = group.name.partition("@")
        if code in roles and agency in agencies:
            places[group.pk] = place(role=roles[code], agency=agencies[agency], group=group)
    place.objects.bulk_create(places.values())
    members = user.groups.through.objects.filter(group__in=list(places)).select_related("user")
    holding.objects.bulk_create(
        holding(user=row.user, place=places[row.group_id], starts=row.user.date_joined) for row in members
    )


class Migration(migrations.Migration):
    dependencies = [("permissions", "0004_rights_with_dates")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]

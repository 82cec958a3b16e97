"""Putting the catalogue of roles into the database."""

from __future__ import annotations

from permissions.roles.catalogue import CATALOGUE
from permissions.roles.models import Role


def ensure_catalogue() -> None:
    """Make the rows of the catalogue's roles, and bring those that are there up to date; one statement, any time.

    Groups that already stand for a role keep their rights until ``permissions.access.services.refresh_groups()``.
    """
    Role.objects.bulk_create(
        [Role(code=spec.code, name={"ar": spec.ar, "en": spec.en}, rights=list(spec.rights)) for spec in CATALOGUE],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "rights"],
    )

"""Putting the catalogue of roles into the database."""

from __future__ import annotations

from permissions.roles.catalogue import CATALOGUE
from permissions.roles.models import Role


def ensure_catalogue() -> None:
    """Make the rows of the catalogue's roles that are missing; where none is, one statement, any time.

    Those that are there are their administrators': what they have changed stays.
    """
    there = set(Role.objects.values_list("code", flat=True))
    missing = [spec for spec in CATALOGUE if spec.code not in there]
    Role.objects.bulk_create(
        Role(
            code=spec.code,
            name={"ar": spec.ar, "en": spec.en},
            rights=list(spec.rights),
            held_at=list(spec.held_at),
            delegable=spec.delegable,
            demands_factor=spec.demands_factor,
        )
        for spec in missing
    )

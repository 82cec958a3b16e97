"""Writes to the role catalogue."""

from __future__ import annotations

from permissions.roles.catalogue import CATALOGUE
from permissions.roles.models import Role


def ensure_catalogue() -> None:
    """Add the roles that are missing; those that an administrator changed stay as they are."""
    known = set(Role.objects.values_list("code", flat=True))
    Role.objects.bulk_create(
        Role(code=code, name={"ar": arabic, "en": english}, rights=rights)
        for code, (arabic, english, rights) in CATALOGUE.items()
        if code not in known
    )

"""All that an installation needs to work cases, without what costs most to make."""

from __future__ import annotations

from permissions.roles.services import ensure_catalogue
from portal.operations.set_up.rules import make_kinds, publish_rules
from portal.operations.set_up.units import make_units


def set_up_without_pages() -> None:
    """Roles, units, kinds and rules."""
    ensure_catalogue()
    make_units()
    make_kinds()
    publish_rules()

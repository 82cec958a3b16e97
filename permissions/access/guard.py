"""Refuses every way of changing who holds a role but the audited one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import m2m_changed

from permissions.people.models import User


def refuse(sender: type, action: str, **kwargs: Any) -> None:
    """``grant`` and ``revoke`` write the rows themselves; whoever comes by ``user.groups`` goes past the audit."""
    if action in ("pre_add", "pre_remove", "pre_clear"):
        raise PermissionDenied("Roles are granted and taken back by permissions.access.services.")


def stand() -> None:
    """Stand guard, from start-up on."""
    m2m_changed.connect(refuse, sender=User.groups.through, dispatch_uid="permissions.access.guard")

"""Roles that the platform no longer comes with: what they gave ends, on record, and nothing offers them any more."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from permissions.access.delegating import end_loans
from permissions.access.models import Delegation, RoleHolding
from permissions.access.role_editing import delete_role
from permissions.access.services import take_back
from permissions.actors import Actor
from permissions.agencies.models import Post
from permissions.now import now
from permissions.roles.models import Role

RETIRED: Final = ("call_taker",)
"""It comes back with a screen for those who answer the telephone."""


def retire_roles(*, actor: Actor) -> int:
    """Take back and delete the retired roles that are there; how many there were.

    One to which an administrator gave other rights is theirs, and stays.
    """
    found = list(Role.objects.filter(code__in=RETIRED, rights=[]))
    for role in found:
        with transaction.atomic():
            holdings = RoleHolding.objects.filter(place__role=role)
            for holding in holdings:
                take_back(holding, actor=actor)
            loans = Delegation.objects.filter(place__role=role)
            end_loans(list(loans.filter(ends__gt=now())), actor=actor)
            Post.objects.filter(brings__role=role).update(brings=None)
            # Who held it, and from when to when, stands in the audit trail for good.
            holdings.delete()
            loans.delete()
            delete_role(role.pk, actor=actor)
    return len(found)

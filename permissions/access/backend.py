"""How Django's and Wagtail's own questions are answered: by the roles that are in force, and nothing else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import QuerySet

from permissions.access.account_proof import has_bent_row
from permissions.access.selectors import admin_permissions, groups_in_force
from permissions.people.models import User


class RolesBackend(ModelBackend):
    """Logging in, and rights of the whole admin: those of the groups of roles that someone holds now.

    No right hangs on the person, and none on an object: cases are asked about by ``can()`` alone.
    """

    def authenticate(self, *args: Any, **credentials: Any) -> Any:
        """Whose name and password these are; nobody where a row by which they enter was changed past our code."""
        user = super().authenticate(*args, **credentials)
        return None if user is not None and has_bent_row(user.pk) else user

    def _get_user_permissions(self, user_obj: User) -> QuerySet[Permission]:
        return Permission.objects.none()

    def get_user_permissions(self, user_obj: User | AnonymousUser, obj: object | None = None) -> set[str]:
        """None, and nothing is asked for it."""
        return set()

    def _get_group_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        return Permission.objects.filter(group__in=groups_in_force(user_obj.pk))

    def get_group_permissions(self, user_obj: User | AnonymousUser, obj: object | None = None) -> set[str]:
        """The same as a set of ``app.codename``, by a statement that is compiled once: every request asks."""
        if not user_obj.is_active or user_obj.pk is None or obj is not None:
            return set()
        return admin_permissions(user_obj.pk)

"""The tables of this floor, gathered for Django."""

from permissions.agencies.models import Absence, Agency, Holding, Post
from permissions.audit.models import AuditEntry, AuditHead
from permissions.people.models import User
from permissions.roles.models import Role

__all__ = ["Absence", "Agency", "AuditEntry", "AuditHead", "Holding", "Post", "Role", "User"]

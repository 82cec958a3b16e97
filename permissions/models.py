"""The tables of this floor, gathered for Django."""

from permissions.access.models import Delegation, NamedAccess, Party, RoleAtAgency, RoleHolding
from permissions.agencies.models import Absence, Agency, Holding, Post
from permissions.audit.models import AuditCheck, AuditEntry, AuditHead
from permissions.people.models import OneTimeLink, User
from permissions.roles.models import Role

__all__ = [
    "Absence",
    "Agency",
    "AuditCheck",
    "AuditEntry",
    "AuditHead",
    "Delegation",
    "Holding",
    "NamedAccess",
    "OneTimeLink",
    "Party",
    "Post",
    "Role",
    "RoleAtAgency",
    "RoleHolding",
    "User",
]

"""The tables of this floor, gathered for Django."""

from permissions.access.models import (
    Delegation,
    Emergency,
    NamedAccess,
    Party,
    Proposal,
    RoleAtAgency,
    RoleHolding,
)
from permissions.agencies.models import Absence, Agency, Holding, Post
from permissions.areas.models import Area
from permissions.audit.models import AuditCheck, AuditEntry, AuditHead, ToldElsewhere
from permissions.citizens.models import Citizen, ProvedAddress, SignInCode
from permissions.limits.models import Count
from permissions.looking.models import Look
from permissions.people.models import LoginElsewhere, OneTimeLink, StaffSession, User
from permissions.platform.models import Platform
from permissions.proving.models import RowProof
from permissions.roles.models import Role
from permissions.tallies.models import Tally

__all__ = [
    "Absence",
    "Agency",
    "Area",
    "AuditCheck",
    "AuditEntry",
    "AuditHead",
    "Citizen",
    "Count",
    "Delegation",
    "Emergency",
    "Holding",
    "LoginElsewhere",
    "Look",
    "NamedAccess",
    "OneTimeLink",
    "Party",
    "Platform",
    "Post",
    "Proposal",
    "ProvedAddress",
    "Role",
    "RoleAtAgency",
    "RoleHolding",
    "RowProof",
    "SignInCode",
    "StaffSession",
    "Tally",
    "ToldElsewhere",
    "User",
]

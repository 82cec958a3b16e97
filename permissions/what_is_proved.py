"""Of each column of this floor and of Django's tables, whether a change is found; SECURITY.md says the same."""

from __future__ import annotations

from typing import Final

from permissions.audit.covered import ALL, Covered, NotCovered, Said
from permissions.proving.declared import PROVED

_CHAIN: Final = "the chain of seals"
_FOLLOWS: Final = "compared with the roles and holdings that it follows from"
_TASTE: Final = "how somebody likes to read; nothing hangs on it"
_COUNTS: Final = "a count that is over within hours, or is for monitors"
_PASSING: Final = "over within minutes or days, and worth nothing without a key that is not in the database"

LISTED: Final[tuple[Said, ...]] = (
    Covered(
        "permissions.User",
        (
            *("id", "password", "is_superuser", "username", "first_name", "last_name", "email", "is_staff"),
            *("is_active", "date_joined", "name", "phone", "extension", "switched_off_at", "held_back"),
            "factor_since",
        ),
        PROVED,
    ),
    NotCovered("permissions.User", ("last_login",), "written with each login; the log of access has them, sealed"),
    NotCovered("permissions.User", ("arabic_digits", "hijri"), _TASTE),
    Covered("permissions.LoginElsewhere", ALL, PROVED),
    Covered("permissions.OneTimeLink", ALL, PROVED),
    Covered("mfa.Authenticator", ("id", "user_id", "type", "data", "created_at"), PROVED),
    NotCovered("mfa.Authenticator", ("last_used_at",), "written with each login; nothing hangs on it"),
    Covered("permissions.Role", ALL, PROVED),
    Covered("permissions.RoleAtAgency", ALL, PROVED),
    Covered("permissions.RoleHolding", ALL, PROVED),
    Covered("permissions.Delegation", ALL, PROVED),
    Covered("permissions.Proposal", ALL, PROVED),
    Covered("permissions.Emergency", ("id", "user_id", "place_id", "given_by_id", "reason", "at"), PROVED),
    NotCovered("permissions.Emergency", ("holding_id",), "empties by itself when the holding goes, which is proved"),
    Covered("permissions.Agency", ALL, PROVED),
    Covered("permissions.Post", ALL, PROVED),
    Covered("permissions.Holding", ALL, PROVED),
    Covered("permissions.Absence", ALL, PROVED),
    Covered("permissions.Area", ALL, PROVED),
    Covered("permissions.Platform", ALL, PROVED),
    Covered(
        "permissions.Citizen",
        ("id", "email", "phone", "name", "national_number", "issuer", "subject", "proved_at", "created_at"),
        PROVED,
    ),
    NotCovered("permissions.Citizen", ("signed_in_at",), "written with each signing in; nothing hangs on it"),
    Covered("permissions.AuditEntry", ALL, _CHAIN),
    Covered("permissions.AuditHead", ALL, f"{_CHAIN}, and the heads that were told elsewhere"),
    Covered("permissions.Look", ALL, "its digest, sealed into the chain once a minute"),
    Covered("permissions.RowProof", ALL, "what the chain holds of it; until then its own HMAC"),
    NotCovered("permissions.AuditCheck", ALL, "a note of when the chain was walked; the proof is `verify` itself"),
    NotCovered("permissions.ToldElsewhere", ALL, "how far lines were told elsewhere; the lines are the proof"),
    NotCovered("permissions.StaffSession", ALL, f"sessions: {_PASSING}"),
    Covered(
        "permissions.ProvedAddress",
        ("citizen_id", "kind", "proved_at", "digest"),
        "a digest of the row itself, by a key outside of the database; one that was put in or changed proves nothing",
    ),
    NotCovered("permissions.ProvedAddress", ("id",), "the number of the row alone, by which nothing is found"),
    NotCovered("permissions.ProvedAddress", ("announced_at",), "whether a message went; changed, it goes once more"),
    NotCovered("permissions.SignInCode", ALL, f"codes on their way: {_PASSING}"),
    NotCovered("permissions.Count", ALL, _COUNTS),
    NotCovered("permissions.Tally", ALL, _COUNTS),
    NotCovered("sessions.Session", ALL, "sessions: signed by a key that is not in the database, and over within days"),
    Covered("auth.Group", ALL, _FOLLOWS),
    Covered("auth.Group_permissions", ALL, _FOLLOWS),
    Covered("permissions.User_groups", ALL, _FOLLOWS),
    Covered("permissions.User_user_permissions", ALL, "always empty"),
    Covered("guardian.GroupObjectPermission", ALL, _FOLLOWS),
    Covered("guardian.UserObjectPermission", ALL, "always empty"),
    NotCovered("auth.Permission", ALL, "the code's own catalogue, made anew by each migration"),
    NotCovered("contenttypes.ContentType", ALL, "the code's own catalogue of its tables"),
    NotCovered("account.EmailAddress", ALL, "of a library whose addresses are not in use: nothing reads it"),
    NotCovered("account.EmailConfirmation", ALL, "of a library whose addresses are not in use: nothing reads it"),
)

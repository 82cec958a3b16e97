"""Which version is in force."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from permissions.audit.models import AuditEntry
from permissions.people.models import User
from workflows.versions.models import Version, VersionStatus


def published(subject: str, key: str) -> Version:
    """The version in force; raises ``Version.DoesNotExist`` when none was ever published."""
    return Version.objects.get(subject=subject, key=key, status=VersionStatus.PUBLISHED)


class Stamp(NamedTuple):
    """A version in force, without its definition."""

    id: int
    number: int
    digest: str


InForce = dict[tuple[str, str], Stamp]


def in_force() -> InForce:
    """Every version in force, by (subject, key), in one light query."""
    rows = Version.objects.filter(status=VersionStatus.PUBLISHED).values_list(
        "subject", "key", "pk", "number", "digest"
    )
    return {(subject, key): Stamp(pk, number, digest) for subject, key, pk, number, digest in rows}


def ever_published(subject: str) -> list[Stamp]:
    """Every version of a subject that was ever in force: rows may be on any of them."""
    rows = Version.objects.filter(subject=subject).exclude(status=VersionStatus.DRAFT).order_by("pk")
    return [Stamp(*row) for row in rows.values_list("pk", "number", "digest")]


class Discarded(NamedTuple):
    """A draft that is no more: what it was, by whom it was discarded (None: by no person of the staff) and when."""

    subject: str
    key: str
    number: int
    by: User | None
    at: datetime


def discarded(version_id: int) -> Discarded | None:
    """What the audit trail says of a draft that was discarded; None where there was none."""
    found = AuditEntry.objects.filter(subject="version", subject_id=version_id, verb="discarded")
    entry = found.select_related("actor_user").first()
    if entry is None:
        return None
    data = entry.data
    return Discarded(data["subject"], data["key"], data["number"], entry.actor_user, entry.at)


def history(subject: str, key: str) -> QuerySet[Version]:
    """All versions of one thing, newest first."""
    return Version.objects.filter(subject=subject, key=key).order_by("-number")

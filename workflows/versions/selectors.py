"""Which version is in force."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import QuerySet

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


def history(subject: str, key: str) -> QuerySet[Version]:
    """All versions of one thing, newest first."""
    return Version.objects.filter(subject=subject, key=key).order_by("-number")

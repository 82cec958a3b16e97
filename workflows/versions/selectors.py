"""Which version is in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import QuerySet

from workflows.versions.models import Version, VersionStatus

T = TypeVar("T")


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


class ParsedOnce(Generic[T]):
    """Parses each definition once in this process: what is published never changes, so its digest is enough."""

    def __init__(self, parse: Callable[[Any], T]) -> None:
        self._parse = parse
        self._known: dict[str, T] = {}

    def of(self, version: Version) -> T:
        """The parsed definition of a version at hand."""
        return self._parsed(version.digest, lambda: version.definition)

    def of_stamp(self, stamp: Stamp) -> T:
        """The parsed definition of a stamp; read from the database the first time only."""
        return self._parsed(stamp.digest, lambda: Version.objects.values_list("definition", flat=True).get(pk=stamp.id))

    def _parsed(self, digest: str, definition: Callable[[], Any]) -> T:
        if digest not in self._known:
            self._known[digest] = self._parse(definition())
        return self._known[digest]

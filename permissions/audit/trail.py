"""The trail as people read it: the newest first, what was asked for, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from permissions.audit.models import AuditCheck, AuditEntry

READ = "audit_read"
ABOUT_ROLES = ("person", "post", "role")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks for; what is None is not asked. Times are aware: from ``since`` up to but without ``until``.

    ``subjects``: pairs of a kind of thing and ids of it; ``role``: the code of a role that entries speak of.
    """

    verbs: Collection[str] | None = None
    actor_kind: str | None = None
    user_ids: Collection[int] | None = None
    subjects: Collection[tuple[str, Collection[int]]] | None = None
    role: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def entries(wanted: Wanted) -> QuerySet[AuditEntry]:
    """The entries, newest first. Each question alone is answered by an index in this very order."""
    found = AuditEntry.objects.select_related("actor_user").order_by("-at", "-sequence")
    if wanted.verbs is not None:
        found = found.filter(verb__in=sorted(wanted.verbs))
    if wanted.actor_kind is not None:
        found = found.filter(actor_kind=wanted.actor_kind)
    if wanted.user_ids is not None:
        found = found.filter(actor_user__in=sorted(wanted.user_ids))
    if wanted.since is not None:
        found = found.filter(at__gte=wanted.since)
    if wanted.until is not None:
        found = found.filter(at__lt=wanted.until)
    if wanted.subjects is not None or wanted.role is not None:
        # What is said of roles is said of people and of roles themselves: few entries, found by an index.
        role = Q(subject__in=ABOUT_ROLES, data__role=wanted.role)
        about = role if wanted.role is not None else Q(pk__in=[])
        for subject, ids in wanted.subjects or ():
            about |= Q(subject=subject, subject_id__in=sorted(ids))
        found = found.filter(about)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the trail ends: at an instant, after ``passed`` entries of that very instant.

    No number of an entry stands in it: they are given out in turn over the whole trail, and whoever may not know of
    some entries would count them from the gaps.
    """

    at: datetime
    passed: int

    def __str__(self) -> str:
        """``1793000000000000-3``: microseconds since 1970."""
        return f"{(self.at - _ZERO) // timedelta(microseconds=1)}-{self.passed}"

    @classmethod
    def read(cls, written: str) -> Place | None:
        """The place that an address names; None for nonsense."""
        found = _PLACE.fullmatch(written)
        return cls(_ZERO + timedelta(microseconds=int(found[1])), int(found[2])) if found else None


_ZERO = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = re.compile(r"([0-9]{1,17})-([0-9]{1,6})", re.ASCII)


def end_of(shown: Sequence[AuditEntry], began: Place | None) -> Place:
    """Where the page with these entries ends, which began after ``began``."""
    at = shown[-1].at
    passed = sum(entry.at == at for entry in shown)
    return Place(at, passed + (began.passed if began is not None and began.at == at else 0))


def after(found: QuerySet[AuditEntry], place: Place) -> QuerySet[AuditEntry]:
    """Those of ``found`` that come on the next page."""
    return found.filter(at__lte=place.at)[place.passed :]


def last_check() -> AuditCheck | None:
    """What was found when the chain was last walked."""
    return AuditCheck.objects.order_by("-at", "-id").first()


def has_read(user_id: int, *, since: datetime) -> bool:
    """Whether an entry says already that someone has read the trail since then."""
    return AuditEntry.objects.filter(actor_user=user_id, verb=READ, at__gte=since).exists()

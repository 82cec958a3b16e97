"""The trail as people read it: the newest first, what was asked for, a page at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

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


def cursor_of(entry: AuditEntry) -> str:
    """Where a page ends, for ``older_than``: the entry's instant and mark."""
    return f"{entry.at.isoformat()}~{entry.mark}"


def older_than(found: QuerySet[AuditEntry], cursor: str) -> QuerySet[AuditEntry]:
    """Those of ``found`` that come after the entry of this ``cursor_of``; all when there is none."""
    instant, _tilde, mark = cursor.partition("~")
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return found
    if at.tzinfo is None or not mark.isalnum():
        return found
    last = AuditEntry.objects.filter(at=at, seal__startswith=mark).values_list("sequence", flat=True).first()
    if last is None:
        return found
    # Said twice, since only the first half lets the database begin there.
    return found.filter(Q(at__lte=at) & (Q(at__lt=at) | Q(sequence__lt=last)))


def last_check() -> AuditCheck | None:
    """What was found when the chain was last walked."""
    return AuditCheck.objects.order_by("-at", "-id").first()


def has_read(user_id: int, *, since: datetime) -> bool:
    """Whether an entry says already that someone has read the trail since then."""
    return AuditEntry.objects.filter(actor_user=user_id, verb=READ, at__gte=since).exists()

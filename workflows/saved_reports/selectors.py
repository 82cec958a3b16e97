"""Which saved reports somebody finds, and what they may do with one."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from permissions.access.selectors import groups_in_force
from permissions.roles.models import Role
from workflows.saved_reports.models import SavedReport


def roles_of(user_id: int) -> QuerySet[Role]:
    """The roles that somebody holds now, wherever: by themselves, by a post, or lent to them."""
    return Role.objects.filter(places__group__in=groups_in_force(user_id)).distinct()


def found_by(user_id: int) -> QuerySet[SavedReport]:
    """Their own and those shared with a role of theirs, by name; none that was removed."""
    shared = SavedReport.roles.through.objects.filter(role__in=roles_of(user_id)).values("savedreport")
    found = SavedReport.objects.filter(Q(owner=user_id) | Q(pk__in=shared), removed_at=None)
    return found.select_related("owner").prefetch_related("roles", "schedules").order_by("name", "pk")


def asking_for(measure: str) -> Iterator[str]:
    """The names of saved reports that ask for a measure: owners read them before they end it."""
    for name, question in SavedReport.objects.filter(removed_at=None).values_list("name", "question"):
        if measure in question.get("measures", ()):
            yield name

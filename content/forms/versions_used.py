"""By which versions of a form requests were sent that are still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from wagtail.models import Revision

from workflows.cases.models import CaseEvent, CaseStatus, RequestKind, Track


@dataclass(frozen=True, slots=True)
class UsedVersion:
    """``open``: how many requests that are not closed were sent by it; None where nobody may know how many."""

    revision: int
    saved_at: datetime
    by: str
    is_published: bool
    open: int | None


def versions_used(page: Any) -> Iterator[UsedVersion]:
    """The versions of the page of a form with open requests, and the one that is published, newest first.

    Of a sensitive kind how many requests there are is nobody's to know outside its unit: only that there are some.
    """
    openings = CaseEvent.objects.filter(number=1, case__kind__code=page.kind).exclude(case__status=CaseStatus.CLOSED)
    sealed = RequestKind.objects.filter(code=page.kind, sensitive=True).exists()
    if not sealed:  # what was sealed since is no more counted than what is over
        openings = openings.filter(case__track=Track.ORDINARY)
    counted = openings.exclude(data__revision=None).values_list("data__revision").annotate(Count("id"))
    used = {int(revision): count for revision, count in counted.order_by() if revision is not None}
    wanted = [*used, *([page.live_revision_id] if page.live_revision_id else [])]
    for revision in Revision.objects.for_instance(page).filter(pk__in=wanted).select_related("user").order_by("-pk"):
        yield UsedVersion(
            revision.pk,
            revision.created_at,
            str(revision.user or ""),
            revision.pk == page.live_revision_id,
            None if sealed and revision.pk in used else used.get(revision.pk, 0),
        )

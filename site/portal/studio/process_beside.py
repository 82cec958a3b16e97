"""What stands beside a process: which kinds of request it works, how many open ones each of its versions has, and the
plans that move them."""

from __future__ import annotations

from typing import Any, Final

from portal.studio.moving_words import plans_beside
from workflows.cases.models import RequestKind
from workflows.cases.on_versions import on_versions
from workflows.versions.models import Subject, VersionStatus
from workflows.versions.selectors import history

MOST_PLANS: Final = 10


def beside_process(subject: str, key: str) -> dict[str, Any]:
    """For the page of a process and the page that publishes one; nothing for any other subject."""
    if subject != Subject.PROCESS:
        return {}
    published = published_number(key)
    return {
        "works": RequestKind.objects.filter(process=key, active=True),
        "running": on_versions(key),
        "published": published,
        "plans": plans_beside(key, most=MOST_PLANS),
    }


def published_number(key: str) -> int | None:
    """The number of the version of a process that is in force; None where none is."""
    found = history(Subject.PROCESS, key).filter(status=VersionStatus.PUBLISHED)
    return found.values_list("number", flat=True).first()

"""What stands beside a ladder: the overall limits that run with it, in force or waiting as a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from permissions.translated_text import in_language
from portal.studio.counted import in_words
from portal.studio.for_what import for_what_lines
from portal.studio.lines import BETWEEN
from workflows.escalation.publishable import LADDERS, LIMITS
from workflows.versions.models import Subject, Version, VersionStatus


@dataclass(frozen=True, slots=True)
class LimitBeside:
    """An overall limit in words. ``version``: what is in force, or else the draft that waits."""

    version: Version
    title: str
    within: str
    for_what: str

    @property
    def is_draft(self) -> bool:
        return self.version.status == VersionStatus.DRAFT


def beside_ladder(subject: str, definition: Any) -> dict[str, Any]:
    """For the page of a ladder; nothing for any other subject. ``definition``: the ladder's."""
    return {"limits": list(_limits_beside(definition))} if subject == Subject.LADDER else {}


def _limits_beside(definition: Any) -> Iterator[LimitBeside]:
    """Those that are for a kind of request that the ladder may count for, by key; a limit in force before its draft."""
    ladder = LADDERS.read(definition)
    ladder_kinds = set(ladder.applies.kinds) if ladder is not None else set()
    versions = Version.objects.filter(
        subject=Subject.LIMIT, status__in=(VersionStatus.PUBLISHED, VersionStatus.DRAFT)
    ).order_by("key", "number")
    version_by_key: dict[str, Version] = {}
    for version in versions:
        standing = version_by_key.get(version.key)
        if standing is None or standing.status != VersionStatus.PUBLISHED:
            version_by_key[version.key] = version
    for version in version_by_key.values():
        limit = LIMITS.read(version.definition)
        if limit is not None and (not ladder_kinds or ladder_kinds & set(limit.kinds)):
            words = BETWEEN.join(str(line.words) for line in for_what_lines(version.definition))
            yield LimitBeside(version, in_language(limit.name), in_words(version.definition["within"]), words)

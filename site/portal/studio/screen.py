"""The studio's lists: all ladders and routing tables, and one thing that owners publish with its history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

from permissions.agencies.rights import PUBLISH_RULES
from permissions.translated_text import in_language
from portal.admin_screens.screen import StaffScreen
from portal.studio.lines import lines_of
from workflows.cases.designation import definition_of
from workflows.cases.errors import NotAllowed
from workflows.cases.models import RequestKind
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.selectors import history

EDITED = (Subject.LADDER, Subject.ROUTING, Subject.KIND)
LISTED = (Subject.LADDER, Subject.ROUTING)
"""Kinds have a list of their own."""


class OwnerScreen(StaffScreen):
    """A screen for those who may draft and publish rules."""

    right = PUBLISH_RULES


def version_of(version_id: int) -> Version:
    """A version of something that the studio edits. Raises ``NotAllowed`` when there is none."""
    found = Version.objects.select_related("drafted_by", "published_by").filter(pk=version_id, subject__in=EDITED)
    version = found.first()
    if version is None:
        raise NotAllowed
    return version


def in_force_of(subject: str, key: str) -> Version | None:
    """The version in force, or None when none was ever published."""
    return history(subject, key).filter(status=VersionStatus.PUBLISHED).first()


def holds_now(subject: str, key: str) -> Any:
    """The definition that holds: of the version in force, or what the row says of a kind that was never published."""
    current = in_force_of(subject, key)
    if current is not None:
        return current.definition
    kind = RequestKind.objects.filter(code=key).first() if subject == Subject.KIND else None
    return definition_of(kind) if kind is not None else None


def title_of(version: Version) -> str:
    """The name that the definition gives itself, or its key."""
    return in_language(version.definition.get("name", {})) or version.key


class AllScreen(OwnerScreen):
    """Every ladder and routing table with the version in force and its drafts."""

    template_name = "studio/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        versions = Version.objects.filter(subject__in=LISTED).exclude(status=VersionStatus.RETIRED)
        return self.show({"things": _things(versions.select_related("drafted_by", "published_by"))})


def _things(versions: Iterable[Version]) -> list[dict[str, Any]]:
    things: dict[tuple[str, str], dict[str, Any]] = {}
    for version in versions:
        thing = things.setdefault(
            (version.subject, version.key),
            {"subject": version.subject, "key": version.key, "title": title_of(version), "drafts": [], "now": None},
        )
        if version.status == VersionStatus.PUBLISHED:
            thing |= {
                "now": version,
                "title": title_of(version),
                "lines": lines_of(version.subject, version.definition),
            }
        else:
            thing["drafts"].append(version)
    return list(things.values())


class ThingScreen(OwnerScreen):
    """One ladder, routing table or kind: what is in force, its drafts, and every version there was."""

    template_name = "studio/thing.html"

    def get(self, request: HttpRequest, subject: str, key: str) -> HttpResponse:
        return self.page(subject, key)

    def page(self, subject: str, key: str, *, problems: Iterable[str] = (), status: int = 200) -> HttpResponse:
        """The thing; ``problems`` say why something was refused."""
        versions = list(history(subject, key).select_related("drafted_by", "published_by"))
        if subject not in EDITED or not versions:
            raise NotAllowed
        current = next((each for each in versions if each.status == VersionStatus.PUBLISHED), None)
        context = {
            "subject": Subject(subject),
            "key": key,
            "title": title_of(current or versions[0]),
            "now": current,
            "lines": lines_of(subject, current.definition) if current else [],
            "versions": versions,
            "problems": list(problems),
        }
        return self.show(context, status=status)

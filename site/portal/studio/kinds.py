"""The kinds of request: who may see each of them, by which rules it is worked, and the way to change that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from content.forms.page import FormPage
from portal.studio.finding import LONG, found
from portal.studio.screen import OwnerScreen, title_of
from portal.studio.subjects import lines_of
from workflows.cases.categories import trees_in_force
from workflows.cases.designation import definition_of
from workflows.cases.models import RequestKind
from workflows.versions.models import Subject, Version, VersionStatus


@dataclass(frozen=True, slots=True)
class Coming:
    """A draft of a kind that was never in force."""

    key: str
    title: str
    version: Version


class KindsScreen(OwnerScreen):
    """All kinds, the sensitive ones marked, each with what works it and its drafts.

    Beside them those that are not in force yet, and those that no longer are.
    """

    template_name = "studio/kinds.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        q = request.GET.get("q", "").strip()
        all_kinds = list(RequestKind.objects.all())
        kinds = [kind for kind in all_kinds if found(q, kind.code, kind.name)]
        versions = Version.objects.filter(subject=Subject.KIND)
        drafts = list(
            versions.filter(status=VersionStatus.DRAFT)
            .select_related("drafted_by", "drafting")
            .order_by("key", "number")
        )
        order = (
            Version.objects.filter(subject=Subject.ORDER).select_related("drafted_by", "drafting").order_by("number")
        )
        there = {kind.code for kind in all_kinds}
        coming = [Coming(each.key, title_of(each), each) for each in drafts if each.key not in there]
        context = {
            "q": q,
            "long": len(all_kinds) > LONG,
            "kinds": _shown([kind for kind in kinds if kind.active], versions, drafts),
            "coming": [each for each in coming if found(q, each.key, each.version.definition.get("name") or {})],
            "order_drafts": order.filter(status=VersionStatus.DRAFT).select_related("drafted_by", "drafting"),
            "order_published": order.exclude(published_at=None).exists(),
            "ended": [kind for kind in kinds if not kind.active],
        }
        return self.show(context)


def _shown(kinds: Iterable[RequestKind], versions: Any, drafts: list[Version]) -> list[dict[str, Any]]:
    published = set(versions.exclude(published_at=None).values_list("key", flat=True))
    trees = trees_in_force()
    tree_drafts = list(
        Version.objects.filter(subject=Subject.CATEGORIES, status=VersionStatus.DRAFT)
        .select_related("drafted_by", "drafting")
        .order_by("number")
    )
    with_tree = set(Version.objects.filter(subject=Subject.CATEGORIES).values_list("key", flat=True))
    filed = set(FormPage.objects.live().filter(archived=False).values_list("kind", flat=True))
    return [
        {
            "kind": kind,
            "published": kind.code in published,
            "filed": kind.code in filed,
            "lines": [line for line in lines_of(Subject.KIND, definition_of(kind)) if line.key != "name"],
            "drafts": [draft for draft in drafts if draft.key == kind.code],
            "categories": trees[kind.code].chosen_from if kind.code in trees else None,
            "has_tree": kind.code in with_tree,
            "tree_drafts": [draft for draft in tree_drafts if draft.key == kind.code],
        }
        for kind in kinds
    ]

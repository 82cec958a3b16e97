"""The kinds of request: who may see each of them, by which rules it is worked, and the way to change that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from portal.studio.screen import OwnerScreen
from portal.studio.subjects import lines_of
from workflows.cases.designation import definition_of
from workflows.cases.models import RequestKind
from workflows.versions.models import Subject, Version, VersionStatus


class KindsScreen(OwnerScreen):
    """All kinds, the sensitive ones marked, each with what works it and its drafts."""

    template_name = "studio/kinds.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        versions = Version.objects.filter(subject=Subject.KIND)
        published = set(versions.exclude(published_at=None).values_list("key", flat=True))
        drafts = list(versions.filter(status=VersionStatus.DRAFT).select_related("drafted_by"))
        kinds = [
            {
                "kind": kind,
                "published": kind.code in published,
                "lines": [line for line in lines_of(Subject.KIND, definition_of(kind)) if line.key != "name"],
                "drafts": [draft for draft in drafts if draft.key == kind.code],
            }
            for kind in RequestKind.objects.all()
        ]
        return self.show({"kinds": kinds})

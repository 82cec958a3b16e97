"""The kinds of request: who works each of them by which rules, and the way to change it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from permissions.agencies.models import Agency, AgencyRole
from portal.studio.naming import names_in_force
from portal.studio.screen import OwnerScreen
from workflows.cases.models import RequestKind
from workflows.versions.models import Subject, Version, VersionStatus


class KindsScreen(OwnerScreen):
    """All kinds in a table, the sensitive ones marked, each with its drafts."""

    template_name = "studio/kinds.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        versions = Version.objects.filter(subject=Subject.KIND)
        published = set(versions.exclude(published_at=None).values_list("key", flat=True))
        drafts = list(versions.filter(status=VersionStatus.DRAFT).select_related("drafted_by"))
        names = {part.value: names_in_force(part) for part in (Subject.PROCESS, Subject.ROUTING, Subject.LADDER)}
        rows = [
            {
                "kind": kind,
                "published": kind.code in published,
                "process": names["process"].get(kind.process, kind.process),
                "routing": names["routing"].get(kind.routing, kind.routing),
                "ladder": names["ladder"].get(kind.ladder, kind.ladder),
                "drafts": [draft for draft in drafts if draft.key == kind.code],
            }
            for kind in RequestKind.objects.all()
        ]
        unit = Agency.objects.filter(role=AgencyRole.SENSITIVE_UNIT).first()
        return self.show({"rows": rows, "unit": unit})

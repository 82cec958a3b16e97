"""A version of a process as a drawing on a page of its own, and as a file to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from portal.process_shown.figure import Figure, figure_of
from portal.process_shown.listed import listed_steps
from portal.process_shown.paper import parts_on_paper
from portal.process_shown.svg_file import file_lines
from portal.studio.diagram_shown import diagram_of
from portal.studio.screen import OwnerScreen, title_of
from portal.studio.subjects import EDITED
from workflows.cases.errors import NotAllowed
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject, Version


def process_version(version_id: int) -> Version:
    """A version of a process. Raises ``NotAllowed`` when there is none."""
    version = Version.objects.filter(pk=version_id, subject=Subject.PROCESS).first()
    if version is None:
        raise NotAllowed
    return version


class DiagramScreen(OwnerScreen):
    """The drawing of a version in full, its steps as a table below it."""

    template_name = "studio/diagram.html"

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = process_version(version_id)
        context = diagram_of(version)
        process, figure = PROCESSES.read(version.definition), context["figure"]
        parts = parts_on_paper(figure) if figure is not None else []
        return self.show(
            {
                **context,
                "version": version,
                "title": title_of(version),
                "edited": version.subject in EDITED,
                "steps": listed_steps(process) if process is not None else [],
                "links": "#step-",
                "parts": parts,
                "texts": file_lines(figure) if parts else [],
            }
        )


class DiagramFileScreen(OwnerScreen):
    """The drawing as an SVG file with its words as text, without marks: those are of today."""

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = process_version(version_id)
        process = PROCESSES.read(version.definition)
        if process is None:
            raise NotAllowed
        name = f"{version.key}-{version.number}-{(get_language() or 'ar')[:2]}.svg"
        response = HttpResponse(svg_of(figure_of(process, title=title_of(version))), content_type="image/svg+xml")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
        return response


def svg_of(figure: Figure) -> str:
    """A drawing as a file that stands by itself."""
    return render_to_string("process_shown/file.svg", {"figure": figure, "texts": file_lines(figure)})

"""A version of a process on the canvas of bpmn-js: a draft is changed there by its file, whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseRedirectBase
from django.template.loader import render_to_string

from portal.admin_screens.screen import UNPROCESSABLE
from portal.studio.bpmn_screen import FileForm, grouped, noted, written_file
from portal.studio.canvas_words import canvas_words
from portal.studio.diagram import process_version
from portal.studio.draft_screen import DraftScreen, draft_address
from portal.studio.lines import Line, differences
from portal.studio.process_edits import in_the_flow
from portal.studio.screen import title_of
from portal.studio.subjects import lines_of
from portal.studio.typed import Typed, meanwhile, there_or_gone
from workflows.cases.errors import NotAllowed
from workflows.processes.bpmn.drawing import NotDrawn, id_of
from workflows.processes.bpmn.elements import MOST_BYTES, NotTaken
from workflows.processes.bpmn.reading import Brought, from_bpmn
from workflows.versions.holding import can_be_taken, drafting_of, edits
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.publishable import publishable
from workflows.versions.raw import Malformed
from workflows.versions.references import problems
from workflows.versions.services import as_read


class CanvasScreen(DraftScreen):
    """Shows a version; of a draft that one may edit it also looks at what was drawn, and then takes it.

    The page stays while it asks: what was drawn is lost by no refusal. ``do``: ``look``, or as of a draft.
    """

    template_name = "studio/canvas.html"

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = process_version(version_id)
        drafting = drafting_of(version)
        is_draft = version.status == VersionStatus.DRAFT and not version.ends
        return self.show(
            {
                "version": version,
                "title": title_of(version),
                "is_draft": is_draft,
                "editable": is_draft and edits(drafting, self.actor.user_id),
                "drafting": drafting,
                "can_take": can_be_taken(drafting),
                "read": as_read(version),
                "drawing": _drawing_of(version),
                "steps": list(_properties(version)),
                "words": canvas_words(),
            }
        )

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = there_or_gone(version_id)
        if version.subject != Subject.PROCESS or version.ends:
            raise NotAllowed
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._refused(str(form.errors["file"][0]))
        try:
            brought = from_bpmn(form.cleaned_data["file"].read(MOST_BYTES + 1))
        except NotTaken as error:
            return self._refused(str(error))
        typed = Typed(_of_the_draft(brought, version), noted(version.note, brought.unrun))
        if (do := request.POST.get("do", "")) not in ("save", "anew"):
            return self._look(version, brought, typed)
        answer = self.save(version, typed, do, "")
        return JsonResponse({"to": answer.url}) if isinstance(answer, HttpResponseRedirectBase) else answer

    def beside(self, there: Version, typed: Typed, *, read: str = "", status: int = UNPROCESSABLE) -> HttpResponse:
        """What became of the draft meanwhile, and the ways on; what was drawn is still on the page."""
        found = meanwhile(there, typed, read or self.request.POST.get("read", ""), self.actor)
        return self._answer("studio/canvas_meanwhile.html", {"version": there, "meanwhile": found}, status=status)

    def _look(self, version: Version, brought: Brought, typed: Typed) -> HttpResponse:
        """What would become of the draft, before anything of it does."""
        there = Typed(version.definition, version.note)
        context = {
            "unrun": grouped(brought.unrun),
            "differences": differences(there.lines(version.subject), typed.lines(version.subject)),
            "problems": problems(version.subject, version.key, typed.definition),
            "warnings": list(publishable(version.subject).warnings(version.key, typed.definition)),
        }
        return self._answer("studio/canvas_look.html", context, marks=[each.id for each in brought.unrun if each.id])

    def _refused(self, why: str) -> HttpResponse:
        return self._answer("studio/canvas_refused.html", {"why": why}, status=UNPROCESSABLE)

    def _answer(self, template: str, context: dict[str, Any], *, status: int = 200, **more: Any) -> HttpResponse:
        html = render_to_string(template, context, self.request)
        return JsonResponse({"html": html, **more}, status=status)

    def _keep(self, version: Version) -> bool:
        """The drawing stays in the browser, which offers it as a file: nothing of it is a field of a form."""
        return False


def _drawing_of(version: Version) -> str:
    """The file that the canvas shows; "" where a way of a draft leads nowhere yet."""
    try:
        return written_file(version).decode()
    except (NotDrawn, Malformed):
        return ""


def _properties(version: Version) -> Iterator[dict[str, Any]]:
    """Of each step that a sign stands for: its id, what it lays down in words, and its place in the list."""
    said: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines_of(version.subject, version.definition):
        if line.part:
            said[line.key.rpartition(" ")[2]].append(line)
    for key, lines in said.items():
        about = [replace(line, part="") for line in lines]
        yield {"id": id_of(key), "name": lines[0].part, "lines": about, "address": draft_address(version, key)}


def _of_the_draft(brought: Brought, version: Version) -> dict[str, Any]:
    """What was drawn; a file of another tool takes the name of the draft that it was opened in."""
    if not brought.ours:
        return {**brought.definition, "name": version.definition.get("name", brought.definition["name"])}
    if brought.key != version.key:
        return brought.definition
    former = [step["key"] for step in version.definition.get("steps", ())]
    return {**brought.definition, "steps": in_the_flow(brought.definition, former)}

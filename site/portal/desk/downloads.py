"""A file of a case, handed to whoever may read the case: to be saved, or to be shown in its place."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from content.forms.file_types import JPEG, PDF
from content.forms.handing_out import PICTURES, SHOWN, SMALL, handed_out, never_run
from content.forms.redaction import page_picture
from content.forms.unreadable import Busy, Unreadable
from permissions.agencies.rights import VIEW_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from portal.admin_screens.screen import StaffScreen
from portal.case_shown.files import NOT_NOW
from portal.desk.files_read import FileRead, read_file
from workflows.cases.errors import NotAllowed


class FileScreen(StaffScreen):
    """The bytes as an attachment; what nobody can hide a program in also to be shown in its place."""

    right = VIEW_CASE

    def get(self, request: HttpRequest, tracking: str, number: int) -> HttpResponseBase:
        read = read_file(self.actor, tracking, number, held=self.held)
        if read.why is not None:
            messages.error(request, str(NOT_NOW[read.why]))
            return redirect("desk:case", tracking)
        # Thumbnails stand on the page of the case: to fetch one is to read it, and is noted once with the page itself.
        if SMALL in request.GET:
            case = read.state.case
            note(Kind.CASE_READ, user_id=self.actor.user_id, thing=Thing("case", case.pk, case_id=case.pk))
        else:
            self.note_look(read)
        return handed_out(request, read.file, name=read.name, in_place=SHOWN in request.GET)

    def note_look(self, read: FileRead) -> None:
        case_id = read.state.case.pk
        note(Kind.DOWNLOADED, user_id=self.actor.user_id, thing=Thing("file", read.file.pk, case_id=case_id))


class PageScreen(FileScreen):
    """A page of a PDF as a picture, drawn in a process apart: no viewer of documents runs in the browser. A picture is
    its own first page."""

    def get(self, request: HttpRequest, tracking: str, number: int, page: int = 1) -> HttpResponseBase:
        read = read_file(self.actor, tracking, number, held=self.held)
        if read.why is None and page == 1 and read.file.content_type in PICTURES:
            self.note_look(read)
            return handed_out(request, read.file, name=read.name, in_place=True)
        if read.why is not None or read.file.content_type != PDF.mime:
            raise NotAllowed
        try:
            picture = page_picture(read.file, page)
        except Busy:
            return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "2"})
        except Unreadable as why:
            raise Http404 from why
        self.note_look(read)
        return never_run(HttpResponse(picture, content_type=JPEG.mime))

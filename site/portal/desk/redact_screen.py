"""Covering parts of a file in a copy of it, and withdrawing such a copy."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from content.forms.covering import MOST_BOXES, MOST_PAGES
from content.forms.file_types import PDF
from content.forms.handing_out import SHOWN
from content.forms.redaction import covered, pages_in
from content.forms.refusals import WHY_NOT, named
from content.forms.unreadable import Unreadable
from content.forms.uploads import mark_filed, stored_files
from permissions.access.selectors import can
from permissions.agencies.rights import WORK_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk.acting import CONFLICT
from portal.desk.box_forms import Boxes, BoxesBase
from portal.desk.case_screen import PAGE_FIELD, page_token, read_page_token
from portal.desk.files_read import FileRead, read_file
from portal.desk.files_shown import can_be_covered, file_address
from portal.desk.identity_shown import neutral_name
from portal.desk.view_screen import page_address, page_asked
from workflows.cases.actions import Action, Redact, WithdrawCopy
from workflows.cases.errors import DoneAlready, NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, File
from workflows.cases.selectors import case_for, files_of


class RedactScreen(StaffScreen):
    """GET shows the file with no box; POST shows another page (``go``), one more box (``add``), or saves the copy."""

    right = WORK_CASE
    template_name = "desk/redact.html"

    def get(self, request: HttpRequest, tracking: str, number: int) -> HttpResponse:
        read = self._read(tracking, number)
        case = read.state.case
        note(Kind.CASE_READ, user_id=self.actor.user_id, thing=Thing("case", case.pk, case_id=case.pk))
        pages = self._pages(read)
        if pages > MOST_PAGES:
            words = ngettext(
                "In a PDF of more than %(most)d page nothing can be covered: attach the page by itself.",
                "In a PDF of more than %(most)d pages nothing can be covered: attach those pages by themselves.",
                MOST_PAGES,
            )
            messages.error(request, words % {"most": MOST_PAGES})
            return redirect("desk:file_view", tracking, number)
        page = page_asked(request, pages)
        return self._page(read, pages, Boxes(pages=pages, page=page), page)

    def post(self, request: HttpRequest, tracking: str, number: int) -> HttpResponseBase:
        read = self._read(tracking, number)
        pages = self._pages(read)
        page = page_asked(request, pages)
        boxes = Boxes(request.POST, pages=pages, page=page)
        if "go" in request.POST or "add" in request.POST:
            return self._page(read, pages, _once_more(request, pages, page), page)
        if not boxes.is_valid():
            return self._page(read, pages, boxes, page, status=UNPROCESSABLE)
        try:
            event = self._redact(read, boxes)
        except DoneAlready as done:
            event = done.event
        except Unreadable as why:
            problem = str(WHY_NOT[type(why)]) % named(read.name)
            return self._page(read, pages, boxes, page, status=UNPROCESSABLE, problem=problem)
        except NotPossible as error:
            return self._page(read, pages, boxes, page, status=CONFLICT, problem=str(error))
        messages.success(request, _("The redacted copy is saved. The file itself stays as it is."))
        return redirect("desk:file_view", tracking, _number_of(read.state.case, event))

    def _read(self, tracking: str, number: int) -> FileRead:
        """Raises ``NotAllowed`` also where the reader works nothing of the case, or nothing can be covered."""
        read = read_file(self.actor, tracking, number, held=self.held)
        if read.why is not None or not can_be_covered(read.file):
            raise NotAllowed
        if not can(self.actor, WORK_CASE, read.state, held=self.held):
            raise NotAllowed
        return read

    def _pages(self, read: FileRead) -> int:
        if read.file.content_type != PDF.mime:
            return 1
        try:
            return pages_in(read.file)
        except Unreadable as why:
            raise NotAllowed from why

    def _redact(self, read: FileRead, boxes: BoxesBase) -> CaseEvent:
        """The copy is made and stored before the door opens its transaction."""
        case, wanted = read.state.case, boxes.boxes()
        upload = covered(read.file, wanted, name=_name_of_copy(case, read.file))
        [copy] = stored_files([upload])
        action = Redact(file_id=read.file.pk, copy=copy, areas=len(wanted))
        event = done_by(self, case, action)
        mark_filed([upload], key=f"{case.pk}:{event.number}:{self.actor.user_id}")
        return event

    def _page(
        self, read: FileRead, pages: int, boxes: BoxesBase, page: int, *, status: int = 200, problem: str = ""
    ) -> HttpResponse:
        case, file = read.state.case, read.file
        of_pages = file.content_type == PDF.mime
        picture = page_address(case, file, page) if of_pages else f"{file_address(case, file)}?{SHOWN}"
        context: dict[str, Any] = {
            "case": case,
            "number": file.number,
            "name": read.name,
            "picture": picture,
            "page": page,
            "pages": pages,
            "page_numbers": range(1, pages + 1),
            "boxes": boxes,
            "most": MOST_BOXES,
            "problem": problem,
            "page_token": self.request.POST.get(PAGE_FIELD) or page_token(case.tracking, case.events_count, self.actor),
        }
        return self.show(context, status=status)


class WithdrawScreen(StaffScreen):
    """POST takes a copy back, as long as it went to nobody outside."""

    right = WORK_CASE

    def get(self, request: HttpRequest, tracking: str, number: int) -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        return redirect("desk:case", tracking)

    def post(self, request: HttpRequest, tracking: str, number: int) -> HttpResponse:
        read = read_file(self.actor, tracking, number, held=self.held)
        try:
            done_by(self, read.state.case, WithdrawCopy(file_id=read.file.pk))
        except DoneAlready:
            pass  # it is withdrawn, as was wanted
        except NotPossible as error:
            messages.error(request, str(error))
            return redirect("desk:file_view", tracking, number)
        messages.success(request, _("The redacted copy is withdrawn: nobody can open it any more."))
        return redirect("desk:case", tracking)


def done_by(screen: StaffScreen, case: Case, action: Action) -> CaseEvent:
    """Through the door, once for each page from which it was sent."""
    drawn = read_page_token(screen.request.POST.get(PAGE_FIELD, ""), case.tracking, screen.actor)
    form = drawn.form(action.verb) if drawn is not None else None
    return apply(case.pk, action, actor=screen.actor, drawn=form)


def _once_more(request: HttpRequest, pages: int, page: int) -> BoxesBase:
    """The boxes as they stand, unchecked, and one that is empty."""
    sent = request.POST.copy()
    total = sent.get("form-TOTAL_FORMS", "0")
    count = min(int(total), MOST_BOXES) if total.isdecimal() and len(total) < 5 else 0
    names = ("page", "left", "top", "width", "height")
    rows = [{name: sent.get(f"form-{row}-{name}", "") for name in names} for row in range(count)]
    kept = [
        each
        for row, each in enumerate(rows)
        if f"form-{row}-DELETE" not in sent and any(each[name] for name in names if name != "page")
    ]
    return Boxes(pages=pages, page=page, initial=kept)


def _number_of(case: Case, event: CaseEvent) -> int:
    """The number of the file that came with an event."""
    return next(file.number for file in files_of(case) if file.event_number == event.number)


def _name_of_copy(case: Case, file: File) -> str:
    """How a copy is called, without an ending: in the language of its citizen, who may get it. The name of the file
    itself may tell what is covered, or who sent it."""
    with override(case.language):
        whole = neutral_name(file).partition(".")[0]
        word = pgettext("in the name of a file", "redacted")
    return f"{whole}-{word}"

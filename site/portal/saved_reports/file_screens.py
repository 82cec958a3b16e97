"""Files of reports: asked for, on their way with their progress, and their bytes."""

from __future__ import annotations

from textwrap import shorten
from typing import Final

from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.now import now
from permissions.spreadsheet import XLSX
from permissions.translated_text import SHIPPED
from portal.admin_screens.screen import UNPROCESSABLE
from portal.queue.bell import call_soon
from portal.saved_reports.making import MAKE, make
from portal.saved_reports.screen import FiguresScreen
from workflows.cases.errors import NotAllowed
from workflows.figures.errors import CannotReckon
from workflows.figures.question import Question
from workflows.saved_reports.copies import Wanted, ask_for, copy_of
from workflows.saved_reports.kept import table_for
from workflows.saved_reports.models import LEASE, LONGEST_NAME, Drawn, Format, Making, ReportCopy
from workflows.saved_reports.opened_cases import readable_behind
from workflows.saved_reports.opening import Opened, question_in
from workflows.versions.raw import Malformed

AT_ONCE: Final = 200
"""Rows of a file that is made while its page is waited for; longer ones are the queue's."""
LOOK_AGAIN: Final = "2"
TYPES: Final = {
    Format.PDF: "application/pdf",
    Format.XLSX: XLSX,
    Format.CSV: "text/csv; charset=utf-8",
}
THING: Final = "figures"


class TakeScreen(FiguresScreen):
    """POST: a file of a question (``q``), or of the requests behind one of its numbers (``cell``)."""

    template_name = "saved_reports/cannot.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.http_method_not_allowed(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = request.POST
        written_as = sent.get("format", "")
        try:
            opened = Opened.of_query(sent) if "measure" in sent else None
            question = opened.question if opened is not None else question_in(sent.get("q", ""))
            rows = self._rows(opened, question)
        except Malformed:
            return self.show({"cannot": _("This address does not say what the file is of.")}, status=UNPROCESSABLE)
        except CannotReckon as error:
            return self.show({"cannot": str(error)}, status=UNPROCESSABLE)
        if written_as not in Format.values or (opened is not None and written_as == Format.PDF):
            return self.show({"cannot": _("A file is not written in this way.")}, status=UNPROCESSABLE)
        wanted = Wanted(
            title=shorten(sent.get("title", ""), LONGEST_NAME, placeholder="…") or _("Report"),
            question=question.as_json(),
            drawn=sent["drawn"] if sent.get("drawn") in Drawn.values else Drawn.TABLE,
            format=written_as,
            language=(get_language() or SHIPPED[0])[:2],
            cell=opened.as_json() if opened is not None else None,
        )
        note(Kind.EXPORTED, user_id=self.user_id, thing=Thing(THING))
        copy = ask_for(wanted, reader_id=self.user_id)
        if rows <= AT_ONCE:
            make(copy.pk)
        else:
            call_soon(MAKE, copy.pk)
        return redirect("own_reports:copy", copy.key)

    def _rows(self, opened: Opened | None, question: Question) -> int:
        """How long it will be. Raises ``CannotReckon``, and ``NotAllowed`` for requests of whoever reads none."""
        if opened is None:
            return len(table_for(question, self.reach).rows)
        if not self.opens:
            raise NotAllowed
        return readable_behind(opened, self.reach, self.actor, self.held).order_by().count()


class CopyScreen(FiguresScreen):
    """One's own file on its way, and then its bytes (``?file``)."""

    template_name = "saved_reports/copy.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponseBase:
        copy = copy_of(key, self.user_id)
        if "file" in request.GET:
            return self._file(copy)
        if copy.state == Making.WAITING and (copy.taken_at or copy.requested_at) < now() - LEASE:
            call_soon(MAKE, copy.pk)
        response = self.show({"copy": copy, "format": Format(copy.format).label})
        if copy.state == Making.WAITING:
            response["Refresh"] = LOOK_AGAIN
        return response

    def _file(self, copy: ReportCopy) -> HttpResponseBase:
        if copy.state != Making.MADE or not storages["private"].exists(copy.storage_key):
            raise NotAllowed
        note(Kind.DOWNLOADED, user_id=self.user_id, thing=Thing(THING, copy.pk))
        response = FileResponse(
            storages["private"].open(copy.storage_key),
            as_attachment=True,
            filename=f"{copy.title}.{copy.format}",
            content_type=TYPES[Format(copy.format)],
        )
        response["X-Content-Type-Options"] = "nosniff"
        return response

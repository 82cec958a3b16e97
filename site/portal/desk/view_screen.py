"""One file of a case in its place: seen, heard or read on a page of its own, with the way to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from content.forms.file_types import PDF
from content.forms.handing_out import PICTURES, SHOWN
from content.forms.redaction import pages_in
from content.forms.unreadable import Unreadable
from permissions.access.selectors import can
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from portal.admin_screens.screen import StaffScreen
from portal.desk.case_screen import page_token
from portal.desk.files_read import FileRead, read_file
from portal.desk.files_shown import can_be_covered, file_address
from workflows.cases.models import Case, File
from workflows.cases.redacted import is_copy, is_sent


@dataclass(frozen=True, slots=True)
class Beside:
    """The file before and after one, by their numbers; 0 where there is none. ``place`` of ``count``: 1, 2 …"""

    before: int
    after: int
    place: int
    count: int


class ViewScreen(StaffScreen):
    """What is looked at is fetched by the browser from the addresses of downloads, which note it."""

    right = VIEW_CASE
    template_name = "desk/file.html"

    def get(self, request: HttpRequest, tracking: str, number: int) -> HttpResponse:
        read = read_file(self.actor, tracking, number, held=self.held)
        case, file = read.state.case, read.file
        note(Kind.CASE_READ, user_id=self.actor.user_id, thing=Thing("case", case.pk, case_id=case.pk))
        return self.show(
            {
                "case": case,
                "number": file.number,
                "name": read.name,
                "why": read.why,
                "address": file_address(case, file),
                "in_place": f"{file_address(case, file)}?{SHOWN}",
                "how": "" if read.why else how_shown(file),
                "beside": beside(read),
                "stands": "said" if first_came(read) else "happened",
                "page_token": page_token(tracking, case.events_count, self.actor),
                **self._pages(read),
                **self._copies(read),
            }
        )

    def _pages(self, read: FileRead) -> dict[str, Any]:
        """Of a PDF, one page at a time."""
        if read.why or read.file.content_type != PDF.mime:
            return {}
        try:
            pages = pages_in(read.file)
        except Unreadable:
            return {"how": ""}
        page = page_asked(self.request, pages)
        return {"page": page, "pages": pages, "picture": page_address(read.state.case, read.file, page)}

    def _copies(self, read: FileRead) -> dict[str, Any]:
        """What a copy is of and whether it can be withdrawn; of another file its copies, and the way to one."""
        case, file = read.state.case, read.file
        may_act = can(self.actor, WORK_CASE, read.state, held=self.held)
        covers = may_act and not read.why and can_be_covered(file)
        found: dict[str, Any] = {
            "redact": reverse("desk:file_redact", args=[case.tracking, file.number]) if covers else ""
        }
        if is_copy(file):
            readable = (each for each in read.files if each.pk == file.redacts_id and not each.withheld)
            original = next(readable, None)
            sent = is_sent(file)
            found |= {"is_copy": True, "original": original, "sent": sent, "may_withdraw": may_act and not sent}
        else:
            found["copies"] = [each for each in read.files if is_copy(each) and each.redacts_id == file.pk]
        return found


def first_came(read: FileRead) -> bool:
    """Whether it came with the filing, or is a copy of what did: it stands with what the citizen wrote."""
    shown_with = {read.file.pk, read.file.redacts_id if is_copy(read.file) else None}
    return any(each.pk in shown_with and each.event_number == 1 for each in read.files)


def how_shown(file: File) -> str:
    """``picture``, ``pages``, ``video``, ``voice``; empty for what is fetched alone."""
    if file.content_type in PICTURES:
        return "picture"
    kind = file.content_type.partition("/")[0]
    return {"video": "video", "audio": "voice"}.get(kind, "pages" if file.content_type == PDF.mime else "")


def beside(read: FileRead) -> Beside:
    """Among those that its reader may look at; what proves who somebody is stands alone: each look is recorded."""
    apart = read.file.tells_who
    numbers = [each.number for each in read.files if not each.withheld and not each.tells_who]
    if apart or read.file.number not in numbers:
        return Beside(0, 0, 1, 1)
    at = numbers.index(read.file.number)
    return Beside(numbers[at - 1] if at else 0, numbers[at + 1] if at + 1 < len(numbers) else 0, at + 1, len(numbers))


def page_asked(request: HttpRequest, pages: int) -> int:
    """The page that the address or a button names, 1 where it names none that there is."""
    named = request.POST.get("go", "") or request.POST.get("shown_page", "") or request.GET.get("page", "")
    return int(named) if named.isdecimal() and len(named) < 6 and 1 <= int(named) <= pages else 1


def page_address(case: Case, file: File, page: int) -> str:
    """Where the picture of a page is fetched."""
    return reverse("desk:file_page", args=[case.tracking, file.number, page])

"""What an inbox shows, taken away as a file: all rows of it in their order, in the columns that are shown."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from permissions.agencies.rights import VIEW_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.now import now
from permissions.spreadsheet import XLSX, escaped_throughout
from permissions.writing import local, written_number
from portal.desk.columns import COLUMNS
from portal.desk.inbox_screen import InboxScreen
from portal.desk.rows import FURTHEST, cases_wanted, in_order, rows_of_cases, rows_of_work, works_wanted
from portal.desk.wanted import Wanted, address_sent, wanted_by
from portal.operations.sheets.writing import book_of

CHUNK: Final = 500
"""Rows that are in memory at once."""
INBOX: Final = "inbox"
"""What it is called in the log of access."""


class SheetScreen(InboxScreen):
    """POST: the file, noted in the log of access. Too many rows, and none at all, come back as the inbox."""

    right = VIEW_CASE

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.http_method_not_allowed(request)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        asked = address_sent(request.POST)
        wanted = wanted_by(asked, self.reader)
        ids = self._ids(wanted)
        problem = _problem(len(ids))
        if problem:
            return self.page(asked, chosen=frozenset(), problem=problem)
        # Before the file is made: one that was made is always on record.
        note(Kind.EXPORTED, user_id=self.actor.user_id, thing=Thing(INBOX))
        name = f"inbox-{local(now()).date().isoformat()}"
        rows = self._lines(wanted, ids, get_language() or "ar")
        if request.POST.get("kind") == "csv":
            answer: HttpResponseBase = StreamingHttpResponse(_as_csv(rows), content_type="text/csv; charset=utf-8")
            answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        else:
            answer = HttpResponse(book_of(_("Inbox"), rows), content_type=XLSX)
            answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        answer["X-Content-Type-Options"] = "nosniff"
        return answer

    def _ids(self, wanted: Wanted) -> list[int]:
        """One statement; which rows they are is settled here, whatever changes while the file is read."""
        return list(in_order(self._rows(wanted), wanted).values_list("pk", flat=True)[: FURTHEST + 1])

    def _rows(self, wanted: Wanted) -> QuerySet[Any]:
        wants = cases_wanted if wanted.over else works_wanted
        return wants(self.actor, self.reader, wanted)

    def _lines(self, wanted: Wanted, ids: list[int], language: str) -> Iterator[list[str]]:
        """The headings, then a line for each row, some hundreds read at once; each again only if it may still be read.

        Lines of a stream are taken when the request is over and its language gone, so each is put into words in it.
        """
        columns = [COLUMNS[name] for name in wanted.shown_columns]
        with override(language):
            headings = [str(column.heading) for column in columns]
        yield headings
        unsorted = wanted.but(sort=wanted.sort or "due")  # not gathered in bands, which go over more than a chunk
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            with override(language):
                found = {each.pk: each for each in self._rows(wanted).filter(pk__in=chunk)}
                read = [found[pk] for pk in chunk if pk in found]
                rows = (
                    rows_of_cases(read, wanted, self.reader)
                    if wanted.over
                    else rows_of_work(read, unsorted, self.reader)
                )
                lines = [[str(column.says(row)) for column in columns] for row in rows]
            yield from lines


def _problem(count: int) -> str:
    if not count:
        return _("There is nothing to take away.")
    if count > FURTHEST:
        most = {"most": written_number(FURTHEST)}
        return _("A file holds at most %(most)s requests. Narrow them with a filter first.") % most
    return ""


def _as_csv(lines: Iterable[list[str]]) -> Iterator[bytes]:
    """In UTF-8 with its mark, as spreadsheets want it; no cell of it is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    yield codecs.BOM_UTF8
    for line in lines:
        writer.writerow(escaped_throughout(each) for each in line)
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()

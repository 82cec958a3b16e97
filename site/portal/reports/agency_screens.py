"""Where the head and the liaison officer of an agency speak to its lines of a yearly register: all at once, or one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.agencies.rights import WORK_CASE
from permissions.writing import written_number
from portal.admin_screens.screen import StaffScreen, held_in, holds
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.reports.confirming import LONGEST, asked_rounds, confirm, contest, lines_of, progress, spoken_for
from workflows.reports.definitions import tells_promises
from workflows.reports.document import register_rows, told_of
from workflows.reports.models import Snapshot
from workflows.reports.unit_models import LineState, Objection, Preparation, RegisterLine

AT_ONCE = 50


class AgencyScreen(StaffScreen):
    """A screen for whoever speaks for an agency; of no other agency is anything there."""

    right = WORK_CASE
    agencies: frozenset[int]

    def is_open_to(self, request: HttpRequest) -> bool:
        held = held_in(request)
        if not holds(held, WORK_CASE):
            return False
        self.agencies = spoken_for(int(request.user.pk or 0), held)
        return bool(self.agencies)

    def round(self, snapshot_id: int) -> Preparation:
        """The edition whose lines are asked for. Raises ``NotAllowed`` where nobody asked."""
        found = asked_rounds().filter(snapshot=snapshot_id).first()
        if found is None:
            raise NotAllowed
        return found

    def lines(self, snapshot: Snapshot) -> QuerySet[RegisterLine]:
        return lines_of(snapshot, self.agencies).select_related("agency", "by")

    def progress(self, snapshot: Snapshot) -> list[Any]:
        return [each for each in progress(snapshot) if each.agency.pk in self.agencies]


class RoundsScreen(AgencyScreen):
    """The registers that wait for an agency's word, and those of former years."""

    template_name = "register/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        rounds = [(each, self.progress(each.snapshot)) for each in asked_rounds()]
        return self.show({"rounds": [(each, found) for each, found in rounds if found]})


class LinesScreen(AgencyScreen):
    """The lines of one register: found by number, chosen by what was said to them; posting confirms."""

    template_name = "register/lines.html"

    def get(self, request: HttpRequest, snapshot_id: int) -> HttpResponse:
        return self._page(self.round(snapshot_id))

    def post(self, request: HttpRequest, snapshot_id: int) -> HttpResponse:
        preparation = self.round(snapshot_id)
        ids = [int(each) for each in request.POST.getlist("line") if each.isdecimal()]
        lines = lines_of(preparation.snapshot, self.agencies)
        chosen = self._found(lines) if "all" in request.POST else lines.filter(pk__in=ids)
        if "all" not in request.POST and not ids:
            messages.error(request, _("Choose at least one line."))
            return redirect(self._address())
        try:
            count = confirm(preparation.snapshot, chosen, actor=self.actor)
        except NotPossible as refused:
            messages.error(request, str(refused))
        else:
            words = ngettext("%(count)s line is confirmed.", "%(count)s lines are confirmed.", count)
            messages.success(request, words % {"count": written_number(count)})
        return redirect(self._address())

    def _page(self, preparation: Preparation) -> HttpResponse:
        snapshot, request = preparation.snapshot, self.request
        found = self._found(self.lines(snapshot))
        page = request.GET.get("page", "1")
        number = min(max(int(page), 1), 100_000) if page.isdecimal() else 1
        lines = list(found[(number - 1) * AT_ONCE : number * AT_ONCE + 1])
        shown = lines[:AT_ONCE]
        context = {
            "preparation": preparation,
            "snapshot": snapshot,
            "promises": tells_promises(snapshot.definitions),
            "progress": self.progress(snapshot),
            "rows": zip(shown, register_rows(snapshot, shown), map(told_of, shown), strict=True),
            "any": bool(shown),
            "matching": found.exclude(state=LineState.CONFIRMED).count(),
            "q": request.GET.get("q", "").strip()[:40],
            "state": request.GET.get("state", ""),
            "states": LineState.choices,
            "number": number,
            "former": self._address(page=number - 1) if number > 1 else "",
            "next": self._address(page=number + 1) if len(lines) > AT_ONCE else "",
        }
        return self.show(context)

    def _found(self, lines: QuerySet[RegisterLine]) -> QuerySet[RegisterLine]:
        """As the address says: a part of the number, and what was said to them."""
        asked, state = self.request.GET.get("q", "").strip()[:40], self.request.GET.get("state", "")
        if asked:
            lines = lines.filter(number__contains=asked)
        return lines.filter(state=state) if state in LineState.values else lines

    def _address(self, *, page: int = 1) -> str:
        kept = {name: self.request.GET[name] for name in ("q", "state") if self.request.GET.get(name)}
        return f"{self.request.path}?{urlencode(kept | {'page': page})}"


class LineScreen(AgencyScreen):
    """One line; posting contests it."""

    template_name = "register/line.html"

    def get(self, request: HttpRequest, snapshot_id: int, line_id: int) -> HttpResponse:
        return self._page(self.round(snapshot_id), line_id)

    def post(self, request: HttpRequest, snapshot_id: int, line_id: int) -> HttpResponse:
        preparation = self.round(snapshot_id)
        line = self._line(preparation.snapshot, line_id)
        objection, text = request.POST.get("objection", ""), request.POST.get("note", "")
        try:
            contest(preparation.snapshot, line, objection, text, actor=self.actor)
        except NotPossible as refused:
            line.objection, line.note = objection, text
            return self._page(preparation, line_id, typed=line, problem=str(refused))
        messages.success(request, _("The line is contested. The complaints unit sees why."))
        return redirect(reverse("register:lines", args=[snapshot_id]))

    def _line(self, snapshot: Snapshot, line_id: int) -> RegisterLine:
        found = self.lines(snapshot).filter(pk=line_id).first()
        if found is None:
            raise NotAllowed
        return found

    def _page(
        self, preparation: Preparation, line_id: int, *, typed: RegisterLine | None = None, problem: str = ""
    ) -> HttpResponse:
        line = self._line(preparation.snapshot, line_id)
        (row,) = register_rows(preparation.snapshot, [line])
        context = {
            "preparation": preparation,
            "line": line,
            "row": row,
            "said": told_of(line),
            "objections": Objection.choices,
            "typed": typed or line,
            "problems": [("objection-0", problem)] if problem else [],
            "longest": LONGEST,
        }
        return self.show(context, status=422 if problem else 200)

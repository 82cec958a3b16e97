"""The screens of the national reports: all periods, one of them with its numbers, and its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.agencies.rights import READ_REPORTS
from permissions.now import now
from portal.admin_screens.screen import StaffScreen
from portal.queue.bell import call_soon
from portal.reports.editions import WANTED, Edition, editions_of
from workflows.cases.errors import NotAllowed
from workflows.reports.contents import period_name
from workflows.reports.definitions import handed_out
from workflows.reports.facts import first_opened
from workflows.reports.files import CONTENT_TYPES, file_name
from workflows.reports.models import FileFormat, FileState, ReportFile, Snapshot
from workflows.reports.pages import figures
from workflows.reports.period import SETTLED, Kind, NotReportable, Period, containing, cut_off_for, down_to, parse
from workflows.reports.services import request_files

MAKE = "workflows.reports.tasks.make_files"
LISTED = 36
"""How many months are listed; older ones have their address all the same."""


class ReportScreen(StaffScreen):
    """A screen for whoever may read the national reports."""

    right = READ_REPORTS


def period_in(kind: str, name: str) -> Period:
    """The period of an address. Raises ``NotAllowed`` for one that does not exist or has not begun."""
    try:
        period = parse(kind, name)
        cut_off_for(period, now=now())
    except NotReportable as error:
        raise NotAllowed from error
    return period


class AllScreen(ReportScreen):
    """Every month and year since the diary began."""

    template_name = "figures/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        began = first_opened()
        frozen: dict[tuple[str, str], Snapshot] = {}
        for snapshot in Snapshot.objects.defer("numbers", "names").order_by("definitions", "cut_off"):
            frozen[snapshot.kind, snapshot.period] = snapshot
        lists = [] if began is None else [(kind, self._rows(kind, began, frozen)) for kind in ("monthly", "yearly")]
        return self.show({"lists": lists})

    def _rows(self, kind: Kind, began: Any, frozen: dict[tuple[str, str], Snapshot]) -> list[dict[str, Any]]:
        last = containing(kind, now() - 2 * SETTLED)
        periods = list(down_to(containing(kind, began), last))[:LISTED]
        return [
            {
                "period": period,
                "name": period_name(period),
                "snapshot": frozen.get((kind, period.name)),
                "goes_on": period.end > now(),
                "address": reverse("figures:period", args=[kind, period.name]),
            }
            for period in periods
        ]


class PeriodScreen(ReportScreen):
    """The numbers of one period and its files; posting asks for them."""

    template_name = "figures/period.html"

    def get(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        period = period_in(kind, name)
        editions = editions_of(period)
        shown = _chosen(editions, request.GET.get("edition", ""))
        coming = cut_off_for(period, now=now())
        context: dict[str, Any] = figures(shown.snapshot) if shown and shown.snapshot else {}
        context |= {
            "period": period,
            "period_name": period_name(period),
            "monthly": kind == "monthly",
            "edition": shown,
            "editions": editions,
            "goes_on": coming < period.end,
            "can_make": all(edition.older or edition.cut_off != coming for edition in editions),
        }
        return self.show(context)

    def post(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        period = period_in(kind, name)
        key = request.POST.get("edition", "")
        edition = _chosen(editions_of(period), key) if key else None
        cut_off = edition.cut_off if edition else cut_off_for(period, now=now())
        files = request_files(period=period, cut_off=cut_off, wanted=WANTED, actor=self.actor)
        waiting = [file.pk for file in files if file.state == FileState.WAITING]
        if waiting:
            call_soon(MAKE, *waiting)
            messages.success(request, _("The report is being made."))
        return redirect(f"{reverse('figures:period', args=[kind, name])}?edition={Edition(cut_off).key}")


def _chosen(editions: list[Edition], key: str) -> Edition | None:
    """The edition that an address names, the latest without one. Raises ``NotAllowed`` for one that is not there."""
    if not key:
        return editions[0] if editions else None
    for edition in editions:
        if edition.key == key:
            return edition
    raise NotAllowed


class FileScreen(ReportScreen):
    """The bytes of a file that was made. Those of the first definitions listed sensitive cases: gone for all."""

    def get(self, request: HttpRequest, file_id: int) -> FileResponse:
        made = ReportFile.objects.filter(state=FileState.MADE, definitions__in=handed_out()).select_related("snapshot")
        file = made.filter(pk=file_id).first()
        if file is None or file.snapshot is None or not storages["private"].exists(file.storage_key):
            raise NotAllowed
        written_as = FileFormat(file.format)
        response = FileResponse(
            storages["private"].open(file.storage_key),
            as_attachment=True,
            filename=file_name(file.snapshot, written_as, file.language),
            content_type=CONTENT_TYPES[written_as],
        )
        response["X-Content-Type-Options"] = "nosniff"
        return response

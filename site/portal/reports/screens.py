"""The screens of the national reports: all periods, one of them with its numbers, and its files.

What there is of a period is listed edition by edition: frozen numbers, and files that are there or on their way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.access.decide import Held
from permissions.agencies.rights import READ_REPORTS, WORK_EVERY_CASE
from permissions.looking.models import Kind as Looked
from permissions.looking.services import Thing, note
from permissions.now import now
from permissions.spreadsheet import XLSX
from permissions.writing import written_size
from portal.admin_screens.screen import StaffScreen, holds
from portal.queue.bell import call_soon
from workflows.cases.errors import NotAllowed
from workflows.reports import definitions as versions
from workflows.reports.added import added
from workflows.reports.corrections import later_than
from workflows.reports.diary import first_opened
from workflows.reports.document import figures, period_name, period_of
from workflows.reports.editions import preparation_of, why_not_signed_by
from workflows.reports.models import FileFormat, FileState, ReportFile, Snapshot
from workflows.reports.period import SETTLED, Kind, NotReportable, Period, containing, cut_off_for, down_to, parse
from workflows.reports.selectors import files_of, snapshots_of
from workflows.reports.services import EVERY_FILE, have_made_anew, request_files

MAKE = "workflows.reports.tasks.make_files"
LISTED = 36
"""How many months are listed; older ones have their address all the same."""
CONTENT_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.SPREADSHEET: XLSX,
}


@dataclass(slots=True)
class Edition:
    """A period at one cut-off, counted by one version of the definitions."""

    cut_off: datetime
    definitions: int = field(default_factory=versions.today)
    snapshot: Snapshot | None = None
    files: list[ReportFile] = field(default_factory=list)
    wording: int = 0

    @property
    def key(self) -> str:
        """How an address names it: the cut-off in microseconds since 1970, and the definitions."""
        return f"{int(self.cut_off.timestamp()) * 1_000_000 + self.cut_off.microsecond}-{self.definitions}"

    @property
    def older(self) -> bool:
        """Counted by former definitions: its numbers are shown, and no more files are made of it."""
        return versions.is_older(self.definitions)

    @property
    def withdrawn(self) -> bool:
        """Its files named sensitive cases: they are no longer handed out."""
        return not versions.VERSIONS[self.definitions].whole

    @property
    def lines(self) -> list[tuple[ReportFile, str]]:
        """Each file with its size in words; of former definitions those that are there."""
        there = [file for file in self.files if not self.older or file.state == FileState.MADE]
        return [(file, written_size(file.size)) for file in there]

    @property
    def waits(self) -> bool:
        return not self.older and any(file.state == FileState.WAITING for file in self.files)

    @property
    def complete(self) -> bool:
        return len(self.reports) == len(EVERY_FILE) and all(file.state == FileState.MADE for file in self.files)

    @property
    def reports(self) -> list[ReportFile]:
        """Its files without the volumes of its register."""
        return [file for file in self.files if not file.volume]

    @property
    def outdated(self) -> bool:
        """Whether something was added since one of its files was made."""
        return any(file.state == FileState.MADE and file.wording < self.wording for file in self.files)

    @property
    def volumes_made(self) -> int:
        return sum(file.volume > 0 and file.state == FileState.MADE for file in self.files)

    @property
    def volumes(self) -> int:
        return sum(file.volume > 0 for file in self.files)


def editions_of(period: Period) -> list[Edition]:
    """The latest cut-off first, and of one cut-off the latest definitions."""
    # The numbers are read of the one that is shown, not of all.
    return _gathered(snapshots_of(period).defer("numbers", "names"), files_of(period))


def _gathered(snapshots: Iterable[Snapshot], files: Iterable[ReportFile]) -> list[Edition]:
    found: dict[tuple[datetime, int], Edition] = {}
    for snapshot in snapshots:
        found.setdefault(_of(snapshot), Edition(*_of(snapshot))).snapshot = snapshot
    for file in files:
        found.setdefault(_of(file), Edition(*_of(file))).files.append(file)
    return [found[of] for of in sorted(found, reverse=True)]


def _of(made: Snapshot | ReportFile) -> tuple[datetime, int]:
    return made.cut_off, made.definitions


def may_prepare(held: Held) -> bool:
    """Whether somebody writes comments and signs: they read the reports, and work for the complaints unit."""
    return holds(held, READ_REPORTS) and holds(held, WORK_EVERY_CASE)


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
        shown = chosen_of(editions, request.GET.get("edition", ""))
        coming = cut_off_for(period, now=now())
        context = self._said(shown, shown.snapshot.pk) if shown and shown.snapshot else {}
        context |= {
            "period": period,
            "period_name": period_name(period),
            "monthly": kind == "monthly",
            "edition": shown,
            "editions": editions,
            "goes_on": coming < period.end,
            "can_make": all(edition.older or edition.cut_off != coming for edition in editions),
            "can_count_again": coming == period.end and bool(editions),
        }
        return self.show(context)

    def _said(self, shown: Edition, snapshot_id: int) -> dict[str, Any]:
        """The numbers, what was added to them, and what the reader may do with them."""
        snapshot = Snapshot.objects.get(pk=snapshot_id)
        preparation = preparation_of(snapshot)
        shown.wording = preparation.wording
        prepares = not shown.older and preparation.signed_at is None and may_prepare(self.held)
        return (
            figures(snapshot)
            | added(snapshot)
            | {
                "prepares": prepares,
                "why_not_signed": why_not_signed_by(snapshot, self.actor) if prepares else "",
                "later": bool(later_than(snapshot)),
                "lists": lists_of(snapshot),
            }
        )

    def post(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        period = period_in(kind, name)
        key = request.POST.get("edition", "")
        edition = chosen_of(editions_of(period), key) if key else None
        cut_off = edition.cut_off if edition else cut_off_for(period, now=now())
        if not key and request.POST.get("again"):
            cut_off = cut_off_for(period, now=now(), chosen=(now() - SETTLED).replace(second=0, microsecond=0))
        files = request_files(period=period, cut_off=cut_off, wanted=EVERY_FILE, actor=self.actor)
        waiting = [file.pk for file in files if file.state == FileState.WAITING]
        if edition and edition.snapshot and not edition.older:
            waiting = have_made_anew(edition.snapshot)
        if waiting:
            call_soon(MAKE, *waiting)
            messages.success(request, _("The report is being made."))
        return redirect(f"{reverse('figures:period', args=[kind, name])}?edition={Edition(cut_off).key}")


def lists_of(snapshot: Snapshot) -> dict[str, Any] | None:
    """What the tag ``number_link`` needs to make a way of each number; None for an edition without lists."""
    former = period_of(snapshot).former
    address = reverse("figures:requests", args=[snapshot.kind, snapshot.period])
    return snapshot.numbers.get("lists") and {
        "figures": snapshot.numbers["lists"],
        "address": f"{address}?edition={Edition(snapshot.cut_off, snapshot.definitions).key}",
        "former": reverse("figures:period", args=[former.kind, former.name]),
    }


def chosen_of(editions: list[Edition], key: str) -> Edition | None:
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
        made = ReportFile.objects.filter(state=FileState.MADE, definitions__in=versions.handed_out()).select_related(
            "snapshot"
        )
        file = made.filter(pk=file_id).first()
        if file is None or file.snapshot is None or not storages["private"].exists(file.storage_key):
            raise NotAllowed
        note(Looked.DOWNLOADED, user_id=self.actor.user_id, thing=Thing("report", file.pk))
        written_as = FileFormat(file.format)
        volume = f"-{file.volume:02d}" if file.volume else ""
        response = FileResponse(
            storages["private"].open(file.storage_key),
            as_attachment=True,
            filename=f"insaf-{file.snapshot.period}{volume}-{file.language}.{written_as.value}",
            content_type=CONTENT_TYPES[written_as],
        )
        response["X-Content-Type-Options"] = "nosniff"
        return response

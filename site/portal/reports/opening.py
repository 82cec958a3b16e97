"""The screen on which the complaints unit opens the figures of a period to everybody, having seen what will be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.access.decide import may
from permissions.agencies.rights import WORK_EVERY_CASE
from portal.reports.screens import ReportScreen, period_in
from workflows.cases.errors import NotAllowed
from workflows.open_figures.keeping_back import LIMIT
from workflows.open_figures.models import OpenPeriod
from workflows.open_figures.selectors import open_period, to_open
from workflows.open_figures.services import NotOpened, open_figures, telling_of
from workflows.reports.document import period_name
from workflows.reports.editions import preparation_of
from workflows.reports.models import Snapshot
from workflows.reports.period import Period


class OpeningScreen(ReportScreen):
    """What everybody would read of a period; whoever works every case opens it, others who read reports look."""

    template_name = "figures/opening.html"

    def get(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        period = period_in(kind, name)
        opened, edition = open_period(period), to_open(period)
        context: dict[str, Any] = {
            "period": period,
            "period_name": period_name(period),
            "opened": opened,
            "edition": edition,
            "limit": LIMIT,
            "may_open": self._may_open,
            "signed": edition is not None and preparation_of(edition).signed_at is not None,
            "public_url": _public_url(period, opened),
        }
        return self.show(context | (_counts(edition) if edition is not None and opened is None else {}))

    @property
    def _may_open(self) -> bool:
        return may(self.held, WORK_EVERY_CASE, None)

    def post(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        if not self._may_open:
            raise NotAllowed
        period = period_in(kind, name)
        here = redirect("figures:opening", kind, name)
        edition = to_open(period)
        if edition is None or str(edition.pk) != request.POST.get("snapshot", ""):
            messages.error(
                request, _("Meanwhile there is another edition of the report, or its figures are open. Look again.")
            )
            return here
        try:
            open_figures(edition, actor=self.actor)
        except NotOpened:
            messages.error(request, _("These figures are open already."))
            return here
        messages.success(request, _("Everybody can read these figures now."))
        return here


def _public_url(period: Period, opened: OpenPeriod | None) -> str:
    if opened is None:
        return ""
    return reverse("open_figures") if period.month is None else reverse("open_figures_of", args=[period.name])


def _counts(edition: Snapshot) -> dict[str, Any]:
    """How many figures of each table would be told, and how many kept back."""
    told = telling_of(edition).told
    tables = {"country": {"": told["country"]}, **told["tables"]} if "country" in told else {}
    counted = []
    for key, rows in tables.items():
        values = [value for figures in rows.values() for value in figures.values()]
        counted.append((key, sum(value is not None for value in values), sum(value is None for value in values)))
    return {"counted": counted}

"""All reports that somebody finds, one of them, and what is done to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.access.errors import OutOfReach
from permissions.agencies.rights import PUBLISH_RULES, READ_REPORTS, VIEW_CASE
from permissions.arabic import fold, in_order
from permissions.roles.models import Role
from permissions.translated_text import joined
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE
from portal.saved_reports.answer import answer_to
from portal.saved_reports.screen import FiguresScreen
from portal.saved_reports.shown import who_is_counted
from workflows.figures.question import can_be_order
from workflows.saved_reports import services
from workflows.saved_reports.models import Drawn, Format, SavedReport
from workflows.saved_reports.opening import read_question
from workflows.saved_reports.selectors import found_by
from workflows.saved_reports.services import NotSaved

LONGEST: Final = 100
OPENS: Final = {VIEW_CASE, READ_REPORTS, PUBLISH_RULES}


class AllScreen(FiguresScreen):
    """Their own and those shared with a role of theirs; by words of the name where some are looked for."""

    template_name = "saved_reports/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "")[:LONGEST]
        found = [
            each for each in found_by(self.user_id) if all(word in fold(each.name) for word in fold(words).split())
        ]
        ordered = in_order(found, name=lambda each: each.name)
        return self.show(
            {
                "words": words,
                "own": [_row(each) for each in ordered if each.owner_id == self.user_id],
                "shared": [_row(each) for each in ordered if each.owner_id != self.user_id],
                "keeps": self.keeps,
                "done": take(request),
            }
        )


def _row(report: SavedReport) -> dict[str, Any]:
    schedules = [each for each in report.schedules.all() if not each.stopped]
    return {
        "report": report,
        "drawn": Drawn(report.drawn).label,
        "roles": joined(str(each) for each in in_order(report.roles.all())),
        "next_on": min((each.next_on for each in schedules if each.next_on), default=None),
        "stopped": next((each for each in report.schedules.all() if each.stopped), None),
    }


class ReportScreen(FiguresScreen):
    """GET: the report with today's figures. POST: what is done to it; removing is undone by ``bring_back``."""

    template_name = "saved_reports/one.html"

    def get(self, request: HttpRequest, report_id: int) -> HttpResponse:
        return self.page(self.report_of(report_id))

    def page(self, report: SavedReport, problem: str = "") -> HttpResponse:
        own = report.owner_id == self.user_id
        question, order = read_question(report.question), self.request.GET.get("order", "")
        if question is not None and order and can_be_order(order):
            question = replace(question, order=order)
        chosen = {each.pk for each in report.roles.all()}
        context = {
            "report": report,
            "own": own and self.keeps,
            "keeps": self.keeps,
            "roles": [(each, each.pk in chosen) for each in shareable_roles()] if own else [],
            "shared_with": bool(chosen),
            "schedules": list(report.schedules.all()) if own else [],
            "formats": Format.choices,
            "counted": who_is_counted(self.reach),
            "smaller": not own and self.reach.agencies is not None,
            "problem": problem,
            "done": take(self.request),
            **answer_to(
                question, self.reach, report.drawn, opens=self.opens, address=lambda by: f"?{urlencode({'order': by})}"
            ),
            "title": report.name,
        }
        return self.show(context, status=UNPROCESSABLE if problem else 200)

    def post(self, request: HttpRequest, report_id: int) -> HttpResponse:
        self.must_keep()
        do = request.POST.get("do", "")
        try:
            return self._do(do, report_id)
        except NotSaved as error:
            return self.page(self.report_of(report_id), str(error))

    def _do(self, do: str, report_id: int) -> HttpResponse:
        """Raises ``NotSaved`` and ``OutOfReach``."""
        match do:
            case "copy":
                copy = services.copy_for(self.report_of(report_id), self.user_id)
                return self._done(
                    _("The report “%(name)s” is yours now."), copy, reverse("own_reports:one", args=[copy.pk])
                )
            case "share":
                report = self.own_report(report_id)
                services.share(report, self._roles_sent())
                said = _("Whom “%(name)s” is shared with is saved.")
                return self._done(said, report, reverse("own_reports:one", args=[report.pk]))
            case "remove":
                report = self.own_report(report_id)
                services.remove(report)
                said = _("The report “%(name)s” is removed.") % {"name": report.name}
                keep(self.request, Done(said, self.request.path, {"do": "bring_back"}))
                return redirect("own_reports:all")
            case "bring_back":
                report = self._removed(report_id)
                services.bring_back(report)
                return self._done(_("The report “%(name)s” is back."), report, reverse("own_reports:all"))
        return redirect("own_reports:one", self.report_of(report_id).pk)

    def _done(self, said: str, report: SavedReport, address: str) -> HttpResponse:
        keep(self.request, Done(said % {"name": report.name}))
        return redirect(address)

    def _removed(self, report_id: int) -> SavedReport:
        report = SavedReport.objects.filter(pk=report_id, owner=self.user_id, removed_at__isnull=False).first()
        if report is None:
            raise OutOfReach
        return report

    def _roles_sent(self) -> list[Role]:
        wanted = set(self.request.POST.getlist("role"))
        return [each for each in shareable_roles() if each.code in wanted]


def shareable_roles() -> list[Role]:
    """Those whose holders read figures."""
    return in_order(each for each in Role.objects.all() if OPENS & set(each.rights))

"""Where a report is put together: the form beside its answer, and saving it under a name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from portal.admin_screens.done import Done, keep
from portal.admin_screens.screen import UNPROCESSABLE
from portal.saved_reports.answer import answer_to
from portal.saved_reports.question_form import USUAL, QuestionForm, as_fields
from portal.saved_reports.screen import FiguresScreen
from portal.saved_reports.shown import who_is_counted
from workflows.figures.in_force import measures
from workflows.figures.models_of_owners import Segment
from workflows.saved_reports import services
from workflows.saved_reports.models import LONGEST_NAME, Drawn, Format, SavedReport
from workflows.saved_reports.opening import question_in, read_question
from workflows.saved_reports.services import NotSaved
from workflows.versions.raw import Malformed


class BuilderScreen(FiguresScreen):
    """GET: the form as the address says, as a saved report (``report``) or a question (``q``) is, with the answer; with
    ``part=answer`` the answer alone, for the script that follows the form. POST: saved, as ``new`` or over the one
    that was opened."""

    template_name = "saved_reports/build.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        report = self.report_of(request.GET["report"]) if request.GET.get("report") else None
        sent = self._sent(report)
        form = self._form(sent)
        if request.GET.get("part") == "answer":
            return TemplateResponse(request, "saved_reports/answer.html", self._answer(form))
        return self._page(form, report)

    def post(self, request: HttpRequest) -> HttpResponse:
        self.must_keep()
        report = self.report_of(request.POST["report"]) if request.POST.get("report") else None
        drawn = request.POST["drawn"] if request.POST.get("drawn") in Drawn.values else str(Drawn.TABLE)
        try:
            asked = question_in(request.POST.get("q", ""))
        except Malformed:
            nothing = _("Nothing is shown yet that could be saved: choose at least one measure.")
            return self._page(self._form(None), report, problem=nothing, status=UNPROCESSABLE)
        form, name, question = self._form(as_fields(asked, drawn)), request.POST.get("name", ""), asked.as_json()
        try:
            if report is not None and report.owner_id == self.user_id and "new" not in request.POST:
                services.overwrite(report, name=name, question=question, drawn=drawn)
            else:
                report = services.save_new(name=name, question=question, drawn=drawn, owner_id=self.user_id)
        except NotSaved as error:
            return self._page(form, report, problem=str(error), status=UNPROCESSABLE)
        keep(request, Done(_("The report “%(name)s” is saved.") % {"name": report.name}))
        return redirect("own_reports:one", report.pk)

    def _sent(self, report: SavedReport | None) -> QueryDict | None:
        """The fields of the form; None where nothing is asked yet."""
        asked = self.request.GET
        if "measures" in asked or "period" in asked:
            return asked
        question = read_question(report.question) if report is not None else None
        if "q" in asked:
            try:
                question = question_in(asked["q"])
            except Malformed:
                question = None
        if question is None:
            return None
        drawn = report.drawn if report is not None else asked.get("drawn", "")
        return as_fields(question, drawn if drawn in Drawn.values else Drawn.TABLE)

    def _form(self, sent: QueryDict | None) -> QuestionForm:
        named = {key: in_language(each.name) for key, each in measures().items()}
        found = Segment.objects.order_by("key").values_list("key", "name")
        choices = {key: in_language(words) for key, words in found}
        return QuestionForm(sent, measures=named, segments=choices, usual={"period": USUAL, "drawn": Drawn.TABLE})

    def _answer(self, form: QuestionForm) -> dict[str, Any]:
        if not form.is_bound or not form.is_valid():
            return {"form": form, "asks": form.is_bound}
        question, drawn, report = form.question(), form.cleaned_data["drawn"], self.request.GET.get("report", "")

        def address(order: str) -> str:
            fields = as_fields(replace(question, order=order), drawn)
            if report:
                fields["report"] = report
            return f"{reverse('own_reports:build')}?{fields.urlencode()}#answer"

        answer = answer_to(question, self.reach, drawn, opens=self.opens, address=address)
        return {
            "form": form,
            "asks": True,
            "formats": Format.choices,
            "saves": self.keeps,
            **answer,
        }

    def _page(
        self, form: QuestionForm, report: SavedReport | None, *, problem: str = "", status: int = 200
    ) -> HttpResponse:
        own = report is not None and report.owner_id == self.user_id
        filters = form.filters()
        name = self.request.POST.get("name") or (report.name if report is not None else "")
        context = {
            "report": report,
            "own": own,
            "keeps": self.keeps,
            "name": name,
            "longest": LONGEST_NAME,
            "problem": problem,
            "counted": who_is_counted(self.reach),
            "filters": filters,
            "narrows": any(each.on for each in filters),
            "meanings": [(in_language(each.name), in_language(each.meaning)) for each in measures().values()],
            "here": reverse("own_reports:build"),
            **self._answer(form),
        }
        return self.show(context, status=status)

"""The check of a sample of closed requests: the figures of each agency, the list to judge, one of it, and the rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.selectors import free_of
from permissions.agencies.rights import PUBLISH_RULES, VIEW_CASE, WORK_EVERY_CASE
from permissions.translated_text import first_language, in_language, is_named
from portal.admin_screens.names import NamedForm, as_fields, field_of
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen, holds
from workflows.cases.actions import JudgeQuality
from workflows.cases.change import LONGEST_TEXT
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import QualityCheck, QualitySample, Track
from workflows.cases.models.quality import month_named
from workflows.cases.quality import draw, lines_of, months_to_draw, rule, set_rule
from workflows.cases.selectors import case_for

MOST_CRITERIA: Final = 8


class QualityScreen(StaffScreen):
    """Of one month: an agency its own line and requests, the unit all of them; POST draws a month's sample."""

    right = VIEW_CASE
    template_name = "desk/quality.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request.GET.get("month", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        if not holds(self.held, WORK_EVERY_CASE):
            raise NotAllowed
        try:
            sample = draw(request.POST.get("month", ""), actor=self.actor)
        except NotPossible as error:
            return self._page("", problem=str(error))
        return redirect(f"{reverse('desk:quality')}?month={sample.month}")

    def _page(self, month: str, *, problem: str = "") -> HttpResponse:
        unit = holds(self.held, WORK_EVERY_CASE)
        samples = list(QualitySample.objects.all()[:36])
        shown = next((each for each in samples if each.month == month or not month), None)
        checks: list[QualityCheck] = []
        if shown is not None:
            found = QualityCheck.objects.filter(free_of(self.held.standing), sample=shown)
            if not unit:
                found = found.filter(agency__in=sorted(self.held.at(VIEW_CASE)))
            checks = list(found.select_related("agency", "case__key").order_by("agency__code", "pk"))
        # One that was sealed since stays counted, and is named to nobody.
        named = [each for each in checks if each.case.track == Track.ORDINARY]
        criteria = [(each["key"], in_language(each)) for each in shown.criteria] if shown is not None else []
        context = {
            "unit": unit,
            "samples": samples,
            "shown": shown,
            "criteria": [words for _key, words in criteria],
            "lines": [(line, [line.met[key] for key, _words in criteria]) for line in lines_of(checks)],
            "waiting": [each for each in named if each.judged_at is None and not each.case.erased_at] if unit else [],
            "judged": [each for each in named if each.judged_at is not None],
            "to_draw": [(month, month_named(month)) for month in months_to_draw()] if unit else [],
            "problem": problem,
        }
        return self.show(context, status=UNPROCESSABLE if problem else 200)


class JudgingForm(forms.Form):
    """A yes or no to each criterion."""

    text = forms.CharField(
        label=_("In words"),
        help_text=_("The agency reads it. Needed where an answer is no."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, criteria: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "judge-%s"})
        self.keys = [each["key"] for each in criteria]
        for each in criteria:
            self.fields[f"met-{each['key']}"] = forms.ChoiceField(
                label=in_language(each),
                choices=[("yes", _("yes")), ("no", _("no"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer with yes or no.")},
            )
        self.order_fields([f"met-{key}" for key in self.keys])

    def answers(self) -> dict[str, bool]:
        return {key: self.cleaned_data[f"met-{key}"] == "yes" for key in self.keys}


class JudgeScreen(StaffScreen):
    """One request of a sample, judged beside its own page."""

    right = WORK_EVERY_CASE
    template_name = "desk/quality_judge.html"

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        check = self._check(tracking)
        return self._page(check, JudgingForm(criteria=check.sample.criteria))

    def post(self, request: HttpRequest, tracking: str) -> HttpResponse:
        check = self._check(tracking)
        form = JudgingForm(request.POST, criteria=check.sample.criteria)
        if not form.is_valid():
            return self._page(check, form, status=UNPROCESSABLE)
        try:
            judged = JudgeQuality(answers=form.answers(), text=form.cleaned_data["text"])
            apply(check.case_id, judged, actor=self.actor)
        except NotPossible as error:
            form.add_error(None, str(error))
            return self._page(check, form, status=UNPROCESSABLE)
        messages.success(request, _now("Your judgement is with the agency."))
        return redirect(f"{reverse('desk:quality')}?month={check.sample.month}")

    def _check(self, tracking: str) -> QualityCheck:
        state = case_for(self.actor, tracking, held=self.held, to_show=False)
        found = QualityCheck.objects.filter(case=state.case).select_related("case", "sample", "agency")
        check = found.order_by("-pk").first()
        if check is None:
            raise NotAllowed
        return check

    def _page(self, check: QualityCheck, form: JudgingForm, *, status: int = 200) -> HttpResponse:
        over = check.judged_at is not None and not form.is_bound
        return self.show({"check": check, "case": check.case, "form": None if over else form}, status=status)


class QuestionForm(NamedForm):
    """One question of the check in each language that is offered; the whole may stay empty."""

    longest = 200

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.name() and not is_named(self.name()):
            self.add_error(field_of(first_language()), _now("Write the question in this language too."))
        return cleaned


class RuleForm(forms.Form):
    """How large a sample is; ``questions``: forms with what is asked, as many as are possible."""

    percent = forms.IntegerField(label=_("Per cent of the closed requests"), min_value=1, max_value=100)
    least = forms.IntegerField(label=_("At least so many"), min_value=1, max_value=500)
    most = forms.IntegerField(label=_("At most so many"), min_value=1, max_value=500)

    def __init__(self, data: Any = None, *, criteria: Sequence[dict[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(data, auto_id="rule-%s", **kwargs)
        rows = [*criteria, *[{} for _row in range(MOST_CRITERIA)]][:MOST_CRITERIA]
        self.questions = [
            QuestionForm(data, initial=as_fields(row), prefix=f"question-{place}") for place, row in enumerate(rows, 1)
        ]

    def criteria(self) -> list[dict[str, Any]]:
        """The questions that were written; only when they are valid."""
        names = [name for question in self.questions if (name := question.name())]
        return [{"key": f"c{place}", **name} for place, name in enumerate(names, 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        written = [question.is_valid() for question in self.questions]  # each of them says what is wrong
        if not all(written):
            self.add_error(None, _now("Check the questions below."))
        elif not self.criteria():
            self.add_error(None, _now("Write at least one question."))
        if cleaned.get("least", 0) > cleaned.get("most", 500):
            self.add_error("most", _now("This must not be less than the least."))
        return cleaned


class RuleScreen(StaffScreen):
    """For process owners: what holds for samples that are drawn from now on."""

    right = PUBLISH_RULES
    template_name = "desk/quality_rule.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        now_is = rule()
        initial = {"percent": now_is.percent, "least": now_is.least, "most": now_is.most}
        return self.show({"form": RuleForm(initial=initial, criteria=now_is.criteria)})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RuleForm(request.POST)
        if not form.is_valid():
            return self.show({"form": form}, status=UNPROCESSABLE)
        set_rule(**form.cleaned_data, criteria=form.criteria(), actor=self.actor)
        messages.success(request, _now("Saved. It holds for the next sample that is drawn."))
        return redirect("desk:quality_rule")

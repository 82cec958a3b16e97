"""The measures in one list, with their segments and the fiscal year; and one segment in a form."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from permissions.writing import written_months
from portal.admin_screens.names import NamedForm, as_fields
from portal.admin_screens.screen import UNPROCESSABLE
from portal.studio.finding import LONG, found
from portal.studio.measure_conditions import NEW, conditions_of, rows_for
from portal.studio.measure_words import conditions_in_words, sentence, title
from portal.studio.new_form import KEY
from portal.studio.screen import OwnerScreen, title_of
from workflows.cases.errors import NotAllowed
from workflows.figures.checks import MOST_CONDITIONS, against
from workflows.figures.in_force import measures, unknown_values
from workflows.figures.measure import Condition, condition
from workflows.figures.models_of_owners import Segment
from workflows.figures.settings import fiscal_month, remove_segment, set_fiscal_month, set_segment, who_asks_for
from workflows.figures.shipped import SHIPPED
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.raw import Raw

NEW_KEY: Final = "new"


class MonthForm(forms.Form):
    """With which month the fiscal year begins."""

    first_month = forms.TypedChoiceField(
        label=_("First month of the fiscal year"),
        help_text=_("Tables by fiscal year or quarter are counted by it at once, those of the past too."),
        choices=written_months,
        coerce=int,
    )


class MeasuresScreen(OwnerScreen):
    """All measures: those that Insaf came with, those of owners, and drafts; POST sets the fiscal month."""

    template_name = "studio/measures.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(MonthForm(initial={"first_month": fiscal_month()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MonthForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        set_fiscal_month(form.cleaned_data["first_month"], actor=self.actor)
        messages.success(request, _now("The fiscal year is set."))
        return redirect("studio:measures")

    def page(self, form: MonthForm, *, status: int = 200) -> HttpResponse:
        """The lists, with the form as it was sent where something in it must be corrected."""
        q = self.request.GET.get("q", "").strip()
        versions = Version.objects.filter(subject=Subject.MEASURE)
        there = list(versions.select_related("drafted_by", "drafting").order_by("number"))
        numbers = {each.key: each.number for each in there if each.status == VersionStatus.PUBLISHED}
        drafts = [each for each in there if each.status == VersionStatus.DRAFT]
        ever = {each.key for each in there}
        now_there = measures()
        shown = [
            {
                "key": key,
                "title": title(measure),
                "meaning": in_language(measure.meaning),
                "sentence": sentence(measure),
                "number": numbers.get(key, 0),
                "own": key not in SHIPPED,
                "ever": key in ever,
                "drafts": [draft for draft in drafts if draft.key == key],
            }
            for key, measure in now_there.items()
            if found(q, key, measure.name)
        ]
        context = {
            "q": q,
            "long": len(now_there) > LONG,
            "measures": shown,
            "coming": [(each, title_of(each)) for each in drafts if each.key not in now_there],
            "segments": [_shown(each) for each in Segment.objects.all()],
            "form": form,
        }
        return self.show(context, status=status)


def _conditions(segment: Segment) -> tuple[Condition, ...]:
    return tuple(condition(Raw(each)) for each in segment.conditions)


def _shown(segment: Segment) -> dict[str, Any]:
    conditions = _conditions(segment)
    return {
        "segment": segment,
        "words": conditions_in_words(conditions),
        "gone": list(unknown_values(conditions)),
    }


class SegmentHead(NamedForm):
    """What it is called; its key while it is new."""

    longest: ClassVar[int] = 80
    needed: ClassVar[bool] = True

    def __init__(self, *args: Any, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if new:
            wrong = _now("Write the key in small Latin letters, digits and hyphens, with a letter first: water-supply.")
            self.fields["key"] = forms.RegexField(
                rf"\A{KEY.pattern}\Z",
                label=_now("Key"),
                max_length=40,
                help_text=_now("Small Latin letters, digits and hyphens. It never changes afterwards."),
                widget=forms.TextInput(attrs={"class": "input ltr", "autocomplete": "off", "spellcheck": "false"}),
                error_messages={"required": wrong, "invalid": wrong},
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        key = data.get("key", "")
        if key and (key == NEW_KEY or Segment.objects.filter(key=key).exists()):
            self.add_error("key", _now("Choose another key: this one is taken."))
        return data


class SegmentScreen(OwnerScreen):
    """One segment, or a new one; a button adds a condition, takes one away, saves or removes it."""

    template_name = "studio/segment.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        segment = _segment(key)
        return self.page(segment, *_forms(segment, segment.conditions))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        segment = _segment(key)
        do, *at = request.POST.get("do", "save").split(":")
        if do == "remove" and segment.pk:
            return self._remove(segment)
        head, rows = _forms(segment, segment.conditions, request.POST)
        if not all([head.is_valid(), rows.is_valid()]):
            return self.page(segment, head, rows, status=UNPROCESSABLE)
        conditions = conditions_of(rows)
        if do in ("add-conditions", "remove-conditions", "values-conditions"):
            _edit(conditions, do, at)
            return self.page(segment, head, rows_for(conditions, None, prefix="conditions", source=""))
        read = tuple(condition(Raw(each)) for each in conditions)
        problems = list(dict.fromkeys([*against(read, ()), *unknown_values(read)]))
        if not conditions:
            problems.insert(0, _now("A segment has at least one condition."))
        if problems:
            return self.page(segment, head, rows, problems=problems, status=UNPROCESSABLE)
        set_segment(segment.key or head.cleaned_data["key"], name=head.name(), conditions=conditions, actor=self.actor)
        messages.success(request, _now("The segment is saved."))
        return redirect("studio:measures")

    def _remove(self, segment: Segment) -> HttpResponse:
        if names := who_asks_for(segment.key):
            head, rows = _forms(segment, segment.conditions)
            refused = _now("It stays, because it is needed by: %(names)s.") % {"names": " · ".join(names)}
            return self.page(segment, head, rows, problems=[refused], status=UNPROCESSABLE)
        remove_segment(segment.key, actor=self.actor)
        messages.success(self.request, _now("The segment is removed."))
        return redirect("studio:measures")

    def page(
        self, segment: Segment, head: SegmentHead, rows: Any, *, problems: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        """The form; ``problems`` say why it was not saved."""
        context = {"segment": segment, "head": head, "rows": rows, "problems": problems or []}
        return self.show(context, status=status)


def _segment(key: str) -> Segment:
    if key == NEW_KEY:
        return Segment(key="", name={}, conditions=[dict(NEW)])
    found = Segment.objects.filter(key=key).first()
    if found is None:
        raise NotAllowed
    return found


def _forms(segment: Segment, conditions: Any, posted: QueryDict | None = None) -> tuple[SegmentHead, Any]:
    head = SegmentHead(posted, initial=as_fields(segment.name), new=not segment.key)
    return head, rows_for(conditions, posted, prefix="conditions", source="")


def _edit(conditions: list[dict[str, Any]], do: str, at: list[str]) -> None:
    if do == "add-conditions" and len(conditions) < MOST_CONDITIONS:
        conditions.append(dict(NEW))
    elif do == "remove-conditions" and len(at) == 1 and at[0].isdecimal() and int(at[0][:4]) < len(conditions):
        del conditions[int(at[0][:4])]

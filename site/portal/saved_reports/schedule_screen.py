"""When a report is sent, to whom and as what: the form, and stopping and going on."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.errors import OutOfReach
from permissions.people.models import User
from permissions.translated_text import SHIPPED, joined
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE
from portal.saved_reports.readers_form import ReadersForm
from portal.saved_reports.screen import FiguresScreen
from workflows.saved_reports.models import Every, Format, ReportSchedule, SavedReport, Stopped
from workflows.saved_reports.plan import LAST_DAY
from workflows.saved_reports.sending import go_on, save_schedule, stop

MOST: Final = 10
"""Schedules of one report."""
NAMES: Final = {"ar": _("Arabic"), "en": _("English")}


class ScheduleForm(ReadersForm):
    """``weekday`` counts where it is sent every week, ``day`` every month."""

    every = forms.ChoiceField(label=_("How often"), choices=Every.choices)
    weekday = forms.TypedChoiceField(
        label=_("On which day of the week"), choices=list(WEEKDAYS.items()), coerce=int, required=False, empty_value="0"
    )
    day = forms.IntegerField(
        label=_("On which day of the month"),
        min_value=1,
        max_value=LAST_DAY,
        required=False,
        help_text=_("From 1 to 28: every month has these."),
    )
    format = forms.ChoiceField(label=_("As which file"), choices=Format.choices)
    language = forms.ChoiceField(label=_("Language of the file"), choices=[(code, NAMES[code]) for code in SHIPPED])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "schedule-%s"})
        self.order_fields(["every", "weekday", "day", "format", "language"])

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("every") == Every.MONTH and found.get("day") is None and "day" not in self.errors:
            self.add_error("day", _("Enter a day from 1 to %(last)d.") % {"last": LAST_DAY})
        return found

    def save(self, schedule: ReportSchedule) -> None:
        """A valid form."""
        said = self.cleaned_data
        day = int(said["weekday"]) if said["every"] == Every.WEEK else said["day"] or 1
        save_schedule(
            schedule, self.people, every=said["every"], day=day, written_as=said["format"], language=said["language"]
        )


class ScheduleScreen(FiguresScreen):
    """GET: its schedules and a form for another. POST: ``save``, ``stop``, ``go_on`` or ``remove``."""

    template_name = "saved_reports/schedule.html"

    def get(self, request: HttpRequest, report_id: int) -> HttpResponse:
        self.must_keep()
        report = self.own_report(report_id)
        edited = self._schedule(report, request.GET["edit"]) if "edit" in request.GET else None
        form = ScheduleForm(initial=self._as_it_is(edited) if edited is not None else self._usual())
        return self._page(report, form, edited)

    def post(self, request: HttpRequest, report_id: int) -> HttpResponse:
        self.must_keep()
        report = self.own_report(report_id)
        number, do = request.POST.get("schedule", ""), request.POST.get("do", "")
        schedule = self._schedule(report, number) if number else None
        if do == "save":
            return self._saved(report, schedule)
        if schedule is None:
            return redirect(request.path)
        back = {"schedule": str(schedule.pk)}
        match do:
            case "stop":
                stop(schedule)
                self._say(_now("It is not sent any more."), back | {"do": "go_on"})
            case "go_on":
                go_on(schedule)
                self._say(_now("It is sent again."), {})
            case "remove":
                schedule.delete()
                self._say(_now("The schedule is removed."), {})
        return redirect(request.path)

    def _saved(self, report: SavedReport, schedule: ReportSchedule | None) -> HttpResponse:
        form = ScheduleForm(self.request.POST)
        if form.is_valid() and schedule is None and report.schedules.count() >= MOST:
            form.add_error(None, _now("A report has at most %(most)d schedules: remove one first.") % {"most": MOST})
        if not form.is_valid():
            return self._page(report, form, schedule, status=UNPROCESSABLE)
        form.save(schedule or ReportSchedule(report=report))
        self._say(_now("When “%(name)s” is sent is saved.") % {"name": report.name}, {})
        return redirect(self.request.path)

    def _say(self, said: str, back: dict[str, str]) -> None:
        keep(self.request, Done(said, self.request.path if back else "", back))

    def _schedule(self, report: SavedReport, number: str) -> ReportSchedule:
        wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
        schedule = report.schedules.filter(pk=wanted).first()
        if schedule is None:
            raise OutOfReach
        return schedule

    def _usual(self) -> dict[str, Any]:
        own = User.objects.values_list("username", flat=True).get(pk=self.user_id)
        return {"every": Every.MONTH, "day": 1, "weekday": 6, "language": get_language(), "readers": [own]}

    def _as_it_is(self, schedule: ReportSchedule) -> dict[str, Any]:
        day = "weekday" if schedule.every == Every.WEEK else "day"
        return {
            "every": schedule.every,
            day: schedule.day,
            "format": schedule.format,
            "language": schedule.language,
            "readers": list(schedule.readers.order_by("username").values_list("username", flat=True)),
        }

    def _page(
        self, report: SavedReport, form: ScheduleForm, edited: ReportSchedule | None, *, status: int = 200
    ) -> HttpResponse:
        rows = [
            {
                "schedule": each,
                "when": when(each),
                "readers": joined(str(person) for person in each.readers.order_by("username")),
                "why": Stopped(each.stopped).label if each.stopped else "",
                "language": NAMES[each.language],
            }
            for each in report.schedules.order_by("pk").prefetch_related("readers")
        ]
        context = {"report": report, "form": form, "edited": edited, "rows": rows, "done": take(self.request)}
        return self.show({**context, "address": reverse("own_reports:one", args=[report.pk])}, status=status)


def when(schedule: ReportSchedule) -> str:
    """On which days, in words."""
    match schedule.every:
        case Every.WEEK:
            return _now("every week, on %(day)s") % {"day": WEEKDAYS[schedule.day % 7]}
        case Every.MONTH:
            return _now("every month, on day %(day)s") % {"day": schedule.day}
        case _:
            return _now("every day")

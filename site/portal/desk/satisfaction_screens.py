"""What citizens say beside their rating: read, sorted by theme and counted; and the list of themes, for owners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from permissions.agencies.rights import PUBLISH_RULES, VIEW_CASE, WORK_CASE, WORK_EVERY_CASE
from permissions.isolated import without_steering
from permissions.now import now
from permissions.writing import written_month, zone
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.names import NamedForm, as_fields
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen, holds
from workflows.cases.actions import SetThemes
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import CaseEvent, Theme
from workflows.cases.quality import span_of
from workflows.cases.themes import (
    add_theme,
    change_theme,
    offered_by,
    rated_in_words,
    speaking_of,
    spoken,
    themes_now,
    themes_of,
    unread,
    words_of,
)

PAGE: Final = 25
MONTHS: Final = 13
"""How many are offered, this one among them."""
LAST_PAGE: Final = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is to show; ``month``: 2026-10."""

    month: str
    stars: str
    theme: str
    page: int

    @classmethod
    def of(cls, given: QueryDict, months: list[str]) -> Asked:
        """From what was sent; what is not offered is as if it were not there."""
        month, stars = given.get("month", ""), given.get("stars", "")
        number = given.get("page", "")
        return cls(
            month=month if month in months else months[0],
            stars=stars if stars in ("1", "2", "3", "4", "5") else "",
            theme=given.get("theme", "")[:40],
            page=min(int(number), LAST_PAGE) if number.isdecimal() and 0 < len(number) < 5 and int(number) else 1,
        )

    def address(self, page: int) -> str:
        """Where the same is shown, on another page."""
        query = QueryDict(mutable=True)
        query.update({"month": self.month, "stars": self.stars, "theme": self.theme, "page": str(page)})
        return f"{reverse('desk:satisfaction')}?{query.urlencode()}"


def months_offered() -> list[str]:
    """This month and those before it, the latest first: 2026-10."""
    day = now().astimezone(zone()).date().replace(day=1)
    found = []
    for _each in range(MONTHS):
        found.append(f"{day:%Y-%m}")
        day = day.replace(year=day.year - 1, month=12) if day.month == 1 else day.replace(month=day.month - 1)
    return found


class SatisfactionScreen(StaffScreen):
    """The ratings with words of one month, those of one's own reach; POST says of what the shown ones speak."""

    right = VIEW_CASE
    template_name = "desk/satisfaction.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(Asked.of(request.GET, months_offered()))

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self._may_sort():
            raise NotAllowed
        asked = Asked.of(request.POST, months_offered())
        seen = [int(each) for each in request.POST.getlist("seen")[:PAGE] if each.isdecimal() and len(each) < 19]
        events = list(self._ratings(asked.month).filter(pk__in=seen))
        had, sorted_now = themes_of(events), 0
        try:
            for event in events:
                themes = tuple(request.POST.getlist(f"themes-{event.pk}"))
                if set(themes) != {theme.key for theme in had.get(event.pk, ())}:
                    apply(event.case_id, SetThemes(number=event.number, themes=themes), actor=self.actor)
                    sorted_now += 1
        except NotPossible as error:
            return self._page(asked, problem=str(error))
        said = ngettext("%(count)d rating is sorted.", "%(count)d ratings are sorted.", sorted_now)
        keep(request, Done(said % {"count": sorted_now} if sorted_now else _now("Nothing was changed.")))
        return redirect(asked.address(asked.page))

    def _may_sort(self) -> bool:
        return bool(self.held.at(WORK_CASE)) or holds(self.held, WORK_EVERY_CASE)

    def _ratings(self, month: str) -> QuerySet[CaseEvent]:
        return rated_in_words(self.held, *span_of(month))

    def _page(self, asked: Asked, *, problem: str = "") -> HttpResponse:
        of_month = self._ratings(asked.month)
        wanted = of_month.filter(data__stars=int(asked.stars)) if asked.stars else of_month
        if asked.theme == "-":
            wanted = unread(wanted)
        elif asked.theme:
            wanted = speaking_of(wanted, asked.theme)
        begin = (asked.page - 1) * PAGE
        events = list(wanted[begin : begin + PAGE + 1])
        more, events = len(events) > PAGE, events[:PAGE]
        counted = spoken(of_month)
        context: dict[str, Any] = {
            "asked": asked,
            "months": [(month, written_month(date.fromisoformat(f"{month}-01"))) for month in months_offered()],
            "themes": [(theme.key, str(theme)) for theme in themes_now()],
            "rows": self._rows(events),
            "spoken": [(str(each.theme), each) for each in counted],
            "waiting": unread(of_month).count(),
            "all": of_month.count(),
            "sorts": self._may_sort(),
            "owns": holds(self.held, PUBLISH_RULES),
            "former": asked.address(asked.page - 1) if asked.page > 1 else "",
            "next": asked.address(asked.page + 1) if more else "",
            "number": asked.page,
            "problem": problem,
            "done": take(self.request),
        }
        return self.show(context, status=UNPROCESSABLE if problem else 200)

    def _rows(self, events: list[CaseEvent]) -> list[dict[str, Any]]:
        """Each rating with its words and every theme: whether it was read in it, and whether its words offer it."""
        texts, had, themes = words_of(events), themes_of(events), themes_now()
        rows = []
        for event in events:
            text, read = texts.get(event.pk, ""), had.get(event.pk, [])
            offered = offered_by(text, themes)
            shown = [*themes, *(each for each in read if not each.active)]
            ticks = [(each.key, str(each), each in read, each.key in offered and not read) for each in shown]
            rows.append({"event": event, "text": text, "ticks": ticks, "read": [str(each) for each in read]})
        return rows


class ThemeForm(NamedForm):
    """A theme in each language that is offered, and the words that offer it."""

    longest, needed = 80, True
    words = forms.CharField(
        label=_("Words that offer it"),
        help_text=_("One in each line, in any language. Where one stands in a rating, the theme is marked there."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {name: without_steering(value).strip() for name, value in cleaned.items()}

    def theme(self) -> dict[str, Any]:
        """What was filled in; only when valid."""
        return {"name": self.name(), "words": self.cleaned_data["words"]}


class ThemesScreen(StaffScreen):
    """The list of themes: POST adds one (``theme`` is empty), changes one, takes one off or puts it on again."""

    right = PUBLISH_RULES
    template_name = "desk/satisfaction_themes.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        key, act = request.POST.get("theme", ""), request.POST.get("act", "")
        if act in ("off", "on"):
            theme = Theme.objects.filter(key=key).first()
            if theme is None:
                raise NotAllowed
            change_theme(key, name=theme.name, words=theme.words, active=act == "on", actor=self.actor)
            return self._done()
        form = ThemeForm(request.POST, auto_id=f"theme-{key or 'new'}-%s")
        if not form.is_valid():
            return self._page(key, form)
        try:
            if key:
                change_theme(key, **form.theme(), active=True, actor=self.actor)
            else:
                add_theme(**form.theme(), actor=self.actor)
        except NotPossible as error:
            form.add_error(None, str(error))
            return self._page(key, form)
        return self._done()

    def _done(self) -> HttpResponse:
        keep(self.request, Done(_now("Saved. Ratings that were sorted before keep their themes.")))
        return redirect("desk:satisfaction_themes")

    def _page(self, sent_key: str = "", sent: ThemeForm | None = None) -> HttpResponse:
        themes = list(Theme.objects.all())
        rows = [
            {"theme": theme, "name": str(theme), "form": self._form(theme, sent if theme.key == sent_key else None)}
            for theme in themes
            if theme.active
        ]
        new = sent if sent is not None and not sent_key else ThemeForm(auto_id="theme-new-%s")
        off = [(theme, str(theme)) for theme in themes if not theme.active]
        context = {"rows": rows, "new": new, "off": off, "done": take(self.request)}
        return self.show(context, status=200 if sent is None else UNPROCESSABLE)

    def _form(self, theme: Theme, sent: ThemeForm | None) -> ThemeForm:
        return sent or ThemeForm(
            initial=as_fields(theme.name) | {"words": theme.words}, auto_id=f"theme-{theme.key}-%s"
        )

"""The inbox: the open work of whoever looks, by what is due."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Scope, scope_of
from permissions.agencies.levels import level_name
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.now import now
from permissions.translated_text import in_language
from permissions.written_time import local
from portal.admin_screens.done import take
from portal.admin_screens.paging import page_address, page_number
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk.bands import LATE, NAMES, Bands, counted, counts
from portal.desk.together import TogetherForm, colleagues
from workflows.cases.models import RequestKind, Work
from workflows.cases.selectors import inbox, searched

PAGE = 25
LAST_PAGE = 400
LONGEST_SEARCH = 200
LEVELS = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the inbox; ``opens`` names the band that begins with it, empty for none.

    ``to_read``: nothing more, since the case was opened to them by name.
    """

    work: Work
    band: str
    opens: str | Promise
    due_words: str | Promise
    since: str
    holder: str | Promise
    assigned: bool
    to_read: bool


class Filter(forms.Form):
    """What the officer wants to see; nonsense in the address filters nothing."""

    q = forms.CharField(required=False, max_length=LONGEST_SEARCH, label=_("Search"))
    kind = forms.ChoiceField(required=False, label=_("Kind"))
    level = forms.ChoiceField(required=False, label=_("Level"))
    who = forms.ChoiceField(
        required=False,
        label=_("Holder"),
        choices=[("", _("Everybody")), ("mine", _("Mine")), ("unassigned", _("Not assigned"))],
    )
    band = forms.ChoiceField(required=False, choices=[("", ""), *((band, band) for band in NAMES)])

    def __init__(self, *args: Any, kinds: list[RequestKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((kind.code, in_language(kind.name)) for kind in kinds)
        levels = ((str(level), level_name(level)) for level in LEVELS)
        cast("forms.ChoiceField", self.fields["kind"]).choices = [("", _("All kinds")), *named]
        cast("forms.ChoiceField", self.fields["level"]).choices = [("", _("All levels")), *levels]
        self.fields["q"].widget.attrs["placeholder"] = _("Number, word of the subject, place")

    def wanted(self) -> dict[str, str]:
        """What was asked for and makes sense, by the field's name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class InboxScreen(StaffScreen):
    """Rows sorted by due date, in bands with their counts; filter, search, pages of 25. At most 15 queries."""

    right = VIEW_CASE
    template_name = "desk/inbox.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request.GET, chosen=None if request.GET.get("chosen") == "page" else frozenset())

    def page(
        self,
        asked: QueryDict,
        *,
        chosen: Container[str] | None,
        together: TogetherForm | None = None,
        problem: str | Promise | None = None,
    ) -> HttpResponse:
        """The rows that ``asked`` names, some (None: all) of them chosen, and the form of what is done to these."""
        user_id = int(self.actor.user_id or 0)
        form = Filter(asked, kinds=list(RequestKind.objects.all()))
        wanted = form.wanted()
        bands = Bands.at(now())
        works = _filtered(inbox(self.actor, held=self.held), wanted, user_id)
        number = page_number(asked, last=LAST_PAGE)
        found, more = _page(works, wanted, bands, number)
        # Words are searched row by row, so counting them would cost as much as there is open.
        glance = [] if "q" in wanted else list(_glance(counts(works, bands), wanted))
        rows = list(_rows(found, bands, user_id, scope_of(self.held, WORK_CASE)))
        if together is None and not all(row.to_read for row in rows):
            together = TogetherForm(colleagues=colleagues(self.held))
        return self.show(
            {
                "rows": rows,
                "glance": glance,
                "form": form,
                "wanted": wanted,
                "now": bands.now,
                "many_agencies": self._sees_many_agencies(),
                "former": page_address(wanted, number - 1) if number > 1 else "",
                "next": page_address(wanted, number + 1) if more else "",
                "number": number,
                "asked": page_address(wanted, number),
                "done": take(self.request),
                "chosen": [row.work.pk for row in rows if chosen is None or row.work.case.tracking in chosen],
                "together": together,
                "problem": problem,
            },
            status=UNPROCESSABLE if problem or (together is not None and together.errors) else 200,
        )

    def _sees_many_agencies(self) -> bool:
        """Whether the rows may be of several agencies, and have to say of which."""
        allowed = scope_of(self.held, VIEW_CASE)
        return allowed.everything_ordinary or len(allowed.ordinary_agency_ids) > 1 or bool(allowed.named_case_ids)


def _filtered(works: QuerySet[Work], wanted: dict[str, str], user_id: int) -> QuerySet[Work]:
    if "kind" in wanted:
        works = works.filter(kind__code=wanted["kind"])
    if "level" in wanted:
        works = works.filter(level=int(wanted["level"]))
    match wanted.get("who"):
        case "mine":
            works = works.filter(Q(holder=user_id) | Q(assignee=user_id))
        case "unassigned":
            works = works.filter(assignee__isnull=True)
    return searched(works, wanted["q"]) if "q" in wanted else works


def _page(works: QuerySet[Work], wanted: dict[str, str], bands: Bands, number: int) -> tuple[list[Work], bool]:
    """The rows of a page and whether another follows: one row more is read, nothing is counted."""
    if "band" in wanted:
        works = works.filter(bands.condition(wanted["band"]))
    start = (number - 1) * PAGE
    found = list(works[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE and number < LAST_PAGE


def _rows(works: list[Work], bands: Bands, user_id: int, worked: Scope) -> Iterator[Row]:
    former = ""
    order = list(NAMES).index
    # What has no date comes in the order it was filed, paused or not: each band is gathered, and opens once a page.
    for work in sorted(works, key=lambda each: order(bands.of(each))):
        band = bands.of(work)
        person = work.assignee or work.holder
        if person is None:
            name: str | Promise = _("Nobody")
        else:
            name = _("You") if person.pk == user_id else str(person)
        opens = NAMES[band] if band != former else ""
        to_read = not worked.reaches(work.track, [work.agency_id], case_id=work.case_id)
        yield Row(work, band, opens, bands.words(work), _since(work), name, work.assignee_id is not None, to_read)
        former = band


def _since(work: Work) -> str:
    day = local(work.reached_at)
    return f"{day.day}/{day.month}/{day.year}"


def _glance(found: dict[str, int], wanted: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The line of bands above the rows; a band is also a filter, and chosen again it is taken off."""
    for band, count in found.items():
        if not count and band == "undated":
            continue
        chosen = wanted.get("band") == band
        others = {name: value for name, value in wanted.items() if name != "band"}
        yield {
            "band": band,
            "name": NAMES[band],
            "count": counted(count),
            "alarm": band == LATE and count > 0,
            "chosen": chosen,
            "address": page_address(others if chosen else others | {"band": band}, 1),
        }


def address_of(asked: QueryDict) -> str:
    """The same rows again, from what an address or a form asked for."""
    return page_address(
        Filter(asked, kinds=list(RequestKind.objects.all())).wanted(), page_number(asked, last=LAST_PAGE)
    )

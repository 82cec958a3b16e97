"""The inbox: the open work of whoever looks, by what is due; and what is over, by when that changed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Container, Mapping
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from permissions.now import now
from portal.admin_screens.done import take
from portal.admin_screens.paging import page_number
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk.bands import BESIDE_THE_DATE, COUNTED_TO, Counting, counted
from portal.desk.counts import counts
from portal.desk.criteria import CRITERIA
from portal.desk.reader import Reader, reader_of
from portal.desk.rows import (
    FURTHEST,
    case_page,
    cases_wanted,
    last_page,
    rows_of_cases,
    rows_of_work,
    work_page,
)
from portal.desk.saved_views import SavedView
from portal.desk.shown import (
    COLUMNS_AND_ORDER,
    FILTERS,
    column_choices,
    filters_on,
    glance,
    headings,
    hidden,
    orders,
    panel,
    saved_ways,
    sizes,
    ways,
)
from portal.desk.together import TogetherForm
from portal.desk.views import VIEWS
from portal.desk.wanted import SIZES, Wanted, in_words_of_now, offered, open_rows, says_late, wanted_by, wrong_days
from workflows.cases.errors import NotAllowed
from workflows.cases.models import Work
from workflows.cases.selectors import case_for, inbox
from workflows.cases.tracking import TRACKING_DIGITS, normal_tracking

LAST_PAGE: Final = FURTHEST // SIZES[0]
LIST: Final = "desk_list"
"""The cookie of the list that somebody came from."""
LONGEST_LIST: Final = 1_000


class InboxScreen(StaffScreen):
    """Rows sorted by due date, in bands with their counts; views, filters, search, pages.

    At most 11 queries. Two things are asked by the clock, not by the page: once a minute a process reads what the
    platform is called (one more), and once in five minutes it is noted that a session is used (two more).

    What is over, answered or closed, is listed by its last change. A whole case number leads into its case, in
    whatever state: by the rule that opens the case itself, so that one of another agency is as unknown as any.
    """

    right = VIEW_CASE
    template_name = "desk/inbox.html"

    @cached_property
    def reader(self) -> Reader:
        return reader_of(int(self.actor.user_id or 0), self.held)

    def get(self, request: HttpRequest) -> HttpResponse:
        number = whole_number(request.GET.get("q", ""))
        if number and self._may_open(number):
            return redirect("desk:case", number)
        chosen = None if request.GET.get("chosen") == "page" else frozenset[str]()
        return self.page(request.GET, chosen=chosen, problem=wrong_days(request.GET))

    def _may_open(self, number: str) -> bool:
        try:
            case_for(self.actor, number, held=self.held, to_show=False)
        except NotAllowed:
            return False
        return True

    def page(
        self,
        asked: QueryDict,
        *,
        chosen: Container[str] | None,
        together: TogetherForm | None = None,
        problem: str | Promise | None = None,
    ) -> HttpResponse:
        """The rows that ``asked`` names, some (None: all) of them chosen, and the form of what is done to these."""
        reader, wanted = self.reader, wanted_by(asked, self.reader)
        renamed = renew_saved(asked, reader)
        number = page_number(asked, last=last_page(wanted))
        found = self._cases(wanted, number) if wanted.over else self._works(wanted, number, chosen, together)
        more, together = found.pop("more"), found.get("together")
        open_panel = asked.get("panel", "")
        names = [each.name for each in CRITERIA] if open_panel == FILTERS else wanted.chosen
        offers = offered(reader, names, over=wanted.over)
        response = self.show(
            {
                "wanted": wanted,
                "view": VIEWS[wanted.view],
                "everything": Wanted(wanted.view).address(),
                "saved_ways": list(saved_ways(wanted, reader)),
                "panel": open_panel if open_panel in (FILTERS, COLUMNS_AND_ORDER) else "",
                "filters": list(panel(wanted, offers)) if open_panel == FILTERS else [],
                "filters_on": list(filters_on(wanted, reader, offers)),
                "columns": list(column_choices(wanted)) if open_panel == COLUMNS_AND_ORDER else [],
                "orders": list(orders(wanted)) if open_panel == COLUMNS_AND_ORDER else [],
                "sizes": sizes(wanted),
                "hidden": list(hidden(wanted, open_panel)),
                "renamed": renamed,
                "may_share": bool(reader.agency_ids),
                "may_overwrite": wanted.changed and wanted.saved is not None and wanted.saved.mine,
                "furthest": FURTHEST,
                "now": now(),
                "many_agencies": reader.many,
                "says_agency": reader.many and "agency" not in wanted.shown_columns,
                "says_category": "category" not in wanted.shown_columns,
                "former": wanted.address(number - 1) if number > 1 else "",
                "next": wanted.address(number + 1) if more else "",
                "first": wanted.address(),
                "number": number,
                "asked": wanted.address(number),
                "key": secrets.token_hex(16),
                "me": reader.user_id if any(each.pk == reader.user_id for each in reader.colleagues) else None,
                "done": take(self.request),
                "problem": problem,
                **found,
            },
            status=UNPROCESSABLE if problem or (together is not None and together.errors) else 200,
        )
        remember(self.request, response, wanted)
        return response

    def _works(
        self, wanted: Wanted, number: int, chosen: Container[str] | None, together: TogetherForm | None
    ) -> dict[str, Any]:
        reader = self.reader
        works = open_rows(inbox(self.actor, held=self.held), wanted, reader)
        # Words are searched row by row, so counting them would cost as much as there is open.
        banded = None if wanted.q else works
        if wanted.band:
            works = works.filter(reader.bands.condition(wanted.band))
        found = counts(reader, wanted, banded=banded, sorted_rows=_to_sort(works, wanted))
        wanted = _as_sortable(wanted, found.rows)
        shown, more = work_page(works, wanted, reader, number)
        rows = list(rows_of_work(shown, wanted, reader))
        if together is None and not all(row.to_read for row in rows):
            together = TogetherForm(colleagues=reader.colleagues, tags=reader.known.tags, me=reader.user_id)
        return {
            "rows": rows,
            "more": more,
            "too_many": found.rows > FURTHEST,
            "views": list(ways(wanted, reader, found.views)),
            "asked_of_us": _in_words(found.asked),
            "glance": list(glance(wanted, reader, found.bands)),
            "headings": list(headings(wanted)),
            "together": together,
            "whole": _whole(found.bands, wanted) if more or number > 1 else None,
            "chosen": [row.key for row in rows if chosen is None or row.key in chosen],
        }

    def wanted_works(self, asked: QueryDict) -> QuerySet[Work]:
        """All the open work that an address of the inbox names, whatever the page; none of what is over."""
        wanted = wanted_by(asked, self.reader)
        if wanted.over:
            return inbox(self.actor, held=self.held).none()
        works = open_rows(inbox(self.actor, held=self.held), wanted, self.reader)
        return works.filter(self.reader.bands.condition(wanted.band)) if wanted.band else works

    def _cases(self, wanted: Wanted, number: int) -> dict[str, Any]:
        cases = cases_wanted(self.actor, self.reader, wanted)
        found = counts(self.reader, wanted, banded=None, sorted_rows=_to_sort(cases, wanted))
        wanted = _as_sortable(wanted, found.rows)
        shown, more = case_page(cases, wanted, number)
        return {
            "rows": list(rows_of_cases(shown, wanted, self.reader)),
            "more": more,
            "too_many": found.rows > FURTHEST,
            "views": list(ways(wanted, self.reader, found.views)),
            "asked_of_us": _in_words(found.asked),
            "headings": list(headings(wanted)),
        }


def _to_sort(rows: QuerySet[Any], wanted: Wanted) -> Counting | None:
    """What is counted before it is sorted by what no index has in its order."""
    return Counting(rows, {"": Q()}, most=FURTHEST) if wanted.sort else None


def _in_words(asked: Mapping[str, int]) -> dict[str, str]:
    """What other agencies ask: where none of it was missed, that is not said."""
    return {name: counted(count) for name, count in asked.items() if count or name == "waiting"}


def _whole(found: Mapping[str, int], wanted: Wanted) -> str:
    """How many rows all pages have together; empty where nobody counted them."""
    if not found:
        return ""
    each = [count for band, count in found.items() if band not in BESIDE_THE_DATE]
    count = found[wanted.band] if wanted.band else sum(each)
    return counted(COUNTED_TO + 1 if max(each) > COUNTED_TO else count)


def _as_sortable(wanted: Wanted, rows: int) -> Wanted:
    """Sorted as it is wanted, unless that would have the database sort more rows than anybody reads."""
    return wanted.but(sort="") if rows > FURTHEST else wanted


def renew_saved(asked: QueryDict, reader: Reader) -> bool:
    """The saved view that an address names is kept in words of now, if it is one of an earlier release: who opens it
    first is told, once."""
    saved = next((each for each in reader.known.saved if str(each.id) == asked.get("saved")), None)
    if saved is None or not says_late(saved.asked):
        return False
    return bool(SavedView.objects.filter(pk=saved.id, asked=saved.asked).update(asked=in_words_of_now(saved.asked)))


def whole_number(typed: str) -> str:
    """The case number that was typed, with any hyphens and digits of any script; empty for anything else.

    Marks of direction come along where it was copied from a letter.
    """
    bare = re.sub(r"[\s\u2010-\u2015\u200e\u200f\u2066-\u2069-]", "", typed)
    return normal_tracking(bare) if len(bare) == TRACKING_DIGITS and bare.isdecimal() else ""


def remember(request: HttpRequest, response: HttpResponse, wanted: Wanted) -> None:
    """Which rows somebody looks at, in their browser until it is closed: the request after one is the next of these.

    A cookie, since a line of the session would cost statements. No word that was searched for is kept.
    """
    address = wanted.but(q="").address().removeprefix("?")[:LONGEST_LIST]
    if request.COOKIES.get(LIST, "") != address:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(LIST, address, path=reverse("desk:inbox"), secure=secure, httponly=True, samesite="Lax")


def remembered(request: HttpRequest) -> QueryDict:
    """The rows that somebody looked at last. What stands there is read like an address."""
    return QueryDict(request.COOKIES.get(LIST, "")[:LONGEST_LIST])


def address_of(asked: QueryDict, actor: Actor, held: Held) -> str:
    """The same rows again, from what an address or a form asked for."""
    wanted = wanted_by(asked, reader_of(int(actor.user_id or 0), held))
    return wanted.address(page_number(asked, last=last_page(wanted)))

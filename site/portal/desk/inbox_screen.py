"""The inbox: the open work of whoever looks, by what is due; and what is over, by when that changed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Cases
from django.db.models import F, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held, Scope, scope_of
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.now import now
from permissions.writing import local
from portal.admin_screens.done import take
from portal.admin_screens.paging import page_address, page_number
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk.bands import CLIMBED, COUNTED_TO, LATE, NAMES, UNDATED, Bands, counted, counts
from portal.desk.beside import address, key_of
from portal.desk.known import Known, known_to, sees_many
from portal.desk.together import TogetherForm, colleagues, tags_to_give
from portal.desk.wanted import KEPT, OVER, TRIAGE, VIEWS, Filter, open_rows, past_rows
from workflows.cases.errors import NotAllowed
from workflows.cases.models import Work
from workflows.cases.selectors import case_for, inbox, past
from workflows.cases.tracking import TRACKING_DIGITS, normal_tracking
from workflows.cases.triage import is_triage, with_version

PAGE = 25
LAST_PAGE = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the inbox; ``opens`` names the band that begins with it, empty for none.

    ``band``: by its date; ``place``: the one under which it stands. ``to_read``: nothing more, since the case was
    opened to them by name. ``in_triage``: whether the right agency is still looked for, told to who sees many.
    """

    work: Work
    band: str
    place: str
    opens: str | Promise
    due_words: str | Promise
    since: str
    holder: str | Promise
    assigned: bool
    to_read: bool
    in_triage: bool
    category: str

    @property
    def key(self) -> str:
        """By what it is chosen."""
        return key_of(self.work)

    @property
    def address(self) -> str:
        """The page of its case, about this piece of work."""
        return address(self.work.case.tracking, self.work.branch)


class InboxScreen(StaffScreen):
    """Rows sorted by due date, in bands with their counts; filter, search, pages of 25. At most 15 queries.

    What is over, answered or closed, is listed by its last change. A whole case number leads into its case, in
    whatever state: by the rule that opens the case itself, so that one of another agency is as unknown as any.
    """

    right = VIEW_CASE
    template_name = "desk/inbox.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        number = whole_number(request.GET.get("q", ""))
        if number and self._may_open(number):
            return redirect("desk:case", number)
        return self.page(request.GET, chosen=None if request.GET.get("chosen") == "page" else frozenset())

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
        known = known_to(self.held)
        form = Filter(asked, known=known)
        wanted = form.wanted()
        number = page_number(asked, last=LAST_PAGE)
        if wanted.get("view") in OVER:
            found: dict[str, Any] = self._past(wanted, known, number)
        else:
            found = self._open(wanted, known, number, chosen, together)
        more, together = found.pop("more"), found.get("together")
        return self.show(
            {
                "form": form,
                "wanted": wanted,
                "over": wanted.get("view") in OVER,
                "everything": page_address({"view": wanted["view"]} if "view" in wanted else {}, 1),
                "filtered": bool(wanted.keys() - {"view"}),
                "views": list(_views(wanted, sees_many(self.held))),
                "now": now(),
                "many_agencies": sees_many(self.held),
                "former": page_address(wanted, number - 1) if number > 1 else "",
                "next": page_address(wanted, number + 1) if more else "",
                "first": page_address(wanted, 1),
                "number": number,
                "asked": page_address(wanted, number),
                "done": take(self.request),
                "problem": problem,
                **found,
            },
            status=UNPROCESSABLE if problem or (together is not None and together.errors) else 200,
        )

    def _open(
        self,
        wanted: dict[str, str],
        known: Known,
        number: int,
        chosen: Container[str] | None,
        together: TogetherForm | None,
    ) -> dict[str, Any]:
        user_id = int(self.actor.user_id or 0)
        bands = Bands.at(now(), known.calendar, climbs_to=user_id if _stands_above(self.held) else None)
        works = open_rows(inbox(self.actor, held=self.held), wanted, known, user_id)
        many = sees_many(self.held)
        found, more = _page(with_version(works) if many else works, wanted, bands, number)
        # Words are searched row by row, so counting them would cost as much as there is open.
        found_in = {} if "q" in wanted else counts(works, bands)
        glance = list(_glance(found_in, wanted, bands))
        worked = scope_of(self.held, WORK_CASE)
        rows = list(_rows(found, bands, user_id, worked, known, marks_triage=many))
        if together is None and not all(row.to_read for row in rows):
            together = TogetherForm(colleagues=colleagues(self.held), tags=tags_to_give(self.held))
        return {
            "rows": rows,
            "more": more,
            "glance": glance,
            "together": together,
            "whole": _whole(found_in, wanted) if more or number > 1 else None,
            "chosen": [row.work.pk for row in rows if chosen is None or row.key in chosen],
        }

    def wanted_works(self, asked: QueryDict) -> QuerySet[Work]:
        """All the open work that an address of the inbox names, whatever the page; none of what is over."""
        known = known_to(self.held)
        wanted = Filter(asked, known=known).wanted()
        if wanted.get("view") in OVER:
            return inbox(self.actor, held=self.held).none()
        user_id = int(self.actor.user_id or 0)
        bands = Bands.at(now(), known.calendar, climbs_to=user_id if _stands_above(self.held) else None)
        works = open_rows(inbox(self.actor, held=self.held), wanted, known, user_id)
        return works.filter(bands.condition(wanted["band"])) if "band" in wanted else works

    def _past(self, wanted: dict[str, str], known: Known, number: int) -> dict[str, Any]:
        cases = past_rows(past(self.actor, wanted["view"], held=self.held), wanted, known)
        start = (number - 1) * PAGE
        found = list(cases[start : start + PAGE + 1])
        shown = [(case, known.category_of(case.kind.code, case.category)) for case in found[:PAGE]]
        return {"cases": shown, "more": len(found) > PAGE and number < LAST_PAGE}


def whole_number(typed: str) -> str:
    """The case number that was typed, with any hyphens and digits of any script; empty for anything else.

    Marks of direction come along where it was copied from a letter.
    """
    bare = re.sub(r"[\s\u2010-\u2015\u200e\u200f\u2066-\u2069-]", "", typed)
    return normal_tracking(bare) if len(bare) == TRACKING_DIGITS and bare.isdecimal() else ""


def _stands_above(held: Held) -> bool:
    """Whether work climbs to them: by a post of their own above the ground, or of whoever they act for."""
    return any(level > 0 for level in held.standing.levels.values()) or bool(held.standing.acts_for)


def _views(wanted: dict[str, str], many: bool) -> Iterator[dict[str, Any]]:
    """The ways to what is open and what is over; what one looks for goes along."""
    chosen = wanted.get("view", "")
    kept = {name: value for name, value in wanted.items() if name in KEPT and name != "view"}
    for view, name in VIEWS.items():
        if view == TRIAGE and not many:
            continue
        address = page_address(kept | ({"view": view} if view else {}), 1)
        yield {"name": name, "view": view, "chosen": view == chosen, "address": address}


def _page(works: QuerySet[Work], wanted: dict[str, str], bands: Bands, number: int) -> tuple[list[Work], bool]:
    """The rows of a page and whether another follows: one row more is read, nothing is counted."""
    if "band" in wanted:
        works = works.filter(bands.condition(wanted["band"]))
    if bands.climbs_to is not None:
        # Only for those to whom work climbs: all others read their rows in the order of an index.
        first = When(bands.condition(CLIMBED), then=Value(0))
        works = works.order_by(Cases(first, default=Value(1)), F("due").asc(nulls_last=True), "id")
    start = (number - 1) * PAGE
    found = list(works[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE and number < LAST_PAGE


def _rows(
    works: list[Work], bands: Bands, user_id: int, worked: Scope, known: Known, *, marks_triage: bool
) -> Iterator[Row]:
    former = ""
    order = list(NAMES).index
    # What has no date comes in the order it was filed, paused or not: each band is gathered, and opens once a page.
    for work in sorted(works, key=lambda each: order(bands.place(each))):
        place = bands.place(work)
        person = work.assignee or work.holder
        if person is None:
            name: str | Promise = _("Nobody")
        else:
            name = _("You") if person.pk == user_id else str(person)
        opens = bands.name(place) if place != former else ""
        to_read = not worked.reaches(work.track, [work.agency_id], case_id=work.case_id)
        yield Row(
            work,
            bands.of(work),
            place,
            opens,
            bands.words(work),
            _since(work),
            name,
            work.assignee_id is not None,
            to_read,
            marks_triage and is_triage(work),
            known.category_of(work.kind.code, work.case.category),
        )
        former = place


def _since(work: Work) -> str:
    day = local(work.reached_at)
    return f"{day.day}/{day.month}/{day.year}"


def _whole(found: dict[str, int], wanted: dict[str, str]) -> str:
    """How many rows all pages have together; empty where nobody counted them."""
    if not found:
        return ""
    each = [count for band, count in found.items() if band != CLIMBED]
    count = found[wanted["band"]] if "band" in wanted else sum(each)
    return counted(COUNTED_TO + 1 if max(each) > COUNTED_TO else count)


def _glance(found: dict[str, int], wanted: dict[str, str], bands: Bands) -> Iterator[dict[str, Any]]:
    """The line of bands above the rows; a band is also a filter, and chosen again it is taken off."""
    for band, count in found.items():
        if not count and band in (UNDATED, CLIMBED):
            continue
        chosen = wanted.get("band") == band
        others = {name: value for name, value in wanted.items() if name != "band"}
        yield {
            "band": band,
            "name": bands.name(band),
            "count": counted(count),
            "alarm": band == LATE and count > 0,
            "chosen": chosen,
            "address": page_address(others if chosen else others | {"band": band}, 1),
        }


def address_of(asked: QueryDict, held: Held) -> str:
    """The same rows again, from what an address or a form asked for."""
    return page_address(Filter(asked, known=known_to(held)).wanted(), page_number(asked, last=LAST_PAGE))

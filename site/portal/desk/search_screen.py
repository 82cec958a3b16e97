"""The search: all that whoever looks may read, in any state, by what was written in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString

from permissions.agencies.rights import VIEW_CASE
from permissions.arabic import latin_digits
from permissions.blind import WHO_FILED, blind
from portal.admin_screens.paging import page_address, page_number
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk.inbox_screen import whole_number
from portal.desk.keyboard_layout import other_layout
from portal.desk.known import known_to, sees_many
from portal.desk.search_asked import NEWEST, SearchForm
from portal.desk.snippets import Looked, marked, snippet
from workflows.cases.errors import NotAllowed
from workflows.cases.identity import Knowing, is_hidden, knows
from workflows.cases.models import Case, Person
from workflows.cases.searching import (
    MANY,
    Asked,
    Hits,
    citizens_of,
    hidden_of,
    knows_some_hidden,
    same_citizen,
    same_place,
    search,
    texts_of,
)
from workflows.cases.selectors import case_for
from workflows.cases.state import State
from workflows.search.asking import Wanted, asked, contact_in

PAGE: Final = 25
LAST_PAGE: Final = 40
MOST_HIDDEN: Final = 50
TOGETHER: Final = 3
"""Rows of one citizen that are shown on a page; the others are folded."""


@dataclass(slots=True)
class Row:
    """A case that was found. ``subject`` and ``piece`` with the words marked; of a hidden case there is neither.

    ``person``: who filed it, for those who know that plainly. ``more``: others of the same citizen on the page.
    """

    case: Case
    hidden: bool
    subject: SafeString | str = ""
    piece: SafeString | None = None
    person: Person | None = None
    more: list[Row] = field(default_factory=list)


class SearchScreen(StaffScreen):
    """Number, subject, texts, place, body, and, of those whose citizen they know, name, email and phone.

    A whole number leads into its case. At most 12 statements of its own.
    """

    right = VIEW_CASE
    template_name = "desk/search.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        number = whole_number(request.GET.get("q", ""))
        if number and self._state(number) is not None:
            return redirect("desk:case", number)
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Also among requests whose citizen is hidden, by address or phone. By a button alone: it is recorded."""
        contact, _rest = contact_in(str(request.POST.get("contact", ""))[:200])
        hidden = hidden_of(self.actor, self.held, contact, most=MOST_HIDDEN) if contact else []
        return self._page(hidden=[Row(case, hidden=True) for case in hidden], looked_hidden=True)

    def _page(self, *, hidden: Sequence[Row] = (), looked_hidden: bool = False) -> HttpResponse:
        form = SearchForm(self.request.GET, known=known_to(self.held, int(self.actor.user_id or 0)))
        wanted = form.asked()
        number = page_number(self.request.GET, last=LAST_PAGE)
        found = self._found(form, wanted, number)
        contact, _rest = contact_in(wanted.get("q", ""))
        return self.show(
            {
                "form": form,
                "wanted": wanted,
                "asks": bool(wanted.keys() & {"q", "of", "near"}),
                "many": MANY,
                "many_agencies": sees_many(self.held),
                "number": number,
                "former": page_address(wanted, number - 1) if number > 1 else "",
                "next": page_address(wanted, number + 1) if found["hits"].more and number < LAST_PAGE else "",
                "here": page_address(wanted, number),
                "contact": contact if contact and knows_some_hidden(self.actor, self.held) else "",
                "hidden": hidden,
                "looked_hidden": looked_hidden,
                **found,
            },
            status=UNPROCESSABLE if form.errors.get("q") else 200,
        )

    def _found(self, form: SearchForm, wanted: dict[str, str], number: int) -> dict[str, Any]:
        """The rows of a page, how many there are, and as what it was read where that is not what was typed."""
        beside, problem = self._beside(wanted)
        typed = latin_digits(wanted.get("q", ""))
        if problem or not (typed or beside):
            return {"hits": Hits(), "rows": [], "read_as": ""}
        narrowed, by_fit = form.narrowed(), wanted.get("order") != NEWEST
        for said, wide in ((typed, False), (typed, True), (other_layout(typed), False)):
            words, forms = asked(said, bodies=form.known.names, tags=form.known.tags, wide=wide)
            if not words and not beside:
                continue
            what = Asked((*words, *beside), [each.stem for each in forms], narrowed, by_fit)
            hits = search(self.held, what, start=(number - 1) * PAGE, most=PAGE)
            if hits.count != 0 or not typed:
                rows = list(_together(self._rows(hits, Looked.of(forms))))
                return {"hits": hits, "rows": rows, "read_as": said if said != typed else ""}
        return {"hits": Hits(), "rows": [], "read_as": ""}

    def _beside(self, wanted: dict[str, str]) -> tuple[list[Wanted], bool]:
        """What the cases must have in common with the one that is named; whether that one is not theirs to know."""
        found: list[Wanted] = []
        for name, same in (("of", same_citizen), ("near", same_place)):
            if name not in wanted:
                continue
            state = self._state(wanted[name])
            if state is None or is_hidden(state.case):
                return [], True
            if name == "of" and knows(self.actor, state, held=self.held) is not Knowing.PLAINLY:
                return [], True
            found.append(same(state.case))
        return found, False

    def _state(self, number: str) -> State | None:
        try:
            return case_for(self.actor, number, held=self.held, to_show=False)
        except NotAllowed:
            return None

    def _rows(self, hits: Hits, looked: Looked) -> Iterator[Row]:
        people = citizens_of(hits.cases, self.held)
        texts = texts_of(hits.cases) if looked.stems else {}
        for case in hits.cases:
            if is_hidden(case):
                yield Row(case, hidden=True)
                continue
            piece = snippet(texts.get(case.pk, ()), looked)
            yield Row(case, hidden=False, subject=marked(case.title, looked), piece=piece, person=people.get(case.pk))


def _together(rows: Iterator[Row]) -> Iterator[Row]:
    """Whoever files very much does not fill the page: beyond a few, their rows are folded into the last of these."""
    shown: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        contact = (row.person.email or row.person.phone) if row.person is not None else ""
        mine = shown[blind(contact, WHO_FILED)] if contact else []
        if len(mine) >= TOGETHER:
            mine[-1].more.append(row)
            continue
        mine.append(row)
        yield row

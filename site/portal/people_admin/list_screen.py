"""The list of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from permissions.access.charge import Charge
from permissions.access.reasons import Reason, reasons_of
from permissions.agencies.models import Absence, Agency
from permissions.now import now
from permissions.people.models import User
from permissions.spans import within
from portal.admin_screens.paging import page_address, page_number
from portal.people_admin.finding import SOON, Filter, found
from portal.people_admin.next_steps import next_steps, own_words
from portal.people_admin.offered import agencies_of, roles_of
from portal.people_admin.screen import PeopleScreen
from portal.people_admin.spans import Words, until_words
from portal.people_admin.words import ends_soon, short_words

PAGE = 25
SHOWN = 3
LAST_PAGE = 4_000


@dataclass(frozen=True, slots=True)
class Given:
    """A role or a post in a row of the list."""

    what: Words
    agency: Agency


@dataclass(frozen=True, slots=True)
class Row:
    """A person in the list; ``away`` and ``ends`` say until when."""

    person: User
    held: list[Given]
    more: int
    away: Words
    ends: Words


class ListScreen(PeopleScreen):
    """People by name, with what they hold; search, filters, pages of 25. At most 21 queries."""

    template_name = "access/people.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        at = now()
        agencies, roles = agencies_of(self.charge), roles_of(self.charge)
        form = Filter(request.GET, agencies=agencies, roles=roles)
        wanted = form.wanted()
        people = found(wanted, agencies, roles, at, charge=self.charge)
        number = page_number(request.GET, last=LAST_PAGE)
        start = (number - 1) * PAGE
        shown = list(people[start : start + PAGE + 1])
        return self.show(
            {
                "rows": list(_rows(shown[:PAGE], at, self.charge)),
                "form": form,
                "wanted": wanted,
                "total": people.order_by().count(),
                "former": page_address(wanted, number - 1) if number > 1 else "",
                "next": page_address(wanted, number + 1) if len(shown) > PAGE else "",
                "number": number,
                "steps": next_steps() if self.charge.everywhere else [],
                "places": own_words(self.held) if self.charge.everywhere else [],
                "tab": "people",
            }
        )


def _rows(people: Sequence[User], at: datetime, charge: Charge) -> Iterator[Row]:
    reasons = reasons_of([person.pk for person in people], at=at)
    away: dict[int, datetime] = {}
    for user_id, ends in Absence.objects.filter(within(at), user__in=people).values_list("user_id", "ends"):
        away[user_id] = max(ends, away.get(user_id, ends))
    for person in people:
        held = [each for each in reasons[person.pk] if each.counts(at) and charge.has(each)]
        soon = [each for each in held if ends_soon(each, at + SOON)]
        yield Row(
            person,
            [Given(short_words(each), each.agency) for each in held[:SHOWN]],
            max(len(held) - SHOWN, 0),
            until_words(away[person.pk]) if person.pk in away else "",
            until_words(_first_end(soon)) if soon else "",
        )


def _first_end(reasons: Sequence[Reason]) -> datetime:
    return min(each.ends for each in reasons if each.ends is not None)

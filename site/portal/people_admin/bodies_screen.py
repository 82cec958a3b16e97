"""The bodies as a tree, and the page of one: where it stands, who heads it, what lies with it, what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.selectors import open_posts
from permissions.arabic import fold, in_order
from permissions.audit.models import AuditEntry
from permissions.audit.trail import Wanted, entries
from permissions.writing import written_day
from portal.admin_screens.actors import ACTORS
from portal.admin_screens.body_acts import BODY_ACTS, codes_in, told
from portal.admin_screens.done import take
from portal.people_admin.next_steps import next_steps, own_words
from portal.people_admin.posts_screen import SeenPost, seen_posts
from portal.people_admin.screen import PeopleScreen
from portal.people_admin.spans import Words
from workflows.cases.errors import NotAllowed
from workflows.cases.succession import cases_left_at

HISTORY = 50
"""The newest acts that a page shows; the trail has all of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A body in the list: how deep it stands under those that are listed, its posts, and its closing in words."""

    agency: Agency
    depth: int
    posts: int
    vacant: int
    state: Words


class BodiesScreen(PeopleScreen):
    """All bodies that whoever asks manages, each below the one above it; those that closed only where asked for."""

    template_name = "access/bodies.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        words, closed = request.GET.get("q", "")[:100], request.GET.get("closed") == "1"
        mine = [agency for agency in Agency.objects.select_related("parent") if self.charge.covers(agency.pk)]
        shown = [agency for agency in mine if (closed or not agency.has_closed) and _fits(agency, words)]
        posts: defaultdict[int, list[SeenPost]] = defaultdict(list)
        for seen in seen_posts(open_posts().filter(agency__in=shown)):
            posts[seen.post.agency_id].append(seen)
        rows = [
            Row(agency, depth, len(posts[agency.pk]), sum(each.vacant for each in posts[agency.pk]), state_of(agency))
            for agency, depth in _as_tree(shown)
        ]
        context = {"rows": rows, "words": words, "closed": closed, "done": take(request), "tab": "bodies"}
        return self.show(
            context
            | {
                "steps": next_steps() if self.charge.everywhere else [],
                "places": own_words(self.held) if self.charge.everywhere else [],
            }
        )


class OneBodyScreen(PeopleScreen):
    """A screen about one body."""

    def body(self, code: str) -> Agency:
        """The body of this code. Raises ``NotAllowed`` where whoever asks does not manage its people."""
        agency = Agency.objects.select_related("parent", "heir").filter(code=code).first()
        if agency is None or not self.charge.covers(agency.pk):
            raise NotAllowed
        return agency


class BodyScreen(OneBodyScreen):
    """All that there is to know of a body. At most 16 queries."""

    template_name = "access/body.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        agency = self.body(code)
        posts = list(seen_posts(open_posts().filter(agency=agency)))
        below = agency.departments.exclude(closes_on__isnull=False, active=False)
        return self.show(
            {
                "agency": agency,
                "posts": posts,
                "head": posts[-1] if posts else None,
                "below": in_order(each for each in below if self.charge.covers(each.pk)),
                "open_cases": cases_left_at(agency.pk),
                "passing_on": agency.has_closed and agency.closed_at is None,
                "goes_on": request.GET.get("goes-on") == "1",
                "state": state_of(agency),
                "is_unit": agency.role != AgencyRole.PUBLIC_BODY,
                "history": _history(agency),
                "done": take(request),
                "tab": "bodies",
            }
        )


def state_of(agency: Agency) -> Words:
    """Whether it closes, or has closed, in words; nothing of one that is open."""
    if agency.closes_on is None:
        return "" if agency.active else _("takes no new requests")
    day = {"day": written_day(agency.closes_on)}
    return (_("closed since %(day)s") if agency.has_closed else _("closes on %(day)s")) % day


def _fits(agency: Agency, words: str) -> bool:
    text = fold(" ".join([agency.code, *agency.name.values()]))
    return all(word in text for word in fold(words).split())


def _as_tree(agencies: Sequence[Agency]) -> Iterator[tuple[Agency, int]]:
    """By name, each below the one above it; one whose parent is not listed stands at the top."""
    listed = {agency.pk for agency in agencies}
    below: defaultdict[int | None, list[Agency]] = defaultdict(list)
    for agency in in_order(agencies):
        below[agency.parent_id if agency.parent_id in listed else None].append(agency)

    def walk(above: int | None, depth: int) -> Iterator[tuple[Agency, int]]:
        for agency in below[above]:
            yield agency, depth
            yield from walk(agency.pk, depth + 1)

    return walk(None, 0)


def _history(agency: Agency) -> list[dict[str, Any]]:
    """What was done to it and to its posts, the newest first."""
    posts = list(agency.posts.values_list("pk", flat=True))
    wanted = Wanted(verbs=set(BODY_ACTS), subjects=[("body", [agency.pk]), ("post", posts)])
    found = list(entries(wanted)[:HISTORY])
    codes = {code for entry in found for code in codes_in(entry.data)}
    names = {each.code: str(each) for each in Agency.objects.filter(code__in=codes)} if codes else {}
    return [
        {
            "at": entry.at,
            "who": _who(entry),
            "what": BODY_ACTS[entry.verb],
            "more": told(entry.verb, entry.data, names),
        }
        for entry in found
    ]


def _who(entry: AuditEntry) -> str:
    return str(entry.actor_user or ACTORS.get(entry.actor_kind, entry.actor_kind))

"""Where a role can look: every address of the site with what it may name, all it is led to, and its questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.db import transaction
from django.test import Client

from portal.who_may_what.table import ANYTHING, the_table
from tests.site.portal.canary.finding import tokens_in
from tests.site.portal.canary.planting import Planted
from tests.site.portal.who_may_what.routes import address, routes, values_of
from tests.site.portal.who_may_what.samples import of_case
from tests.site.portal.who_may_what.world import World

LINK = re.compile(r"""(?:href|action|src|data-[\w-]*url)="([^"#]+)""")
ASKING = ("q", "search", "s", "query", "agency", "kind", "person", "id", "tracking", "case")
"""Names under which pages take something to look for."""
SEARCHING = re.compile(r"""<input[^>]*name="(?:q|search|s|query)\"""")
LEAVING = ("logout", "/leave/", "/away/", "javascript")
NOTHING = "/admin/no-such/address/at-all/"
SUBJECT_OF = {"guarded": "accused", "other": "other", "mine": "mine", "sealed": "sealed"}
"""Whose case each of the planted ones is in the table; of a confidential one it says nothing."""
MOST = 200
"""Addresses for one role that were found on pages."""


@dataclass
class Visit:
    """What one role met: token to the first address where it did. ``asked`` counts the answers that were searched."""

    client: Client
    met: dict[str, str] = field(default_factory=dict)
    asked: int = 0
    known: set[str] = field(default_factory=set)

    def look(self, place: str, *, said: Iterable[str] = ()) -> str:
        """Search one answer, headers and cookies too; ``said`` are tokens of the question, which a page may repeat."""
        with transaction.atomic():
            response = self.client.get(place)
            content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
            transaction.set_rollback(True)
        self.asked += 1
        self.known.add(place)
        around = str(list(response.items())) + str(response.cookies)
        for found in (tokens_in(content) | tokens_in(around)) - set(said):
            self.met.setdefault(found, place)
        is_page = response.status_code == 200 and "html" in response.headers.get("Content-Type", "")
        return content.decode(errors="replace") if is_page else ""


def addresses(world: World, planted: dict[str, Planted], role: str) -> list[str]:
    """Every route of the site; those that name a case once for each case. What is closed to a role is ``NOTHING``.

    The link to the page after filing is signed, and whoever filed has it alone: no page may give it to others.
    """
    found, closed = [NOTHING], closed_to(role)
    for route in routes():
        values = values_of(route, world.samples)
        named = planted if "tracking>" in route else [ANYTHING]
        for name in named:
            if (route, SUBJECT_OF.get(name, name)) in closed:
                continue
            case = of_case(planted[name].case) if name in planted else {}
            try:
                found.append(address(route, {**values, **case, "act": "reply", "signed": "never-signed"}))
            except KeyError:
                continue
    return list(dict.fromkeys(found))


def closed_to(role: str) -> set[tuple[str, str]]:
    """Addresses of the staff's that a role is answered as one that is not there, to the last byte, with whose case is
    named: ``who_may_what/test_walk.py`` asks for all of these. About a sealed case all are asked here too."""
    open_to, all_there = set(), set()
    for line in the_table().lines():
        for route, subject in product(line.routes, line.subjects):
            all_there.add((route, subject))
            if line.may(role, subject, act=False) or line.may(role, subject, act=True):
                open_to.add((route, subject))
    return {each for each in all_there - open_to if each[0].startswith("admin/") and each[1] != "sealed"}


def files_of(planted: dict[str, Planted]) -> Iterator[str]:
    """Every file of every case, and one number more."""
    for each in planted.values():
        for number in range(1, each.case.files.count() + 2):
            yield f"/admin/desk/{each.case.tracking}/files/{number}/"
            yield f"/ar/track/{each.case.tracking}/files/{number}/"


def walk(visit: Visit, world: World, planted: dict[str, Planted], role: str) -> None:
    """All addresses, all files, all that pages lead to, and questions on every page that is open.

    A page that offers a search is asked for the sealed case and one more, by words and by number; any other is asked
    once, for each case and in each way in turn.
    """
    waiting = [*addresses(world, planted, role), *files_of(planted)]
    most = len(waiting) + MOST
    open_pages: dict[str, bool] = {}
    while waiting and visit.asked < most:
        place = waiting.pop(0)
        if place in visit.known or any(word in place for word in LEAVING):
            continue
        html = visit.look(place)
        if html:
            open_pages[place] = bool(SEARCHING.search(html))
            waiting += [each for each in _links(place, html) if each not in visit.known]
    names = list(planted)
    for number, (place, searches) in enumerate(each for each in open_pages.items() if "?" not in each[0]):
        another = planted[names[number // 2 % len(names)]]
        if searches:
            asked = [way(each) for each in (planted["sealed"], another) for way in (_by_words, _by_number)]
        else:
            asked = [_by_words(another) if number % 2 else _by_number(another)]
        for question in asked:
            visit.look(f"{place}?{urlencode(question)}", said=tokens_in(question))


def _links(place: str, html: str) -> list[str]:
    joined = [urljoin(place, found.replace("&amp;", "&")) for found in LINK.findall(html)]
    return [each for each in joined if not urlsplit(each).netloc and each.startswith("/") and "/static/" not in each]


def _by_words(planted: Planted) -> dict[str, Any]:
    """A word of the case, which must not bring another of its words."""
    return dict.fromkeys(ASKING[:4], planted.word("subject"))


def _by_number(planted: Planted) -> dict[str, Any]:
    return dict.fromkeys(ASKING[:4], planted.case.tracking) | dict.fromkeys(ASKING[4:], planted.case.pk)

"""Calling a colleague into a note with ``@``: who can be called, and whom a text calls, by login or by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from permissions.access.decide import may
from permissions.access.models import NamedAccess
from permissions.access.selectors import held_by_many, people_with_any
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.arabic import fold, in_order
from permissions.isolated import isolated_words
from permissions.people.models import User
from portal.admin_screens.screen import StaffScreen
from workflows.cases.selectors import case_for
from workflows.cases.state import State

OFFERED: Final = 8
"""Colleagues in the list below what is typed."""
LONGEST: Final = 120
"""Letters behind a sign in which a name is looked for."""
_SIGN: Final = re.compile(r"(?<![\w.@+-])@(?=[^\W\d_])")
"""Not the one inside an email address, nor one before a figure."""
_WORD: Final = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Called:
    """Whom a text calls. ``unknown``: what stands behind a sign and is nobody who may read the case; ``unclear``: the
    name of several."""

    people: tuple[User, ...] = ()
    unknown: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


Find = Callable[[str], Called]
Words = str | Promise


def colleagues_of(state: State, user_id: int) -> list[User]:
    """All others who may read a case now, by their names. Whoever may not is not told apart from nobody."""
    units = Agency.objects.filter(role=AgencyRole.CENTRAL_UNIT).values_list("pk", flat=True)
    people = {each.pk: each for each in people_with_any(VIEW_CASE, [*state.agency_ids, *units])}
    named = NamedAccess.objects.filter(case_id=state.case.pk).values_list("user", flat=True)
    people |= User.objects.filter(is_active=True).in_bulk(set(named) - people.keys())
    held = held_by_many(people.keys() - {user_id})
    return in_order(people[each] for each, theirs in held.items() if may(theirs, VIEW_CASE, state))


def called_in(text: str, state: State, user_id: int) -> Called:
    """Whom ``text`` calls of those who may read a case. Without a sign in it nothing is asked."""
    return called_among(text, colleagues_of(state, user_id)) if _SIGN.search(text) else Called()


def called_among(text: str, people: Sequence[User]) -> Called:
    """Whom ``text`` calls of these people."""
    signs = _SIGN.finditer(text)
    found: dict[int, User] = {}
    unknown: list[str] = []
    unclear: list[str] = []
    for sign in signs:
        behind = text[sign.end() : sign.end() + LONGEST]
        meant = _meant(fold(behind), people)
        word = _WORD.match(behind)
        name = word[0].rstrip(".-") if word is not None else ""
        if len(meant) == 1:
            found[meant[0].pk] = meant[0]
        else:
            (unclear if meant else unknown).append(name)
    return Called(tuple(found.values()), tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(unclear)))


def problems_of(called: Called) -> list[str]:
    """What is wrong with the names in a text, a sentence each."""
    nobody = _("Nobody who may read this request is called “%(name)s”: take the sign @ away, or call another.")
    several = _("Several colleagues are called “%(name)s”: write the user name of the one you mean.")
    names = [*((nobody, name) for name in called.unknown), *((several, name) for name in called.unclear)]
    return [sentence % {"name": isolated_words(name)} for sentence, name in names]


def _meant(behind: str, people: Sequence[User]) -> list[User]:
    """Those whose login or name stands there in full; of several the longest, so that ``@sami.haddad`` is no Sami."""
    lengths = {
        person: max((len(name) for name in _names(person) if _begins(behind, name)), default=0) for person in people
    }
    longest = max(lengths.values(), default=0)
    return [person for person, length in lengths.items() if length == longest > 0]


def _names(person: User) -> Iterator[str]:
    yield from (fold(name) for name in (person.username, *person.name.values()) if name)


def _begins(behind: str, name: str) -> bool:
    rest = behind[len(name) :]
    return behind.startswith(name) and not re.match(r"\w|[.-]\w", rest)


def asks_for_names(address: str, *, label: Words, none: Words) -> dict[str, Words]:
    """Attributes of a field below which names are offered from an address; ``none``: what is said where none fits."""
    found = _("Colleagues found: {count}")
    said = {"data-mentions-label": label, "data-mentions-found": found, "data-mentions-none": none}
    return {"data-mentions": address, **said}


def names_found(people: Iterable[User], typed: str) -> JsonResponse:
    """For the list below what is typed: logins and names of those whom a part of either fits."""
    typed = fold(typed[:LONGEST])
    fitting = [each for each in people if any(_has(name, typed) for name in _names(each))]
    return JsonResponse({"found": [{"login": each.username, "name": str(each)} for each in fitting[:OFFERED]]})


class ColleaguesScreen(StaffScreen):
    """The names of those who can be called into a note of a case (``q``)."""

    right = WORK_CASE

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held, to_show=False)
        return names_found(colleagues_of(state, int(self.actor.user_id or 0)), request.GET.get("q", ""))


def _has(name: str, typed: str) -> bool:
    """At the beginning of one of its words: what is typed is the beginning of a name."""
    return f" {name}".replace("-", " ").find(f" {typed.replace('-', ' ')}") >= 0

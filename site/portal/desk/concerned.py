"""Whom a case accuses, as officers choose and read it: people, posts and whole bodies under one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from permissions.access.standing import people_at
from permissions.agencies.models import Agency, Post
from permissions.agencies.selectors import open_posts
from permissions.now import now
from permissions.people.models import User
from workflows.cases.actions import Concerned
from workflows.cases.actions.parties import concerned_in
from workflows.cases.models import Work
from workflows.cases.state import State

Group = tuple[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Choosing:
    """What can be chosen, by agency, and what is so now; each by a code that stands for a ``Concerned``."""

    groups: list[Group] = field(default_factory=list)
    now: Mapping[str, str] = field(default_factory=dict)
    may_take_off: bool = False


def code_of(concerned: Concerned) -> str:
    """``person-7``, ``post-3-1`` or ``body-3``."""
    if concerned.user_id is not None:
        return f"person-{concerned.user_id}"
    level = concerned.level
    return f"body-{concerned.agency_id}" if level is None else f"post-{concerned.agency_id}-{level}"


def concerned_of(code: str) -> Concerned:
    """The same backwards, of a code that was offered."""
    kind, _dash, ids = code.partition("-")
    first, _dash, level = ids.partition("-")
    if kind == "person":
        return Concerned(user_id=int(first))
    return Concerned(agency_id=int(first), level=int(level) if kind == "post" else None)


def choosing(state: State, work: Work | None, *, may_take_off: bool) -> Choosing:
    """The people and posts of the agencies that have to do with the case. Four queries at most."""
    case, known = state.case, concerned_in(state)
    agencies = {case.agency_id: case.agency}
    if work is not None:
        agencies[work.agency_id] = work.agency
    if case.subject_agency is not None:
        agencies[case.subject_agency.pk] = case.subject_agency
    missing = {party.agency_id for party in state.parties if party.agency_id} - agencies.keys()
    if missing:
        agencies |= Agency.objects.in_bulk(missing)
    posts = list(open_posts().filter(agency__in=agencies).order_by("level"))
    people = people_at(agencies, now())
    named = _labels(known, agencies, posts, (person for _agency, person in people))
    return Choosing(
        [(str(agency), _choices(agency, posts, people)) for agency in agencies.values()], named, may_take_off
    )


def _choices(agency: Agency, posts: Iterable[Post], people: Iterable[tuple[int, User]]) -> list[tuple[str, str]]:
    own = [post for post in posts if post.agency_id == agency.pk]
    return [
        (f"body-{agency.pk}", _("The agency as a whole")),
        *((f"person-{person.pk}", str(person)) for stands_at, person in people if stands_at == agency.pk),
        # The highest post stands for the body as a whole.
        *((f"post-{agency.pk}-{post.level}", _up_to(post)) for post in own[:-1]),
    ]


def _up_to(post: Post) -> str:
    return _("The post “%(post)s” and everyone below it") % {"post": post}


def _labels(
    known: Iterable[Concerned], agencies: Mapping[int, Agency], posts: Iterable[Post], people: Iterable[User]
) -> dict[str, str]:
    seats = {(post.agency_id, post.level): post for post in posts}
    by_id = {person.pk: person for person in people}
    gone = {each.user_id for each in known if each.user_id is not None} - by_id.keys()
    if gone:
        by_id |= User.objects.in_bulk(gone)
    labels = {}
    for each in known:
        if each.user_id is not None:
            labels[code_of(each)] = str(by_id[each.user_id])
        elif each.agency_id is not None:
            agency, post = str(agencies[each.agency_id]), seats.get((each.agency_id, each.level or 0))
            whole = each.level is None or post is None
            labels[code_of(each)] = agency if whole or post is None else f"{agency}: {_up_to(post)}"
    return labels

"""Reading agencies: who sits in their posts at an instant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from permissions.agencies.decide import PostBook, SeatedPost, Sitter
from permissions.agencies.models import Absence, Agency, Holding, Post
from permissions.compiled import CompiledQuery, with_room
from permissions.people.models import User
from permissions.spans import within

CODE: Final = re.compile(r"[a-zA-Z0-9_-]{1,40}")


def load_posts(agency_ids: Iterable[int], at: datetime) -> PostBook:
    """The posts of these agencies and who sits in them at ``at`` (aware), in two queries for any number of agencies.

    While someone is away, whoever they have lent the post's role to sits in their place. Name the unit that cases fall
    to among the agencies: ``decide.acting_holder`` looks for it in the book.
    """
    wanted = set(agency_ids)
    sitters: defaultdict[int, list[Sitter]] = defaultdict(list)
    if not wanted:
        return PostBook()
    for post_id, user_id, rank, is_active, is_absent in with_room(_SITTERS, wanted).ask(wanted, at):
        sitters[post_id].append(Sitter(user_id, rank, acts=bool(is_active and not is_absent)))
    posts = with_room(_POSTS, wanted).ask(wanted, at)
    return PostBook.of(SeatedPost(pk, agency_id, level, tuple(sitters[pk])) for pk, agency_id, level in posts)


def open_posts() -> QuerySet[Post]:
    """The posts that there are; those that were closed are left to the diary."""
    return Post.objects.filter(closed_at__isnull=True)


def is_code(text: str) -> bool:
    """Whether an agency could be called so by an address: anything else need not be looked for."""
    return CODE.fullmatch(text) is not None


def heir_of(code: str) -> str:
    """The code of the agency that has taken over from the one of this code, and so on; "" where none has."""
    found = Agency.objects.filter(code=code, active=False).values_list("heir__code", "heir__active").first()
    heir, active = found or (None, False)
    if heir is None:
        return ""
    return str(heir) if active else heir_of(heir)


Seat = tuple[int, int, int, bool, bool]
"""A post, who sits in it, their rank there, whether their account is on, and whether they are away."""


def _sitters(agency_ids: Sequence[int], at: datetime) -> QuerySet[Holding, Seat]:
    """Whoever sits in posts of agencies, and the deputies of those who are away."""
    seated = Holding.objects.filter(within(at), post__agency__in=agency_ids)
    rows = seated.annotate(absent=_away("user", at)).values_list(
        "post_id", "user_id", "rank", "user__is_active", "absent"
    )
    lent = seated.filter(
        _away("user", at),
        _colleague("post__brings__delegations__deputy", at),
        within(at, "post__brings__delegations__"),
        post__brings__delegations__giver=F("user"),
        user__is_active=True,
    ).annotate(absent=_away("post__brings__delegations__deputy", at))
    deputy = "post__brings__delegations__deputy"
    stand_ins = lent.values_list("post_id", f"{deputy}_id", "rank", f"{deputy}__is_active", "absent")
    return rows.union(stand_ins, all=True)


def _posts(agency_ids: Sequence[int], _at: datetime) -> QuerySet[Post, tuple[int, int, int]]:
    return open_posts().filter(agency__in=agency_ids).values_list("pk", "agency_id", "level")


_ROOMS = (5, 32, 128)
"""A body, those above it and the two units, which is what one case asks for; the bodies of as many cases as the clock
takes in one commit; those of a country."""
_SITTERS: Sequence[CompiledQuery[Seat]] = [CompiledQuery(_sitters, room=room) for room in _ROOMS]
_POSTS: Sequence[CompiledQuery[tuple[int, int, int]]] = [CompiledQuery(_posts, room=room) for room in _ROOMS]


def _colleague(who: str, at: datetime) -> Q:
    """Whoever has left the agency since sits in nobody's place there."""
    there, person = OuterRef("post__agency"), User.objects.filter(pk=OuterRef(who))
    seated = person.filter(within(at, "holdings__"), holdings__post__agency=there)
    holding = person.filter(within(at, "role_holdings__"), role_holdings__place__agency=there)
    return Q(Exists(seated)) | Q(Exists(holding))


def _away(who: str, at: datetime) -> Exists:
    return Exists(Absence.objects.filter(within(at), user=OuterRef(who)))


def seating_changes() -> list[datetime]:
    """The instants at which who sits in some post changes, ascending: between two of them every seat is the same."""
    lent = Post.objects.filter(brings__delegations__isnull=False)
    spans = [
        *Holding.objects.values_list("starts", "ends"),
        *Absence.objects.values_list("starts", "ends"),
        *lent.values_list("brings__delegations__starts", "brings__delegations__ends"),
    ]
    return sorted({instant for span in spans for instant in span if instant is not None})

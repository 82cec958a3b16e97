"""Who sits in a post from when to when, and which role the post brings. Each change is audited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.charge import must_change_post, must_end, must_give
from permissions.access.errors import SeatRefused
from permissions.access.posts import let_posts_bring
from permissions.access.services import keeping_an_administrator
from permissions.access.two_people import Gain, keep_apart, settle
from permissions.access.wagtail_groups import follow
from permissions.actors import Actor
from permissions.agencies.models import Holding, Post
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.spans import lasting, within

HIGHEST_RANK = 9


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A person in a post: rank 0 holds it (several may share it), higher ranks are deputies in their order.

    From now on if ``starts`` is None, without an end if ``ends`` is.
    """

    post: Post
    user: User
    rank: int = 0
    starts: datetime | None = None
    ends: datetime | None = None


def seat(
    *,
    post: Post,
    user: User,
    rank: int = 0,
    starts: datetime | None = None,
    ends: datetime | None = None,
    actor: Actor,
) -> Holding:
    """Let someone sit in a post (see ``NewSeat``).

    Raises ``SeatRefused`` with a sentence, or ``SecondNeeded`` where the post brings what takes two people; then
    nothing is done.
    """
    return seat_many([NewSeat(post, user, rank, starts, ends)], actor=actor)[0]


def seat_many(seats: Sequence[NewSeat], *, actor: Actor) -> list[Holding]:
    """The same for many, all or none, in a number of statements that does not grow with the people."""
    at = now()
    for each in seats:
        _check_seat(each, at)
    if not seats:
        return []
    with transaction.atomic():
        found = Post.objects.select_for_update(of=("self",)).select_related("agency", "brings__role").order_by("pk")
        posts = found.in_bulk({each.post.pk for each in seats})
        if any(post.closed_at is not None or post.agency.has_closed for post in posts.values()):
            raise SeatRefused(_("This post has been closed. Choose another one."))
        rights = {pk: frozenset(role.rights) if (role := _brought(post)) else frozenset() for pk, post in posts.items()}
        must_give(actor, [(each.user.pk, posts[each.post.pk].agency_id, rights[each.post.pk]) for each in seats])
        _check_free(seats, at)
        made = Holding.objects.bulk_create(
            Holding(post=posts[each.post.pk], user=each.user, rank=each.rank, starts=each.starts or at, ends=each.ends)
            for each in seats
        )
        people = {each.user.pk for each in seats}
        follow(people)
        for each in seats:
            settle(Gain("seat", _as_data(each), frozenset({each.user.pk}), rights[each.post.pk]), actor=actor)
        keep_apart(people)
        append([_entry("post_taken", holding) for holding in made], actor=actor, at=at)
    return made


def _check_seat(wanted: NewSeat, at: datetime) -> None:
    if wanted.ends is not None and wanted.ends <= max(wanted.starts or at, at):
        raise SeatRefused(_("The end is before the beginning, or has already passed."))
    if not 0 <= wanted.rank <= HIGHEST_RANK:
        raise SeatRefused(_("Deputies are counted from 1 to 9."))
    if not wanted.user.is_active:
        raise SeatRefused(_("The account is switched off. Switch it on first."))


def _check_free(seats: Sequence[NewSeat], at: datetime) -> None:
    """Nobody sits twice in one post on one day."""
    posts, people = {each.post.pk for each in seats}, {each.user.pk for each in seats}
    taken: defaultdict[tuple[int, int], list[tuple[datetime, datetime | None]]] = defaultdict(list)
    first = min(each.starts or at for each in seats)
    there = Holding.objects.filter(lasting(first), post__in=posts, user__in=people)
    for post_id, user_id, starts, ends in there.values_list("post_id", "user_id", "starts", "ends"):
        taken[post_id, user_id].append((starts, ends))
    for each in seats:
        begins, spans = each.starts or at, taken[each.post.pk, each.user.pk]
        if any((end is None or end > begins) and (each.ends is None or start < each.ends) for start, end in spans):
            raise SeatRefused(
                _("%(person)s already holds this post in these days. End that first.") % {"person": str(each.user)}
            )
        spans.append((begins, each.ends))


def _as_data(wanted: NewSeat) -> dict[str, object]:
    return {
        "post": wanted.post.pk,
        "user": wanted.user.pk,
        "rank": wanted.rank,
        "starts": wanted.starts and wanted.starts.isoformat(),
        "ends": wanted.ends and wanted.ends.isoformat(),
    }


def unseat(holding: Holding, *, actor: Actor) -> bool:
    """End a seat now, or drop one that has not begun; whether there was anything to end.

    Raises ``LastAdministrator`` when nobody would be left to manage people.
    """
    at = now()
    with transaction.atomic():
        found = Holding.objects.filter(lasting(at), pk=holding.pk)
        there = found.select_related("post__agency", "post__brings__role").first()
        if there is None:
            return False
        must_end(actor, [(there.user_id, there.post.agency_id, _brought(there.post))])
        with keeping_an_administrator(actor):
            found.filter(starts__gte=at).delete()
            found.filter(within(at)).update(ends=at)
            follow({there.user_id})
        append([_entry("post_left", there)], actor=actor, at=at)
    return True


def let_post_bring(post: Post, role: str, *, actor: Actor) -> None:
    """Let a post bring a role (its code; empty for none) to whoever sits in it; nothing happens when it does already.

    Raises ``RoleRefused`` for a role that is not held at such an agency, ``LastAdministrator`` when too few would be
    left to manage people, and ``SecondNeeded`` where somebody sits there and it takes two people.
    """
    with transaction.atomic():
        there = Post.objects.select_for_update(of=("self",)).select_related("agency", "brings__role").get(pk=post.pk)
        before = there.brings.role.code if there.brings else ""
        if before == role:
            return
        must_change_post(actor, there, _brought(there), Role.objects.filter(code=role).first())
        with keeping_an_administrator(actor):
            if role:
                let_posts_bring([(there, role)])
                _settle_bringing(there, Role.objects.get(code=role), actor)
            else:
                Post.objects.filter(pk=post.pk).update(brings=None)
                follow(set(Holding.objects.filter(post=post).values_list("user_id", flat=True)))
        said = {"agency": there.agency.code, "level": there.level, "before": before, "role": role}
        append([NewEntry("post_brings", "post", post.pk, said)], actor=actor, at=now())


def _brought(post: Post) -> Role | None:
    return post.brings.role if post.brings else None


def _settle_bringing(post: Post, role: Role, actor: Actor) -> None:
    sitting = Holding.objects.filter(lasting(now()), post=post)
    people = frozenset(sitting.values_list("user_id", flat=True))
    settle(Gain("bring", {"post": post.pk, "role": role.code}, people, frozenset(role.rights)), actor=actor)
    keep_apart(people)


def _entry(verb: str, holding: Holding) -> NewEntry:
    said = {
        "post": holding.post_id,
        "agency": holding.post.agency.code,
        "level": holding.post.level,
        "rank": holding.rank,
        "starts": holding.starts.isoformat(),
    }
    if holding.ends is not None:
        said["ends"] = holding.ends.isoformat()
    return NewEntry(verb, "person", holding.user_id, said)

"""Who sits in a post from when to when, and which role the post brings. Each change is audited."""

from __future__ import annotations

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


def seat(
    *,
    post: Post,
    user: User,
    rank: int = 0,
    starts: datetime | None = None,
    ends: datetime | None = None,
    actor: Actor,
) -> Holding:
    """Let someone sit in a post: rank 0 holds it (several may share it), higher ranks are deputies in their order.

    Raises ``SeatRefused`` with a sentence, or ``SecondNeeded`` where the post brings what takes two people; then
    nothing is done.
    """
    at = now()
    begins = starts or at
    if ends is not None and ends <= max(begins, at):
        raise SeatRefused(_("The end is before the beginning, or has already passed."))
    if not 0 <= rank <= HIGHEST_RANK:
        raise SeatRefused(_("Deputies are counted from 1 to 9."))
    if not user.is_active:
        raise SeatRefused(_("The account is switched off. Switch it on first."))
    with transaction.atomic():
        there_is = Post.objects.select_for_update(of=("self",)).select_related("agency").get(pk=post.pk)
        if there_is.closed_at is not None or there_is.agency.has_closed:
            raise SeatRefused(_("This post has been closed. Choose another one."))
        role = Role.objects.filter(places__posts=post.pk).first()
        must_give(actor, [(user.pk, post.agency_id, role.rights if role else ())])
        there = Holding.objects.filter(lasting(begins), post=post, user=user)
        if (there if ends is None else there.filter(starts__lt=ends)).exists():
            raise SeatRefused(
                _("%(person)s already holds this post in these days. End that first.") % {"person": str(user)}
            )
        holding = Holding.objects.create(post=post, user=user, rank=rank, starts=begins, ends=ends)
        follow({user.pk})
        data = {
            "post": post.pk,
            "user": user.pk,
            "rank": rank,
            "starts": starts and starts.isoformat(),
            "ends": ends and ends.isoformat(),
        }
        settle(Gain("seat", data, frozenset({user.pk}), frozenset(role.rights if role else ())), actor=actor)
        keep_apart({user.pk})
        append([_entry("post_taken", holding)], actor=actor, at=at)
    return holding


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

"""The posts of a body: new ones at the next level, other names, and closing one that nobody holds. Each is audited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.charge import charge_of_actor, must_change_post
from permissions.access.errors import OutOfReach, PostRefused
from permissions.access.posts import let_posts_bring
from permissions.access.tree import check_name
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.agencies.selectors import open_posts
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.roles.models import Role
from permissions.spans import lasting

HIGHEST_LEVEL: Final = 9
"""Beyond that a level has no word in Arabic, and no ladder climbs so high."""


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post that is not there yet; ``brings``: the code of the role that comes with it, "" for none."""

    agency: Agency
    level: int
    name: Mapping[str, str]
    brings: str = ""


def next_level(agency: Agency) -> int:
    """The lowest level at which a body has no post."""
    there = set(open_posts().filter(agency=agency).values_list("level", flat=True))
    return next(level for level in range(len(there) + 1) if level not in there)


def make_post(wanted: NewPost, *, actor: Actor) -> Post:
    """One new post, which nobody holds yet. Raises ``PostRefused``, ``RoleRefused`` or ``OutOfReach``."""
    return make_posts([wanted], actor=actor)[0]


def make_posts(wanted: Sequence[NewPost], *, actor: Actor) -> list[Post]:
    """Many of them, all or none, in a few statements for any number."""
    with transaction.atomic():
        roles = {role.code: role for role in Role.objects.all()}
        agencies = {each.agency.pk for each in wanted}
        known = set(open_posts().filter(agency__in=agencies).values_list("agency_id", "level"))
        rows: list[Post] = []
        charge = charge_of_actor(actor)
        for each in sorted(wanted, key=lambda post: post.level):
            rows.append(_row(each, known))
            role = roles.get(each.brings)
            if not charge.gives(each.agency.pk, role.rights if role else ()):
                raise OutOfReach
            known.add((each.agency.pk, each.level))
        made = Post.objects.bulk_create(rows)
        brings = {(each.agency.pk, each.level): each.brings for each in wanted if each.brings}
        let_posts_bring((post, brings[key]) for post in made if (key := (post.agency_id, post.level)) in brings)
        append([_entry("post_made", post, {"name": post.name}) for post in made], actor=actor, at=now())
    return made


def rename_post(post: Post, name: Mapping[str, str], *, actor: Actor) -> bool:
    """Call it otherwise from now on; whether it was called otherwise. Raises ``PostRefused``."""
    with transaction.atomic():
        there = _locked(post)
        must_change_post(actor, there, there.brings.role if there.brings else None)
        before, after = dict(there.name), check_name(name, PostRefused)
        if before == after:
            return False
        Post.objects.filter(pk=there.pk).update(name=after)
        append([_entry("post_renamed", there, {"before": before, "name": after})], actor=actor, at=now())
    post.name = after
    return True


def close_post(post: Post, *, actor: Actor) -> bool:
    """It is no post any more; whether it was one. The diary goes on naming it, and its level is free for another.

    Whether something in force needs its level is asked by ``workflows.cases.succession``. Raises ``PostRefused`` while
    somebody holds it, or will.
    """
    with transaction.atomic():
        there = _locked(post)
        if there.closed_at is not None:
            return False
        must_change_post(actor, there, there.brings.role if there.brings else None)
        if Holding.objects.filter(lasting(now()), post=there).exists():
            raise PostRefused(_("Somebody holds this post, or will. End that first."))
        if open_posts().filter(agency=there.agency, level__gt=there.level).exists():
            raise PostRefused(_("There is a post above it. Close that one first, so that no level is left out."))
        at = now()
        Post.objects.filter(pk=there.pk).update(closed_at=at, brings=None)
        append([_entry("post_closed", there, {})], actor=actor, at=at)
    post.closed_at = at
    return True


def _row(wanted: NewPost, known: set[tuple[int, int]]) -> Post:
    agency = wanted.agency
    if agency.has_closed:
        raise PostRefused(_("%(agency)s has closed.") % {"agency": str(agency)})
    if not 0 <= wanted.level <= HIGHEST_LEVEL:
        raise PostRefused(_("An agency has at most %(count)d levels.") % {"count": HIGHEST_LEVEL + 1})
    if (agency.pk, wanted.level) in known:
        raise PostRefused(_("There is a post at this level already."))
    if wanted.level and (agency.pk, wanted.level - 1) not in known:
        raise PostRefused(_("There is no post at the level below. Make that one first, so that no level is left out."))
    return Post(agency=agency, level=wanted.level, name=check_name(wanted.name, PostRefused))


def _locked(post: Post) -> Post:
    return Post.objects.select_for_update(of=("self",)).select_related("agency", "brings__role").get(pk=post.pk)


def _entry(verb: str, post: Post, said: Mapping[str, object]) -> NewEntry:
    return NewEntry(verb, "post", post.pk, {"agency": post.agency.code, "level": post.level, **said})

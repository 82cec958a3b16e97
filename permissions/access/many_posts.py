"""Many posts at once as a list has them: new ones are made, others renamed or brought another role."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.body_posts import HIGHEST_LEVEL, NewPost, make_posts
from permissions.access.charge import must_manage_all
from permissions.access.errors import PostRefused
from permissions.access.seating import let_post_bring
from permissions.access.tree import check_name, cleaned_name
from permissions.access.two_people import GUARDED
from permissions.actors import Actor
from permissions.agencies.models import Holding, Post
from permissions.agencies.selectors import open_posts
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.roles.models import Role
from permissions.spans import lasting

Place = tuple[int, int]
"""An agency (its id) and a level."""


def write_posts(wanted: Sequence[NewPost], *, actor: Actor) -> None:
    """Let there be these posts, with these names and roles; where none is given a post keeps its role. All or none.

    For the platform's administrators. Raises ``PostRefused`` with the first sentence of ``refused_posts``, and what
    ``let_post_bring`` raises.
    """
    must_manage_all(actor)
    with transaction.atomic():
        there = posts_there(wanted)
        refused = refused_posts(wanted)
        if refused:
            raise PostRefused(refused[min(refused)][0])
        new = [each for each in wanted if (each.agency.pk, each.level) not in there]
        if new:
            make_posts(new, actor=actor)
        known = [(there[place], each) for each in wanted if (place := (each.agency.pk, each.level)) in there]
        _rename([(post, each) for post, each in known if post.name != cleaned_name(each.name)], actor)
        for post, each in known:
            if each.brings and each.brings != role_of(post):
                let_post_bring(post, each.brings, actor=actor)


def posts_there(wanted: Sequence[NewPost]) -> dict[Place, Post]:
    """The posts that there are at the agencies of some others, by agency and level."""
    found = open_posts().filter(agency__in={each.agency.pk for each in wanted})
    return {(post.agency_id, post.level): post for post in found.select_related("agency", "brings__role")}


def role_of(post: Post) -> str:
    """The code of the role that a post brings; "" for none."""
    return post.brings.role.code if post.brings else ""


def refused_posts(wanted: Sequence[NewPost]) -> dict[int, list[str]]:
    """Why some of them cannot be so, in sentences, by their place in ``wanted``."""
    there = posts_there(wanted)
    levels: defaultdict[int, set[int]] = defaultdict(set)
    for agency_id, level in (*there, *((each.agency.pk, each.level) for each in wanted)):
        levels[agency_id].add(level)
    roles = {role.code: role for role in Role.objects.all()}
    taken = set(Holding.objects.filter(lasting(now()), post__in=list(there.values())).values_list("post_id", flat=True))
    counted = Counter((each.agency.pk, each.level) for each in wanted)
    refused: dict[int, list[str]] = {}
    for place, each in enumerate(wanted):
        post = there.get((each.agency.pk, each.level))
        twice = counted[each.agency.pk, each.level] > 1
        sentences = _against(each, post, levels[each.agency.pk], roles, is_held=post is not None and post.pk in taken)
        why = [_("This level is in the list twice.")] if twice else list(sentences)
        if why:
            refused[place] = why
    return refused


def _against(
    wanted: NewPost, post: Post | None, levels: set[int], roles: dict[str, Role], *, is_held: bool
) -> Iterator[str]:
    agency, role = wanted.agency, roles.get(wanted.brings)
    if agency.has_closed:
        yield _("%(agency)s has closed.") % {"agency": str(agency)}
    if not 0 <= wanted.level <= HIGHEST_LEVEL:
        yield _("An agency has at most %(count)d levels.") % {"count": HIGHEST_LEVEL + 1}
    elif wanted.level and wanted.level - 1 not in levels:
        yield _("There is no post at the level below. Make that one first, so that no level is left out.")
    if post is None or post.name != cleaned_name(wanted.name):
        try:
            check_name(wanted.name, PostRefused)
        except PostRefused as error:
            yield str(error)
    if not wanted.brings or (post is not None and role_of(post) == wanted.brings):
        return
    if role is None:
        yield _("There is no role “%(role)s” in the catalogue.") % {"role": wanted.brings[:50]}
    elif agency.role not in role.held_at:
        yield (
            _("The role “%(role)s” cannot be held at %(agency)s: it is not made for such an agency.")
            % {"role": str(role), "agency": str(agency)}
        )
    elif is_held and not GUARDED.isdisjoint(role.rights):
        yield _("Somebody holds this post, and the role takes two administrators. Propose it on the page of the posts.")


def _rename(pairs: Sequence[tuple[Post, NewPost]], actor: Actor) -> None:
    entries = []
    for post, wanted in pairs:
        before, post.name = dict(post.name), cleaned_name(wanted.name)
        said = {"agency": post.agency.code, "level": post.level, "before": before, "name": post.name}
        entries.append(NewEntry("post_renamed", "post", post.pk, said))
    Post.objects.bulk_update([post for post, _wanted in pairs], ["name"], batch_size=500)
    append(entries, actor=actor, at=now())

"""What whoever manages people can choose from: the agencies, roles and posts that are theirs to give."""

from __future__ import annotations

from permissions.access.charge import Charge
from permissions.agencies.models import Agency, Post
from permissions.agencies.rights import ORDINARY
from permissions.agencies.selectors import open_posts
from permissions.roles.models import Role


def agencies_of(charge: Charge) -> list[Agency]:
    """All of them, or the bodies of the charge, with those above them; none that has closed."""
    agencies = Agency.objects.filter(closed_at__isnull=True).select_related("parent")
    return list(agencies if charge.everywhere else agencies.filter(pk__in=charge.agency_ids))


def roles_of(charge: Charge) -> list[Role]:
    """All of them, or those that are ordinary and held at one of the bodies."""
    roles = list(Role.objects.all())
    if charge.everywhere:
        return roles
    kinds = {agency.role for agency in agencies_of(charge)}
    return [role for role in roles if ORDINARY.issuperset(role.rights) and not kinds.isdisjoint(role.held_at)]


def posts_of(charge: Charge) -> list[Post]:
    """Posts to which somebody can be appointed, agency by agency, each with the role that it brings."""
    posts = open_posts().select_related("agency__parent", "brings__role").order_by("agency__code", "level")
    return [post for post in posts if charge.gives(post.agency_id, post.brings.role.rights if post.brings else ())]

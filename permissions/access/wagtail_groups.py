"""Memberships of groups, which Wagtail asks for its own rights on pages: they follow what people hold."""

from __future__ import annotations

from collections.abc import Collection

from permissions.access.accused import shut_places
from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.agencies.models import Holding
from permissions.now import now
from permissions.people.models import User
from permissions.spans import lasting


def follow(user_ids: Collection[int]) -> None:
    """Let people be members of exactly the groups of what they hold, or will; and their places be shut in the cases
    that accuse them.

    A membership is worth nothing by itself: what is in force at the moment is asked at the door of the admin.
    """
    shut_places(user_ids)
    coming = lasting(now())
    held = RoleHolding.objects.filter(coming, user__in=user_ids).order_by().values_list("user_id", "place__group_id")
    posts = Holding.objects.filter(coming, user__in=user_ids, post__brings__isnull=False)
    lent = Delegation.objects.filter(coming, deputy__in=user_ids).order_by().values_list("deputy", "place__group_id")
    wanted = set(held.union(posts.values_list("user_id", "post__brings__group_id"), lent))
    memberships = User.groups.through.objects.filter(user__in=user_ids, group__in=RoleAtAgency.objects.values("group"))
    standing = {(user, group): pk for pk, user, group in memberships.values_list("pk", "user_id", "group_id")}
    surplus = [pk for key, pk in standing.items() if key not in wanted]
    if surplus:
        User.groups.through.objects.filter(pk__in=surplus).delete()
    User.groups.through.objects.bulk_create(
        [User.groups.through(user_id=user, group_id=group) for user, group in sorted(wanted - standing.keys())],
        ignore_conflicts=True,
    )

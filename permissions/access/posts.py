"""Roles that come with posts: whoever sits in one holds its role, for as long as they do."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from permissions.access.groups import ensure_places
from permissions.access.wagtail_groups import follow
from permissions.agencies.models import Holding, Post


def let_posts_bring(pairs: Iterable[tuple[Post, str]]) -> None:
    """Let each post bring a role (its code) at its agency; those who sit there hold it from now on.

    Raises ``RoleRefused`` for a role that is not held at such an agency: nothing is done.
    """
    wanted = list(pairs)
    with transaction.atomic():
        places = ensure_places((role, post.agency) for post, role in wanted)
        changed = []
        for post, role in wanted:
            place = places[role, post.agency_id]
            if post.brings_id != place.pk:
                post.brings = place
                changed.append(post)
        Post.objects.bulk_update(changed, ["brings"])
        follow(set(Holding.objects.filter(post__in=changed).values_list("user_id", flat=True)))

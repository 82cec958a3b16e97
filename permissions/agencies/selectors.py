"""Who sits where at an instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from permissions.agencies.decide import PostBook, PostHeld
from permissions.agencies.models import Absence, Agency, AgencyRole, Holding, Post

__all__ = ["PostBook", "load_posts", "public_bodies"]


def load_posts(agency_ids: Iterable[int], at: datetime) -> PostBook:
    """Posts and the people who can act in them at ``at``, for any number of agencies, in three queries."""
    ids = list(agency_ids)
    now_valid = Q(starts__lte=at) & (Q(ends__isnull=True) | Q(ends__gt=at))
    holdings = Holding.objects.filter(now_valid, post__agency_id__in=ids, user__is_active=True)
    rows = holdings.order_by("rank", "starts", "id").values_list("post_id", "user_id", "rank")
    absent = set(Absence.objects.filter(starts__lte=at, ends__gt=at).values_list("user_id", flat=True))
    people: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for post_id, user_id, rank in rows:
        if user_id not in absent:
            people[post_id].append((user_id, rank))
    book: dict[int, tuple[PostHeld, ...]] = {}
    posts = Post.objects.filter(agency_id__in=ids).order_by("level").values_list("agency_id", "pk", "level")
    for agency_id, post_id, level in posts:
        here = people[post_id]
        shared = sum(rank == 0 for _user, rank in here)
        held = PostHeld(post_id, level, tuple(user for user, _rank in here), shared)
        book[agency_id] = (*book.get(agency_id, ()), held)
    return book


def public_bodies() -> list[Agency]:
    """The agencies that citizens can name."""
    return list(Agency.objects.filter(role=AgencyRole.PUBLIC_BODY, active=True))

"""Puts the public bodies and their posts into the database; what is there already is left as it is."""

from __future__ import annotations

from collections.abc import Mapping

from permissions.agencies.models import Agency, Post
from portal.operations.demo_world.agencies import PUBLIC_BODIES
from workflows.transactions.turn import write_transaction


def load_agencies() -> int:
    """Make the agencies and posts that are missing; returns how many agencies were."""
    with write_transaction():
        ids = dict(Agency.objects.values_list("code", "pk"))
        before = len(ids)
        missing = [body for body in PUBLIC_BODIES if body.code not in ids]
        while missing:  # a generation at a time: a child needs its parent's key
            ready = [body for body in missing if body.parent is None or body.parent in ids]
            made = Agency.objects.bulk_create(
                [
                    Agency(
                        code=body.code,
                        name=body.name,
                        parent_id=ids[body.parent] if body.parent else None,
                        email=f"{body.code}@example.org",
                    )
                    for body in ready
                ]
            )
            ids.update((agency.code, agency.pk) for agency in made)
            missing = [body for body in missing if body.code not in ids]
        _load_posts(ids)
    return len(ids) - before


def _load_posts(ids: Mapping[str, int]) -> None:
    there = set(Post.objects.values_list("agency_id", "level"))
    Post.objects.bulk_create(
        Post(agency_id=ids[body.code], level=level, name={"ar": title[0], "en": title[1]})
        for body in PUBLIC_BODIES
        for level, title in enumerate(body.posts)
        if (ids[body.code], level) not in there
    )

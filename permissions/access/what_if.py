"""What someone would hold if something were different, by the same rows and rules; nothing is written."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from permissions.access.decide import Held
from permissions.access.in_force import GROUND, Row, Rows, rows_in_force
from permissions.access.selectors import gathered
from permissions.agencies.decide import Standing
from permissions.agencies.models import Agency, Post
from permissions.roles.models import Role


def held_as_if(
    user_id: int,
    *,
    at: datetime,
    without: Collection[tuple[Rows, int]] = (),
    roles: Collection[tuple[Role, Agency]] = (),
    posts: Collection[Post] = (),
) -> Held:
    """The rights of someone at ``at``: without some rows (their kind and id), with more roles at agencies and posts.

    ``posts`` have their agency, and the role that they bring, read with them. None for someone inactive.
    """
    rows = [Row(*row) for row in rows_in_force(at, user_ids=[user_id], without=without)]
    for role, agency in roles:
        rows += _rows(user_id, role, agency, GROUND)
    for post in posts:
        rows += _rows(user_id, post.brings.role if post.brings else None, post.agency, post.level)
    return gathered(rows).get(user_id) or Held(standing=Standing(user_id))


def _rows(user_id: int, role: Role | None, agency: Agency, level: int) -> list[Row]:
    above = agency.parent.parent_id if agency.parent else None
    stands = (agency.pk, agency.role, agency.parent_id, above, level, None, None)
    if role is None:
        return [Row(user_id, None, None, *stands)]
    return [Row(user_id, right, str(agency.pk), *stands) for right in role.rights]

"""Why someone holds what they hold: every role given, post that brings one, and loan, with its dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import BooleanField, ExpressionWrapper, Q

from permissions.access.in_force import Rows, worth_something
from permissions.access.models import Delegation, RoleHolding
from permissions.agencies.models import Agency, Holding, Post
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.spans import lasting


@dataclass(frozen=True, slots=True)
class Reason:
    """One row that gives a person a role, or only a place in a post (``role`` is None).

    ``kind`` and ``pk`` name the row. ``worth`` is false for a loan whose giver does not hold it themselves now.
    """

    kind: Rows
    pk: int
    user_id: int
    agency: Agency
    role: Role | None
    post: Post | None
    rank: int
    giver: User | None
    starts: datetime
    ends: datetime | None
    worth: bool = True

    @property
    def key(self) -> str:
        """``role:12``: what forms and addresses say."""
        return f"{self.kind}:{self.pk}"

    def when(self, at: datetime) -> Literal["past", "now", "future"]:
        if self.ends is not None and self.ends <= at:
            return "past"
        return "now" if self.starts <= at else "future"

    def counts(self, at: datetime) -> bool:
        """Whether it gives anything at ``at``."""
        return self.worth and self.when(at) == "now"


def reasons_of(user_ids: Iterable[int], *, at: datetime, past: bool = False) -> dict[int, list[Reason]]:
    """All that some people hold or will hold, in three queries for any number; with ``past`` what is over, too."""
    wanted = sorted(set(user_ids))
    meant = Q() if past else lasting(at)
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for reason in (*_roles(wanted, meant), *_posts(wanted, meant), *_loans(wanted, meant, at)):
        found[reason.user_id].append(reason)
    for reasons in found.values():
        reasons.sort(key=lambda each: (each.agency.code, each.post.level if each.post else -1, each.starts, each.pk))
    return {user_id: found[user_id] for user_id in wanted}


def _roles(user_ids: list[int], meant: Q) -> Iterator[Reason]:
    rows = RoleHolding.objects.filter(meant, user__in=user_ids).select_related("place__role", "place__agency")
    for row in rows:
        yield Reason(
            kind="role", role=row.place.role, agency=row.place.agency, post=None, giver=None, **_of(row, row.user_id)
        )


def _posts(user_ids: list[int], meant: Q) -> Iterator[Reason]:
    rows = Holding.objects.filter(meant, user__in=user_ids).select_related("post__agency", "post__brings__role")
    for row in rows:
        role = row.post.brings.role if row.post.brings else None
        named = _of(row, row.user_id) | {"rank": row.rank}
        yield Reason(kind="post", role=role, agency=row.post.agency, post=row.post, giver=None, **named)


def _loans(user_ids: list[int], meant: Q, at: datetime) -> Iterator[Reason]:
    rows = Delegation.objects.filter(meant, deputy__in=user_ids).select_related("place__role", "place__agency", "giver")
    for row in rows.annotate(worth=ExpressionWrapper(worth_something(at), output_field=BooleanField())):
        named = _of(row, row.deputy_id) | {"worth": bool(row.worth)}
        yield Reason(kind="lent", role=row.place.role, agency=row.place.agency, post=None, giver=row.giver, **named)


def _of(row: Any, user_id: int) -> dict[str, Any]:
    return {"pk": row.pk, "user_id": user_id, "rank": 0, "starts": row.starts, "ends": row.ends}

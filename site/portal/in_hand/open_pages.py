"""Who has the page of a case before them: a row a person and case, renewed by the page's script while it is seen.

Shown are those who may act on the case, since theirs are the acts that may cross one's own. Whoever may only read it,
an auditor or a reader by name, sees them and is not shown. Nothing of it is in the diary, and it says nothing of who
read the case: that is the log of access.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import BooleanField, ExpressionWrapper, F, FilteredRelation, Q

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.now import now
from permissions.people.models import User
from portal.in_hand.models import OpenPage
from workflows.cases.errors import NotAllowed
from workflows.cases.selectors import reached
from workflows.notifications.notices.selectors import counted_new
from workflows.transactions.turn import write_transaction

GONE_AFTER: Final = timedelta(minutes=2)
"""So long after it was last seen a page counts as left."""
RENEWED_AFTER: Final = timedelta(seconds=50)
"""A row that is younger is not written anew: of two polls one only reads."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a poll finds: how far the case has come, who else has it open, and whether whoever asks may act on it.

    ``mine``: when their own page was last noted, if it was. ``notices``: how many at their bell are new.
    """

    case_id: int
    events: int
    others: tuple[str, ...]
    may_act: bool
    mine: datetime | None
    notices: int = 0


def look(actor: Actor, tracking: str, *, held: Held) -> Look:
    """One statement. Raises ``NotAllowed``, also where there is no such case."""
    acts = reached(actor, WORK_CASE, held=held).filter(tracking=tracking).values("pk")
    rows = (
        reached(actor, VIEW_CASE, held=held)
        .filter(tracking=tracking)
        .annotate(
            near=FilteredRelation("open_pages", condition=Q(open_pages__seen_at__gt=now() - GONE_AFTER)),
            acts=ExpressionWrapper(Q(pk__in=acts), output_field=BooleanField()),
            who=F("near__user"),
            seen=F("near__seen_at"),
            unread=counted_new(actor.user_id or 0, held),
        )
        .order_by("near__pk")
        .values_list("pk", "events_count", "acts", "who", "seen", "near__user__username", "near__user__name", "unread")
    )
    found = list(rows)
    if not found:
        raise NotAllowed
    case_id, events, may_act = found[0][:3]
    mine = next((seen for _pk, _events, _acts, who, seen, *_more in found if who == actor.user_id), None)
    others = tuple(
        _name_of(username, name)
        for _pk, _events, _acts, who, _seen, username, name, _unread in found
        if who not in (None, actor.user_id)
    )
    return Look(case_id, events, others, may_act, mine, found[0][-1])


def _name_of(username: str, name: Mapping[str, str]) -> str:
    return str(User(username=username, name=name))


def note_open(found: Look, user_id: int) -> None:
    """Note that they have it open, where they may act on it and were not noted just now. One statement, or none."""
    at = now()
    if not found.may_act or (found.mine is not None and at - found.mine < RENEWED_AFTER):
        return
    row = OpenPage(case_id=found.case_id, user_id=user_id, seen_at=at)
    with write_transaction():
        OpenPage.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["case", "user"], update_fields=["seen_at"]
        )


def forget_open_pages() -> None:
    """Let go of the rows of pages that were left."""
    with write_transaction():
        OpenPage.objects.filter(seen_at__lt=now() - GONE_AFTER).delete()

"""What an officer types into the form of an act, kept until it is sent: their own, encrypted, and never in the diary.

One row a person, case, act and branch. It goes when the act is done, when nothing is left in it, once its writer reads
the case no more, and after ``KEPT``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.http import QueryDict

from permissions.access.selectors import held_by_many
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from permissions.encrypted import Unreadable, decrypt, encrypt, is_newest, renewed
from permissions.now import now
from permissions.writing import written_hour, written_moment
from portal.in_hand.models import KeptDraft
from workflows.cases.consultations import asked_of
from workflows.cases.models import Case
from workflows.cases.selectors import reached
from workflows.transactions.turn import write_transaction

KEPT: Final = timedelta(days=14)
AT_REST: Final = timedelta(hours=1)
"""So long after the last key it is asked whether its writer still reads the case: not while they write."""
LONGEST: Final = 60_000
"""Characters of all fields of a form together; the longest text that an act takes is far below."""
_PURPOSE: Final = "desk.draft"
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,79}")
_NOT_TYPED: Final = frozenset(
    {"csrfmiddlewaretoken", "page", "work", "branch", "sure", "next", "ready", "effects", "do", "key"}
)
"""What a form sends that nobody wrote into it."""
_CHOSEN: Final = frozenset({"outcome", "ground"})
"""What has a choice from the beginning: alone it is nothing to keep."""

ASKED: Final = "asked"
"""The act of a statement to another agency; its branch is the number of the question."""

Typed = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """One that was kept: of which act, what was typed by the names of the fields, and when."""

    act: str
    branch: str
    typed: Typed
    kept_at: datetime

    @property
    def when(self) -> str:
        """The hour, of today's; else day and hour."""
        return (
            written_hour(self.kept_at) if now() - self.kept_at < timedelta(hours=12) else written_moment(self.kept_at)
        )

    @property
    def words(self) -> str:
        """The longest text in it: what its writer would not want to lose."""
        return max((value for values in self.typed.values() for value in values), key=len, default="")


def renew_drafts() -> int:
    """Encrypt all drafts with the newest of ``FIELD_KEYS``; how many were not. One that is typed on meanwhile is so by
    that."""
    found = 0
    for pk, typed in list(KeptDraft.objects.values_list("pk", "typed")):
        try:
            now_so = renewed(typed, _PURPOSE)
        except Unreadable:
            continue
        if now_so != typed:
            with write_transaction():
                found += KeptDraft.objects.filter(pk=pk, typed=typed).update(typed=now_so)
    return found


def not_renewed() -> int:
    """How many drafts the newest key alone does not read."""
    return sum(not is_newest(typed, _PURPOSE) for typed in KeptDraft.objects.values_list("typed", flat=True))


def typed_in(posted: QueryDict) -> Typed:
    """What somebody wrote into the form that was posted; nothing where all that is left is a choice."""
    found = {
        name: [value for value in values if value]
        for name, values in posted.lists()
        if _NAME.fullmatch(name) and name not in _NOT_TYPED
    }
    written = {name: values for name, values in found.items() if any(value.strip() for value in values)}
    return written if written.keys() - _CHOSEN else {}


def is_too_long(typed: Typed) -> bool:
    return sum(len(value) for values in typed.values() for value in values) > LONGEST


def keep(case: Case, user_id: int, act: str, branch: str, typed: Typed) -> datetime | None:
    """Keep it in the place of what was kept of this form before; None where nothing was typed. One statement."""
    if not typed:
        forget(case.pk, user_id, act, branch)
        return None
    at = now()
    row = KeptDraft(
        case=case,
        user_id=user_id,
        act=act,
        branch=branch,
        typed=encrypt(json.dumps(typed, ensure_ascii=False), _PURPOSE),
        kept_at=at,
    )
    with write_transaction():
        KeptDraft.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["case", "user", "act", "branch"],
            update_fields=["typed", "kept_at"],
        )
    return at


def forget(case_id: int, user_id: int, act: str, branch: str) -> None:
    """It was sent, or its writer does not want it any more. One statement."""
    with write_transaction():
        KeptDraft.objects.filter(case=case_id, user=user_id, act=act, branch=branch).delete()


def kept_of(case: Case, user_id: int) -> list[Draft]:
    """What somebody has not sent of a case, the newest first, but what stands on a page of its own. One statement."""
    rows = KeptDraft.objects.filter(case=case, user=user_id).exclude(act=ASKED).order_by("-kept_at", "-pk")
    return [Draft(row.act, row.branch, typed, row.kept_at) for row in rows if (typed := _read(row)) is not None]


def kept_one(case_id: int, user_id: int, act: str, branch: str) -> Draft | None:
    """What somebody has not sent of one form. One statement."""
    row = KeptDraft.objects.filter(case=case_id, user=user_id, act=act, branch=branch).first()
    typed = _read(row) if row is not None else None
    return Draft(act, branch, typed, row.kept_at) if row is not None and typed is not None else None


def _read(row: KeptDraft) -> Typed | None:
    """None where the key that encrypted it is gone: what nobody can read is as good as not kept."""
    try:
        typed: Typed = json.loads(decrypt(row.typed, _PURPOSE))
    except Unreadable:
        return None
    return typed


def forget_drafts() -> None:
    """Let go of those that are too old, and of those whose writers do not read the case any more."""
    at_rest = KeptDraft.objects.filter(kept_at__lt=now() - AT_REST)
    writers = set(at_rest.values_list("user_id", flat=True).distinct())
    gone = _of_nobody(writers) if writers else []
    with write_transaction():
        KeptDraft.objects.filter(kept_at__lt=now() - KEPT).delete()
        if gone:
            KeptDraft.objects.filter(pk__in=gone).delete()


def _of_nobody(writers: Iterable[int]) -> list[int]:
    held = held_by_many(writers)
    found: list[int] = []
    for user_id in sorted(writers):
        reads = reached(Actor.staff(user_id), VIEW_CASE, held=held[user_id])
        asked = asked_of(held[user_id]).filter(done_at__isnull=True).order_by().values("case")
        theirs = KeptDraft.objects.filter(user=user_id, kept_at__lt=now() - AT_REST)
        gone = theirs.exclude(~Q(act=ASKED), case__in=reads).exclude(act=ASKED, case__in=asked)
        found += gone.values_list("pk", flat=True)
    return found

"""Letters to staff that must not be sent any more: their reader may not know of the case at this moment."""

from __future__ import annotations

from collections.abc import Mapping

from permissions.access.decide import may
from permissions.access.selectors import held_by
from permissions.agencies.rights import ERASE_CASE, OPEN_IDENTITY, VIEW_CASE
from workflows.cases.consulting import AskedPiece
from workflows.cases.models import Case, Consultation, Work
from workflows.cases.state import State, parties_of
from workflows.notifications.when_to_tell import LETTERS
from workflows.outbox.models import OutboxEntry

BY_RIGHT: Mapping[str, str] = {
    "identity_asked": OPEN_IDENTITY,
    "erasure_asked": ERASE_CASE,
    "erasure_refused": ERASE_CASE,
    "erasure_not_wished": ERASE_CASE,
}
"""Topics whose reader reads no case: a custodian and data protection are asked, and decide, without it."""
TO_ASKED = frozenset(
    topic for topic, letters in LETTERS.items() if letters.staff is not None and letters.staff.to_asked
)
"""Topics whose reader reads a question to their agency alone."""


def is_barred(entry: OutboxEntry) -> bool:
    """Whether a letter stays unsent. Nothing that was read before is relied on: four queries at most, for staff alone.

    Someone may have been accused, have lost a right or have changed posts since the letter was asked for, or while the
    one before it was sent.
    """
    if entry.user_id is None or entry.case_id is None:
        return False
    case = Case.objects.select_related("kind").get(pk=entry.case_id)
    works = list(Work.objects.filter(case=case, done_at__isnull=True))
    state = State(case, case.kind, works, parties=parties_of([case]))
    asked = _asked(entry, state)
    return not may(held_by(entry.user_id), BY_RIGHT.get(entry.topic, VIEW_CASE), asked or state)


def _asked(entry: OutboxEntry, state: State) -> AskedPiece | None:
    """What an agency was asked, of a letter to it: its people may read that, and nothing else of the case."""
    if entry.topic not in TO_ASKED:
        return None
    found = Consultation.objects.get(case=state.case, number=entry.data["consultation"])
    return AskedPiece(state, found)

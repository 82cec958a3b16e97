"""What we sent a citizen about a request, and what became of each letter: for their own page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.cases.models import Case
from workflows.notifications.deliver import Unsent
from workflows.notifications.told import TRANSPORTS, State, Told, letters_of
from workflows.notifications.transports import addresses_of

MOST: Final = 40
NEVER_MEANT: Final = frozenset({Unsent.NO_ADDRESS, Unsent.NO_LETTER, Unsent.BARRED, Unsent.UNWANTED})
"""Letters that were none for this citizen: whoever left no address was promised none."""
WORDS: Final[Mapping[str, str | Promise]] = {
    "acknowledged": _("That your request has arrived"),
    "asked": _("A question to you"),
    "replied": _("A reply without a decision"),
    "decided": _("An answer"),
    "answered_in_part": _("Part of an answer"),
    "answer_added": _("Something added to the answer"),
    "answer_corrected": _("A correction of the answer"),
    "summarised": _("Summary of your recording"),
    "not_heard": _("That we can’t hear your recording"),
    "referred": _("That your request has moved to another agency"),
    "escalated": _("That your request was escalated because no one acted"),
    "moved_up": _("That your request was escalated by hand"),
    "reopened": _("That your objection has arrived"),
    "not_done": _("That your request has gone back to be carried out"),
    "appealed": _("That your request is before another instance"),
    "closed_as_spam": _("That your request was closed as no request"),
    "closed": _("That your request was closed because you said nothing"),
    "identity_opened": _("That the agency has learned who you are"),
    "limit_passed": _("That your request was not decided in time"),
    "code_renewed": _("That your request has a new code"),
}
STATES: Final[Mapping[State, str | Promise]] = {
    State.WAITING: _("is being sent"),
    State.FAILING: _("could not be sent yet; it is tried again"),
    State.UNSENT: _("could not be sent"),
    State.RETURNED: _("came back: it did not arrive"),
    State.SENT: _("sent"),
}


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """``ways``: by what it went, to which address (all but its ends hidden) and when; none while nothing took it."""

    words: str | Promise
    state: State
    said: str | Promise
    ways: tuple[tuple[str, str, datetime | None], ...]
    asked_at: datetime


def told_citizen(case: Case) -> list[Told]:
    """What was for the citizen, the newest first. Of one who left no address nothing is on its way: what waits has only
    not been looked at yet."""
    told = [each for each in letters_of(case, most=MOST) if each.to_citizen and each.entry.problem not in NEVER_MEANT]
    if not told or any(addresses_of(case.person).values()):  # of an erased one there is neither letter nor person
        return told
    return [each for each in told if each.state is not State.WAITING]


def letters_shown(case: Case, told: list[Told]) -> list[ShownLetter]:
    """Each of ``told`` as its citizen reads it."""
    if not told:
        return []
    reach = addresses_of(case.person)
    masked = {str(TRANSPORTS.get(name, name)): veiled(address) for name, address in reach.items() if address}
    return [
        ShownLetter(
            WORDS.get(each.entry.topic, each.topic),
            each.state,
            STATES[each.state],
            tuple((way, masked.get(way, ""), at) for way, at in each.taken),
            each.entry.created_at,
        )
        for each in told
    ]


def veiled(address: str) -> str:
    """``s…@example.org``, or ``…321``: whoever wrote it knows it again, and nobody else learns it."""
    name, at, host = address.rpartition("@")
    return f"{name[:1]}…@{host}" if at else f"…{address[-3:]}"

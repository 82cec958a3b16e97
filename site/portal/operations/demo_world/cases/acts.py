"""What a person will do to a case, as it is drawn before the case is lived: when, what, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workflows.cases.models import Channel
from workflows.cases.submission import Submission


class Deed(StrEnum):
    """The kinds of acts. ``SORT`` is the complaints unit's, where no rule of routing matched; ``PROCEED`` leads a
    sealed case from its receipt to its examination."""

    SORT = "sort"
    ASSIGN = "assign"
    NOTE = "note"
    ASK = "ask"
    REPLY = "reply"
    PROCEED = "proceed"
    DECIDE = "decide"
    REFER = "refer"
    ESCALATE = "escalate"
    ANSWER = "answer"
    ADD = "add"
    ACCEPT = "accept"
    REOPEN = "reopen"
    RATE = "rate"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``agencies``: where a referral may go, the best first; ``outcome`` and ``stars`` where they belong."""

    at: datetime
    deed: Deed
    text: str = ""
    outcome: str = ""
    agencies: tuple[str, ...] = ()
    stars: int = 0


@dataclass(frozen=True, slots=True)
class Life:
    """A case before it is lived: its key, when and how it comes, and the acts in the order of time.

    Acts that no longer fit when their time comes (accepting what silence has closed) do not take place.
    """

    key: str
    at: datetime
    channel: Channel
    submission: Submission
    numbers: tuple[int, ...]
    """For the tracking number: the first that is free."""
    acts: tuple[Act, ...]

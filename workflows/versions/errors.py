"""What can go wrong with a version, as sentences for the owner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


class NotPublishable(Exception):
    """The definition has problems; each is a translated sentence that says what is missing and where."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


class SecondPersonNeeded(Exception):
    """Whoever drafted a version may not publish it."""


class NotAlone(Exception):
    """One person alone may not put this version in force again; a translated sentence says why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ChangedMeanwhile(Exception):
    """The draft is not the one any more that the person had before them."""


class OvertakenMeanwhile(ChangedMeanwhile):
    """Another version was put in force since the draft was read, and it would be overwritten unread."""


class HeldByAnother(Exception):
    """Somebody else edits the draft."""


class StillTyped(Exception):
    """Somebody else is at work on the draft: who, and when they saved last. They have not said that it is ready."""

    def __init__(self, who: object, at: datetime) -> None:
        super().__init__(str(who))
        self.who, self.at = who, at


class NothingThere(Exception):
    """There is no step to go to, or nothing that could be taken back."""


class NotADraft(Exception):
    """Only a draft can be changed, published or discarded."""


class NotInForce(Exception):
    """Only what is in force can be taken out of it."""


class StillNamed(Exception):
    """Something in force names it; each is a translated sentence that says what."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)

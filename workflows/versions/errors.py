"""What can go wrong with a version, as sentences for the owner."""

from __future__ import annotations

from collections.abc import Sequence


class NotPublishable(Exception):
    """The definition has problems; each is a translated sentence that says what is missing and where."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


class SecondPersonNeeded(Exception):
    """Whoever drafted a version may not publish it."""


class ChangedMeanwhile(Exception):
    """The draft is not the one any more that the second person read."""


class NotADraft(Exception):
    """Only a draft can be changed, published or discarded."""

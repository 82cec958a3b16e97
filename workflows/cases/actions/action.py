"""The root of all actions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from permissions.access.decide import Held, Subject
from permissions.access.selectors import can
from permissions.actors import Actor
from workflows.cases.change import Change
from workflows.cases.events import EventVerb
from workflows.cases.rules import Rules
from workflows.cases.state import Piece, State

__all__ = ["Action"]

About = Literal["step", "case", "platform"]
"""What a right is asked about: the piece of work that is meant, the case with all that lies with anybody, or neither.

A right over the platform as a whole reaches no case for anything else.
"""
Rights = Callable[[int], Held]
"""What somebody may do, by the id of the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(ABC):
    """One act. ``work_id`` names the piece of work it is about; None: the only one there is.

    ``verb``: what the diary says then; the few that come to something else in some cases say so where they decide.
    ``to_citizen``: the citizen reads the words that come with it.
    ``followed``: done to a case, it is done to those that are answered with it, too.
    """

    verb: ClassVar[EventVerb]
    right: ClassVar[str | None] = None
    about: ClassVar[About] = "step"
    by_citizen: ClassVar[bool] = False
    by_clock: ClassVar[bool] = False
    to_citizen: ClassVar[bool] = False
    followed: ClassVar[bool] = False
    work_id: int | None = None

    @abstractmethod
    def decide(self, change: Change, rules: Rules) -> None:
        """What it does to the case, in memory. Raises ``NotPossible`` with a sentence, or ``NotAllowed``."""

    def along(self, case_id: int) -> Mapping[int, Action]:
        """What is done in the same commit to other cases, by their ids, where it is done to this one; mostly nothing.

        Each takes its own right.
        """
        return {}

    def is_open_to(self, actor: Actor, state: State, held: Rights) -> bool:
        """Whether somebody, who is neither the clock nor a citizen, has the right that it takes."""
        known = None if actor.user_id is None else held(actor.user_id)
        return self.right is not None and any(
            can(actor, self.right, subject, held=known) for subject in self.subjects(state)
        )

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        """What is asked of whoever has the right, beyond it; nothing of most acts."""
        return True

    def subjects(self, state: State) -> Sequence[Subject | None]:
        """What the right is asked about, one of which it must reach: the piece of work that is named.

        Where none is named, those that are open: deciding refuses to choose. Where the named one is over, the case: who
        may still read it learns that somebody was faster.
        """
        if self.about == "platform":
            return [None]
        meant = [work for work in state.open_works if not work.waits and self.work_id in (None, work.pk)]
        if self.about == "case" or not meant:
            return [state]
        return [Piece(state, work) for work in meant]

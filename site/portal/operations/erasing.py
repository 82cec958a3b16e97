"""Erasing one case by a command on the machine: through the door, and all who might have been asked are told."""

from __future__ import annotations

from permissions.actors import Actor
from workflows.cases.actions import EraseByCommand
from workflows.cases.erasing import clean_up
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.notifications import to_data_protection
from workflows.transactions.turn import write_transaction


def erase(case: Case, *, wish: str) -> int:
    """Erase a closed case before its time (``wish``: at whose, a code of ``AtWhoseWish``); how many people are told.

    Raises ``NotPossible``: under a legal hold, while it is open, and where it was erased already.
    """
    with write_transaction():
        event = apply(case.pk, EraseByCommand(wish=wish), actor=Actor.operator)
        told = to_data_protection.ask_for_letters(case, wish=wish, at=event.at)
    clean_up()
    return told

"""Somebody is shut out of a case, as the complaints unit does it; or let in again."""

from __future__ import annotations

from datetime import datetime

from permissions.now import standing_at
from tests.workflows.reports.october import October
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply


def shut_somebody_out(scene: October, name: str, when: datetime, *, yes: bool = True) -> None:
    """The supervisor above the liaison officer of ``moh``: with them, those below."""
    level1 = Concerned(user_id=scene.land.people["level1-moh"].pk)
    with standing_at(when):
        action = SetParties(parties=(level1,) if yes else (), reason="x")
        apply(scene.cases[name].pk, action, actor=scene.land.actor("officer-central"))

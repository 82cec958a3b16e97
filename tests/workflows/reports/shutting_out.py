"""Somebody is shut out of a case: the event by which the diary, and with it every report, knows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from permissions.actors import Actor
from permissions.now import standing_at
from workflows.cases.change import Change
from workflows.cases.models import Case, EventVerb
from workflows.cases.record import record
from workflows.cases.state import lock
from workflows.transactions.turn import write_transaction


def shut_somebody_out(case: Case, when: datetime, *, yes: bool = True) -> None:
    """Or, with ``yes=False``, let them in again."""
    with standing_at(when), write_transaction(), transaction.atomic():
        (state,) = lock([case.pk])
        state.case.guarded = yes
        record([Change(state=state, actor=Actor.operator, at=when, verb=EventVerb.PARTIES_SET).seal()])

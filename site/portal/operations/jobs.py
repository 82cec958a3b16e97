"""The jobs over many cases, as the queue does them: a minute each time, then on from where it stopped."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final

from portal.queue.bell import call_soon
from workflows.jobs.models import JobKind
from workflows.jobs.services import Study, do, waiting
from workflows.moving.studies import Foresight, Moving
from workflows.redating.studies import Effect, Redating
from workflows.together.study import Together
from workflows.trial.held_share import HeldTrial
from workflows.trial.process_study import ProcessTrial
from workflows.trial.studies import Trial

STUDIES: Final[Mapping[str, type[Study]]] = {
    JobKind.EFFECT: Effect,
    JobKind.REDATE: Redating,
    JobKind.TRIAL: Trial,
    JobKind.RETRACE: ProcessTrial,
    JobKind.HELD: HeldTrial,
    JobKind.FORESEE: Foresight,
    JobKind.MOVE: Moving,
    JobKind.TOGETHER: Together,
}
DO: Final = "portal.operations.jobs.do_job"
PATIENCE = 60.0
A_MOMENT = 0.5


def ring(job_id: int) -> None:
    """Have it done soon."""
    call_soon(DO, job_id)


def do_job(job_id: int) -> None:
    """A minute of a job; the rest is rung for again."""
    if do(job_id, STUDIES, patience=PATIENCE):
        ring(job_id)


def begin(job_id: int) -> None:
    """A moment of a job, for whoever waits for its page; of a small one that is all."""
    if do(job_id, STUDIES, patience=A_MOMENT):
        ring(job_id)


def do_waiting() -> None:
    """What nobody is doing: rung for where a ring was lost, or whoever did one was killed.

    After a minute it leaves the others to the next ring: many jobs hold up no file or list that waits in the queue.
    """
    until = time.monotonic() + PATIENCE
    for job_id in waiting():
        do_job(job_id)
        if time.monotonic() >= until:
            break

"""Asking for a job, and doing one part by part: whoever takes it goes on where the last one stopped."""

from __future__ import annotations

import copy
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from django.db.models import Q

from permissions.actors import Actor
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.now import now
from workflows.jobs.models import LEASE, WORDS, Job, JobKind, JobState
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Version

log = logging.getLogger(__name__)

STOPPED = "stopped"
"""Why a job that somebody stopped is not done."""
NAMED = 50
"""Cases that failed alone and are named."""
Found = dict[str, Any]
_tellers: list[Callable[[Job], None]] = []


def tell_with(tell: Callable[[Job], None]) -> None:
    """Whoever writes letters says so at start-up; called within the transaction that ends a job."""
    _tellers.append(tell)


class Undone(Exception):
    """The job as a whole cannot be done; a code that says why."""


class Lost(Exception):
    """Somebody else took the job meanwhile: what this one did last is rolled back."""


class Study(Protocol):
    """What is done with the cases of a job, in ascending order of their ids.

    ``size``: cases in one part. ``writes``: a part is one commit together with the progress that it makes.
    """

    size: int
    writes: bool

    def begin(self, job: Job) -> None:
        """Read what all parts need. Raises ``Undone``."""

    def total(self) -> int:
        """How many cases there are."""

    def after(self, case_id: int) -> list[int]:
        """The next case ids, at most ``size``; none when all is done."""

    def part(self, case_ids: Sequence[int], found: Found) -> None:
        """Do these, and add to what was found."""

    def conclude(self, found: Found) -> None:
        """All parts are done."""


def ask(
    kind: JobKind, version: Version, *, actor: Actor, choices: Mapping[str, Any] | None = None, digest: str = ""
) -> Job:
    """The job of this kind on this definition; the same one where it was asked for before and has not failed.

    ``digest``: of what it is about, where that is more than the definition.

    What was chosen counts from when it begins: of one that is begun or done already nothing is changed by asking.
    """
    with write_transaction():
        job, made = Job.objects.get_or_create(
            kind=kind,
            version=version,
            digest=digest or version.digest,
            defaults={"choices": dict(choices or {}), "asked_at": now(), "asked_by_id": actor.user_id},
        )
        if job.state == JobState.FAILED:
            job.choices = dict(choices or {})
            _begin_anew(job, actor)
        elif made:
            _note_run(job)
    return job


def ask_anew(job: Job, *, actor: Actor) -> None:
    """Do it again from the start; nothing where it is under way. What was changed stays changed."""
    with write_transaction():
        again = Job.objects.select_for_update().get(pk=job.pk)
        if again.state != JobState.WAITING:
            _begin_anew(again, actor)


def stop(job: Job) -> None:
    """What is under way ends here; whoever does it just now notices at the next part. Only of what changes nothing."""
    with write_transaction():
        Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(
            state=JobState.FAILED, found={"why": STOPPED}, taken_at=None, ended_at=now()
        )


def _begin_anew(job: Job, actor: Actor) -> None:
    job.state, job.cursor, job.done, job.total, job.found = JobState.WAITING, 0, 0, None, {}
    job.asked_at, job.asked_by_id, job.taken_at, job.ended_at = now(), actor.user_id, None, None
    job.save()
    _note_run(job)


def _note_run(job: Job) -> None:
    """Who had a version tried on requests stands in the log of access: it asks of them what its drafter wrote."""
    if job.version_id is not None and job.asked_by_id is not None:
        note(Kind.TRIED, user_id=job.asked_by_id, thing=Thing("version", job.version_id, detail=str(job.kind)))


def waiting() -> list[int]:
    """The jobs that nobody is doing, the oldest first."""
    free = Q(taken_at__isnull=True) | Q(taken_at__lte=now() - LEASE)
    return list(Job.objects.filter(free, state=JobState.WAITING).order_by("pk").values_list("pk", flat=True))


def do(job_id: int, studies: Mapping[str, type[Study]], *, patience: float) -> bool:
    """Go on with a job for so many seconds; whether it waits for somebody to go on.

    Nothing where another does it. Safe to kill: what is not written is done again.
    """
    job = _take(job_id)
    if job is None:
        return False
    study = studies[job.kind]()
    try:
        study.begin(job)
        return _go_on(job, study, until=time.monotonic() + patience)
    except Undone as error:
        _end(job, JobState.FAILED, {"why": str(error)})
    except Exception:
        log.exception("The job %d could not be done.", job.pk)
        _end(job, JobState.FAILED, {"why": "unknown"})
    return False


def _take(job_id: int) -> Job | None:
    at = now()
    free = Q(taken_at__isnull=True) | Q(taken_at__lte=at - LEASE)
    with write_transaction():
        taken = Job.objects.filter(free, pk=job_id, state=JobState.WAITING).update(taken_at=at)
    return Job.objects.select_related("version").get(pk=job_id) if taken else None


def _go_on(job: Job, study: Study, *, until: float) -> bool:
    if job.total is None:
        job.total = study.total()
    while case_ids := study.after(job.cursor):
        if not _try(job, study, case_ids):
            return False
        if time.monotonic() >= until:
            _let_go(job)
            return True
    study.conclude(job.found)
    _end(job, JobState.DONE, job.found)
    return False


def _try(job: Job, study: Study, case_ids: Sequence[int]) -> bool:
    """One part in one commit, or case by case where that fails; whether the job is still ours."""
    found = copy.deepcopy(job.found)
    try:
        return _part(job, study, case_ids, found)
    except Lost:
        return False
    except Exception:
        if len(case_ids) > 1:
            log.exception("%d cases failed together in the job %d; trying them one by one.", len(case_ids), job.pk)
            return all(_try(job, study, [case_id]) for case_id in case_ids)
        log.exception("Case %d failed in the job %d.", case_ids[0], job.pk)
    failed = job.found.setdefault("failed", [])
    job.found["failures"] = job.found.get("failures", 0) + 1
    if len(failed) < NAMED:
        failed.append(case_ids[0])
    with write_transaction():
        return _note(job, case_ids, job.found)


def _part(job: Job, study: Study, case_ids: Sequence[int], found: Found) -> bool:
    if not study.writes:
        study.part(case_ids, found)
    with write_transaction():
        if study.writes:
            study.part(case_ids, found)
        if not _note(job, case_ids, found):
            raise Lost
    return True


def _note(job: Job, case_ids: Sequence[int], found: Found) -> bool:
    """Write down how far it has come; false where the lease ran out and somebody else took it."""
    at = now()
    cursor, done = case_ids[-1], job.done + len(case_ids)
    noted = _ours(job).update(cursor=cursor, done=done, total=job.total, found=found, taken_at=at)
    if noted:
        job.cursor, job.done, job.found, job.taken_at = cursor, done, found, at
    return bool(noted)


def _let_go(job: Job) -> None:
    with write_transaction():
        _ours(job).update(taken_at=None)


def _end(job: Job, state: JobState, found: Found) -> None:
    at = now()
    choices = {name: value for name, value in job.choices.items() if name != WORDS}
    with write_transaction():
        told = {"state": state, "found": found, "choices": choices, "total": job.total}
        if _ours(job).update(**told, taken_at=None, ended_at=at):
            job.state, job.ended_at = state, at
            for tell in _tellers:
                tell(job)


def _ours(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, state=JobState.WAITING, taken_at=job.taken_at)

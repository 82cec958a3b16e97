"""Whoever asked for work over many cases, which goes on without them, hears that it is over."""

from __future__ import annotations

from django.utils.translation import gettext as _

from workflows.jobs.models import Job, JobState
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.notices.kinds import JOB_DONE
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry


def ask_for_letter(job: Job) -> None:
    """A row for whoever asked for it, within the transaction that ends it."""
    if job.asked_by_id is None or job.ended_at is None:
        return
    entry = OutboxEntry(
        key=f"{JOB_DONE}:{job.pk}:{job.ended_at.isoformat()}",
        topic=JOB_DONE,
        audience="staff",
        user_id=job.asked_by_id,
        data={"job": job.pk, "kind": job.kind, "version": job.version_id, "key": job.digest, "state": job.state},
        created_at=job.ended_at,
        available_at=job.ended_at,
    )
    OutboxEntry.objects.bulk_create([entry], ignore_conflicts=True)
    nudge_after_commit()


def written(entry: OutboxEntry, language: str) -> WrittenLetter:
    """The letter, in the language that is on. It names no case."""
    if entry.data["state"] == JobState.FAILED:
        subject, text = _("Work over many requests could not be done"), _("The page of the work says why.")
    else:
        subject, text = _("Work over many requests is done"), _("The page of the work says what came of it.")
    return WrittenLetter(language, subject, text, _("See what came of it"), link_of(entry))


def link_of(entry: OutboxEntry) -> str:
    """The page of the job."""
    said = entry.data
    return addresses.job_link(said["kind"], said["version"], said["key"])
